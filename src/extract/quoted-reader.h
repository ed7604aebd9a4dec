/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Tells lines that may matter to quoted history from prose, 64 bytes at a time. */

#include <glib.h>

#include "base/span.h"
#include "extract/block.h"

#define MSP_QUOTED_BLOCKS 32

/* Where lines of a block show what they are. */
typedef struct {
  guint64 quotes;       /* a ">" that begins a line */
  guint64 others;       /* in each line else, empty ones left out: the first letter, or the end if there is none */
  guint64 doubts;       /* somewhere in a line of which msp_quoted_look has to say what it is; all others are prose or blank */
} MspQuotedBlock;

/* What lines are told by. */
typedef struct {
  guint64 ends, marks, colons, dashes;
  guint64 decoration;   /* white space, and the marks of bold text */
  guint64 openers;      /* ">", "|" and the capitals that labels, rules and announcements begin with */
} MspQuotedMasks;

typedef struct {
  MspSpan        text;
  gsize          next;          /* the block behind those loaded */
  guint64        ended;         /* 1: a line begins at next; and what the line that goes on there has had: */
  guint64        in_lead;       /* nothing but decoration */
  guint64        colon;         /* a colon, then nothing but decoration */
  MspQuotedBlock blocks[MSP_QUOTED_BLOCKS];
} MspQuotedReader;

/* Borrows text. */
void  msp_quoted_reader_init (MspQuotedReader *self, MspSpan text);

/* Fills blocks with the next ones of the text; *out_start is where the first begins. Returns how many, 0 at the end. */
guint msp_quoted_reader_load (MspQuotedReader *self, gsize *out_start);

/* The masks of n blocks, and its twin, one byte after another, to be tested against. */
void  msp_quoted_read        (const char *text, gsize n, MspQuotedMasks *out_masks);
void  msp_quoted_read_scalar (const char *text, gsize n, MspQuotedMasks *out_masks);
