/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Fields, form fields and content controls of WordprocessingML: what they are called and what was filled in. */

#include "extract/composer.h"
#include "format/xml-reader.h"

#define MSP_OOXML_FORM_DEPTH 16

typedef struct {
  char    *name;         /* or NULL */
  char    *choice;       /* what was ticked or chosen, where no text says so */
  char    *link;         /* target of a HYPERLINK field */
  gsize    start;        /* of the value */
  gboolean is_form, has_result;
} MspOoxmlField;

typedef struct {
  MspComposer    *composer;
  GString      *instruction;
  MspOoxmlField fields[MSP_OOXML_FORM_DEPTH], controls[MSP_OOXML_FORM_DEPTH];
  guint         n_fields, n_controls;   /* open ones; more than the depth are counted only */
} MspOoxmlForm;

void msp_ooxml_form_init  (MspOoxmlForm *self, MspComposer *composer);

/* A fldChar of this type: begin, separate, end. */
void msp_ooxml_form_field (MspOoxmlForm *self, const char *type);

/* Reads the ffData element that was just opened: name and value of a legacy form field. */
void msp_ooxml_form_read_data (MspOoxmlForm *self, MspXmlReader *xml);

/* Collects what a field does, and writes what of it is worth knowing: links, sources of data. */
void msp_ooxml_form_add_instruction   (MspOoxmlForm *self, const char *text);
void msp_ooxml_form_flush_instruction (MspOoxmlForm *self);

/* Text is about to be written: of a content control it begins the value. */
void msp_ooxml_form_touch (MspOoxmlForm *self);

/* Content controls: sdt opened, its sdtPr just opened, closed. */
void msp_ooxml_form_open_control  (MspOoxmlForm *self);
void msp_ooxml_form_read_control  (MspOoxmlForm *self, MspXmlReader *xml);
void msp_ooxml_form_close_control (MspOoxmlForm *self);
void msp_ooxml_form_clear (MspOoxmlForm *self);
