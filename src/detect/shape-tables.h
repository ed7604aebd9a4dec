/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the patterns of the shape lane can begin with, as sets of rules to be intersected. */

#include "detect/front.h"
#include "detect/shape.h"

/* Classes of the byte behind a token. */
typedef enum {
  MSP_NEXT_OTHER, MSP_NEXT_SPACE, MSP_NEXT_LINE, MSP_NEXT_DASH, MSP_NEXT_DOT, MSP_NEXT_SLASH, MSP_NEXT_COLON, MSP_NEXT_MARK,
  MSP_NEXT_UPPER, MSP_NEXT_LOWER, MSP_NEXT_DIGIT, MSP_N_NEXT
} MspNext;

#define MSP_MAX_DIGITS 32   /* digits at the begin of a token told apart */
#define MSP_MAX_TOKEN 64    /* lengths of tokens told apart; the last entry stands for all longer ones */

/* The first 128 rules, which hold all built-in ones, and the rest: half as much cache for a table. */
#define MSP_SHAPE_PART_WORDS 2
#define MSP_SHAPE_PART_RULES (MSP_SHAPE_PART_WORDS * 64)

typedef struct {
  guint64 bits[MSP_SHAPE_PART_WORDS];
} MspShapePartSet;

typedef struct {
  MspShapePartSet at[MSP_FRONT_LEN][256];                   /* that a match can have there, by position and byte */
  MspShapePartSet digits[MSP_MAX_DIGITS + 1][MSP_N_NEXT];   /* so many digits, then that; all for none */
  MspShapePartSet token[MSP_MAX_TOKEN + 1][MSP_N_NEXT];     /* so many letters, digits and "_", then that; all for none */
} MspShapePart;

/* Without pointers, so that an image can hold it. */
typedef struct {
  MspShapePart parts[MSP_SHAPE_WORDS / MSP_SHAPE_PART_WORDS];
  guint        n;
  guint16      rules[MSP_SHAPE_WORDS * 64];   /* bit -> rule index */
  MspShapeSet  totals[64];                    /* that allow a number of so many digits in all */
  MspShapeSet  counted;                       /* that do not allow any number of digits */
  MspShapeSet  number;                        /* with the number guard */
  MspShapeSet  code, hex, email;
  MspShapeSet  words;                         /* that begin with a token, or right before one */
  guint8       next_class[256];
  guint8       before[256];                   /* what a rule can begin with in front of a token, MSP_BEFORE_… */
  guint8       second[256];                   /* MSP_BEFORE_CAPITALS for what then must stand before that */
} MspShapeTables;

struct _MspShapes {
  const MspShapeTables *tables;
  MspShapeTables       *own;    /* NULL if an image holds them */
  gint16               *bits;   /* rule index -> bit, or -1 */
};

/* What the byte before a token says: part of a match itself, or between its capitals or pairs and the token. */
enum { MSP_BEFORE_SIGN = 1 << 0, MSP_BEFORE_CAPITALS = 1 << 1, MSP_BEFORE_PAIR = 1 << 2 };
