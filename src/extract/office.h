/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the extractors of OOXML and OpenDocument packages share. */

#include "extract/extractor.h"
#include "extract/relations.h"
#include "extract/composer.h"
#include "format/package.h"

typedef struct {
  const MspExtractInput *input;
  MspExtractResult      *result;
  MspPackage            *package;
  GHashTable            *done;        /* names of parts that were read */
  gboolean               is_damaged;  /* a part ended before its end */
  MspComposer              composer;
} MspOffice;

/* The bid for a package: it is of this media type by content, or a zip file that is declared or named to be one. */
int      msp_office_bid   (const MspExtractInput *input, const char *sniffed, const char *const *types,
                           const char *const *suffixes);

void     msp_office_open  (MspOffice *self, const MspExtractInput *input, const MspLimits *limits, MspText *text,
                           MspExtractResult *out_result);

/* TRUE once for each part name that the package has: the caller reads it now. */
gboolean msp_office_take  (MspOffice *self, const char *name);

/* Names of the parts that begin with prefix and end in ".xml", in natural order; caller frees the array, names are borrowed. */
GPtrArray *msp_office_list (const MspOffice *self, const char *prefix);

/* The part that the package says is its document; fallback if it does not. Caller owns. */
char    *msp_office_dup_main (const MspOffice *self, const char *fallback);

/* Writes properties, hands out the files inside, sets the result and frees all. */
void     msp_office_close (MspOffice *self);

/* Frees all, and no more. */
void     msp_office_drop  (MspOffice *self);

/* Appends the document properties of the part name, as fields. */
void     msp_office_add_properties (MspOffice *self, const char *name);
