/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads the regular expressions of rules far enough to know what a match can begin with and whether its length is bounded. It
   over-approximates: look-around and word boundaries are ignored, so "can begin" may be said too often, never too seldom. */

#include <glib.h>

/* A set of bytes. */
typedef struct {
  guint64 bits[4];
} MspBytes;

/* Thompson's construction: a state eats a byte of its set and goes to next, or forks without eating. */
typedef enum { MSP_REGEX_EAT, MSP_REGEX_FORK, MSP_REGEX_ACCEPT } MspRegexStateKind;

typedef struct {
  MspRegexStateKind kind;
  int               next, other;   /* indexes, or -1 */
  MspBytes          set;
} MspRegexState;

typedef struct {
  GArray *states;   /* MspRegexState */
  int     start;
  gsize   width;    /* of the longest match, in bytes */
} MspRegex;

typedef struct _MspRegexWalk MspRegexWalk;

static inline void
msp_bytes_add (MspBytes *self, guint8 byte)
{
  self->bits[byte >> 6] |= G_GUINT64_CONSTANT (1) << (byte & 63);
}

static inline gboolean
msp_bytes_has (const MspBytes *self, guint8 byte)
{
  return (self->bits[byte >> 6] >> (byte & 63) & 1) != 0;
}

/* NULL with G_REGEX_ERROR if the expression is malformed, uses what the engine does not take (backreferences, recursion) or
   repeats without bound ("*", "+", "{2,}" outside a class). */
MspRegex     *msp_regex_parse      (const char *pattern, GError **error);
void          msp_regex_free       (MspRegex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspRegex, msp_regex_free)

/* What the last n bytes of a match can be, the last first. */
void          msp_regex_read_end   (const MspRegex *self, guint n, MspBytes *out_sets);

/* TRUE if each alternative of pattern begins with a word boundary. */
gboolean      msp_regex_begins_words (const char *pattern);

/* Walks self by sets of bytes: each step keeps the ways on which some byte of the set can come next. */
MspRegexWalk *msp_regex_walk_new   (const MspRegex *self);
void          msp_regex_walk_reset (MspRegexWalk *walk);
void          msp_regex_walk_copy  (MspRegexWalk *walk, const MspRegexWalk *from);

/* Takes only the nth of the ways to begin, each a byte of *out_set; FALSE if there are fewer. */
gboolean      msp_regex_walk_take  (MspRegexWalk *walk, guint nth, MspBytes *out_set);

/* FALSE if no way is left. */
gboolean      msp_regex_walk_step  (MspRegexWalk *walk, const MspBytes *set);

/* Puts walk one step behind from, of the same expression. */
void          msp_regex_walk_step_from (MspRegexWalk *walk, const MspRegexWalk *from, const MspBytes *set);

/* TRUE if a byte of set can come next. */
gboolean      msp_regex_walk_can   (const MspRegexWalk *walk, const MspBytes *set);

/* Adds the bytes that can come next to set. */
void          msp_regex_walk_next  (const MspRegexWalk *walk, MspBytes *set);

/* TRUE if a match can end here. */
gboolean      msp_regex_walk_ends  (const MspRegexWalk *walk);
void          msp_regex_walk_free  (MspRegexWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspRegexWalk, msp_regex_walk_free)
