/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What is worked out from the built-in rules alone: done once, when the program is built (make-image.c), and linked with it as one
   piece of memory that is read in place, shared by all processes. It has no pointers; sizes and byte order are those of this very
   build. Without it, and with rules of the user, the same is worked out at each start. */

#include <glib.h>

typedef enum {
  MSP_IMAGE_RULES, MSP_IMAGE_RULE_NUMBERS, MSP_IMAGE_LEXICONS, MSP_IMAGE_TEXTS,
  MSP_IMAGE_TERMS, MSP_IMAGE_TERM_FORMS, MSP_IMAGE_TERM_LEXICONS, MSP_IMAGE_TERM_TEXTS,
  MSP_IMAGE_WORDS, MSP_IMAGE_WORD_EXACT, MSP_IMAGE_WORD_OPEN, MSP_IMAGE_WORD_FILTER,
  MSP_IMAGE_FRAGMENT_FILTER, MSP_IMAGE_FRAGMENTS, MSP_IMAGE_FRAGMENT_SETS,
  MSP_IMAGE_SHAPES, MSP_IMAGE_FRONTS,
  MSP_IMAGE_N_PARTS
} MspImagePart;

typedef struct {
  gsize offset, len;   /* in bytes */
} MspImageRange;

typedef struct {
  const guint64 *data;
  MspImageRange  parts[MSP_IMAGE_N_PARTS];
} MspImage;

/* The image that a build makes of its built-in rules, of which only the program itself has a copy; NULL where it was built for
   another kind of machine. */
extern const MspImage *const msp_image_built_in;

/* The part, aligned to MSP_IMAGE_ALIGN bytes, and how many pieces of size bytes it has. */
#define MSP_IMAGE_ALIGN 64
const void *msp_image_get (const MspImage *self, MspImagePart part, gsize size, guint *out_n);

typedef struct {
  GByteArray   *data;
  MspImageRange parts[MSP_IMAGE_N_PARTS];
} MspImageWriter;

void  msp_image_writer_init  (MspImageWriter *self);

/* Adds n pieces of size bytes as the part, once for each part. */
void  msp_image_put          (MspImageWriter *self, MspImagePart part, gconstpointer pieces, gsize size, gsize n);

/* C that defines msp_image_built_in; caller owns. */
char *msp_image_writer_print (const MspImageWriter *self);
void  msp_image_writer_clear (MspImageWriter *self);
