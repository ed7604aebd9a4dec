/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What one line of text says about classification: a banner, a portion mark, a line of an authority block … */

#include "detect/marking.h"

typedef enum {
  MSP_LINE_NONE,
  MSP_LINE_BANNER,       /* with a control block, or not of the US */
  MSP_LINE_LEVEL,        /* a level word alone */
  MSP_LINE_LABEL,        /* "Classification: SECRET" */
  MSP_LINE_PORTION,      /* begins with a portion mark */
  MSP_LINE_AUTHORITY,
  MSP_LINE_CUI_BANNER,
  MSP_LINE_CUI_ALONE,
  MSP_LINE_CUI_PORTION,
  MSP_LINE_CUI_BLOCK,    /* of a CUI designation indicator */
} MspLineKind;

typedef enum {
  MSP_AUTHORITY_CLASSIFIED_BY  = 1 << 0,
  MSP_AUTHORITY_DERIVED_FROM   = 1 << 1,
  MSP_AUTHORITY_REASON         = 1 << 2,
  MSP_AUTHORITY_DECLASSIFY_ON  = 1 << 3,
  MSP_AUTHORITY_VALID_DATE     = 1 << 4,   /* the Declassify On value is one of the permitted */
  MSP_AUTHORITY_EXEMPTION      = 1 << 5,   /* and is an exemption: "25X1", "OADR" … */
  MSP_AUTHORITY_BAD_REASON     = 1 << 6,   /* none of section 1.4 (a)-(h) of the Order */
} MspAuthorityFlags;

typedef struct {
  MspLineKind kind;
  gsize       start, end;   /* of the marking, in the text */
  MspMarking  marking;
  guint32     authority;    /* MspAuthorityFlags */
  gboolean    whole;        /* nothing else stands on the line */
  gboolean    labelled;     /* a label stands before the marking */
  gboolean    known;        /* CUI: all categories are registered */
} MspMarkingLine;

/* Reads the line [start, end) of text. thorough: also what only counts beside other evidence: "Reason:", "(S)", "POC:". */
void msp_marking_read_line (MspSpan text, gsize start, gsize end, gboolean thorough, MspMarkingLine *out_line);

/* The same for the lines of authority and CUI designation blocks only: FALSE if the line is none of them. */
gboolean msp_marking_read_authority (MspSpan text, gsize start, gsize end, gboolean thorough, MspMarkingLine *out_line);
