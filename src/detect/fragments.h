/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Heads of rules that need not begin a word, found by the four bytes in them that are rarest in mail: "-----BEGIN " by "BEGI",
   52 letters and "JQQJ" by the latter. The bytes around these are compared as sets, position by position. */

#include <glib.h>

#include "base/span.h"
#include "detect/fragment-scan.h"
#include "detect/image.h"

typedef struct _MspFragments MspFragments;

/* start: where a match of the rule's head may begin. */
typedef void (*MspFragmentFound) (gpointer data, guint rule, gsize start);

MspFragments *msp_fragments_new      (void);

/* FALSE if some way of head holds no four bytes that are rare enough: rule is then not found by the scan. only_rest: without the
   ways that begin with a letter or digit. */
gboolean      msp_fragments_add_head (MspFragments *self, guint rule, const char *head, gboolean only_rest);

/* Once all heads are added, before the first scan. */
void          msp_fragments_prepare  (MspFragments *self);

/* Puts the prepared fragments into an image; those of an image. */
void          msp_fragments_put      (const MspFragments *self, MspImageWriter *out);
MspFragments *msp_fragments_get      (const MspImage *image);

/* The fragments of rule, empty if it has none. */
MspFragmentSet msp_fragments_get_of_rule (const MspFragments *self, guint rule);

/* Reports by rising place of the rare bytes. unwanted: fragments that are not looked for. */
void          msp_fragments_scan     (const MspFragments *self, const MspFragmentSet *unwanted, MspSpan text,
                                      MspFragmentFound found, gpointer data);
void          msp_fragments_free     (MspFragments *self);
