/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Finds the places where rules without a literal may begin: tokens with digits, '@'. What a pattern can begin with is worked out
   once and looked up per token, so that most tokens cost a few loads. Linear in the text: each token is tried by a bounded number
   of rules. */

#include <glib.h>

#include "base/span.h"
#include "detect/image.h"
#include "detect/rules.h"

#define MSP_SHAPE_WORDS 4                       /* room for 256 rules of the shape lane */

typedef struct {
  guint64 bits[MSP_SHAPE_WORDS];
} MspShapeSet;

static inline gboolean
msp_shape_set_is_empty (const MspShapeSet *self)
{
  return (self->bits[0] | self->bits[1] | self->bits[2] | self->bits[3]) == 0;
}

typedef struct _MspShapes MspShapes;

typedef void (*MspShapeFound) (gpointer data, guint rule, gsize start);

/* Errors are of MSP_DETECT_ERROR_ENGINE (too many rules) and _RULE. */
MspShapes *msp_shapes_new       (const MspRules *rules, GError **error);
void       msp_shapes_free      (MspShapes *self);

/* Puts them into an image; those of an image, which was made of these rules. */
void       msp_shapes_put       (const MspShapes *self, MspImageWriter *out);
MspShapes *msp_shapes_get       (const MspRules *rules, const MspImage *image);

/* Adds rule to set if it is of the shape lane. */
void       msp_shapes_add       (const MspShapes *self, MspShapeSet *set, guint rule);

/* Calls found for each place of text where a rule of active may begin. */
void       msp_shapes_scan      (const MspShapes *self, MspSpan text, const MspShapeSet *active, MspShapeFound found,
                                 gpointer data);

/* The same without SIMD: its twin, to be tested against. */
void       msp_shapes_scan_scalar (const MspShapes *self, MspSpan text, const MspShapeSet *active, MspShapeFound found,
                                 gpointer data);

/* The same for one token of letters only, [start, end): the scan passes these by. */
void       msp_shapes_try_token (const MspShapes *self, MspSpan text, gsize start, gsize end, const MspShapeSet *active,
                                 MspShapeFound found, gpointer data);
