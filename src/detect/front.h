/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the matches of a rule's pattern can begin with, byte by byte: says of most places at once that there is no match. The ways
   to begin are put into a few groups, so that what follows one way is not taken for what follows another. */

#include <glib.h>

#include "base/span.h"
#include "detect/image.h"
#include "detect/rules.h"

#define MSP_FRONT_LEN 16
#define MSP_FRONT_GROUPS 4

typedef struct {
  gboolean known;      /* has been read */
  guint    n;          /* first bytes of each match that are looked at */
  guint64  at[256];    /* by byte: for each of these the groups in which it can stand there, a bit a group; all behind the n */
} MspFront;

/* Of all rules, each read when it is first asked for; or those of an image, all read. */
typedef struct {
  const MspRules *rules;
  MspFront       *fronts;
  gboolean        in_place;   /* borrowed from an image */
} MspFronts;

/* Borrows rules. */
void     msp_fronts_init  (MspFronts *self, const MspRules *rules);
void     msp_fronts_clear (MspFronts *self);

/* Puts those of all rules into an image. */
void     msp_fronts_put   (const MspRules *rules, MspImageWriter *out);

/* pattern: one that msp_regex_parse does not take may begin with anything. */
void     msp_front_read   (MspFront *self, const char *pattern);

/* FALSE if no match begins at start of text, whatever may follow its end: a column's header goes on in each cell. */
static inline gboolean
msp_front_fits (const MspFront *self, MspSpan text, gsize start)
{
  const guint8 *data = (const guint8 *) text.data + start;
  guint n = (guint) MIN (self->n, text.len - start), groups = (1u << MSP_FRONT_GROUPS) - 1, i = 0;

  if (text.len - start >= MSP_FRONT_LEN)
    for (; i < n && groups != 0; i += 4)
      groups &= (guint) ((self->at[data[i]] & self->at[data[i + 1]] >> MSP_FRONT_GROUPS
                          & self->at[data[i + 2]] >> 2 * MSP_FRONT_GROUPS & self->at[data[i + 3]] >> 3 * MSP_FRONT_GROUPS)
                         >> i * MSP_FRONT_GROUPS);
  for (; i < n && groups != 0; i++)
    groups &= (guint) (self->at[data[i]] >> i * MSP_FRONT_GROUPS);
  return groups != 0;
}

/* TRUE if a match can have byte there, for positions below n. */
static inline gboolean
msp_front_takes (const MspFront *self, guint position, guint8 byte)
{
  return (self->at[byte] >> position * MSP_FRONT_GROUPS & ((1u << MSP_FRONT_GROUPS) - 1)) != 0;
}

static inline gboolean
msp_fronts_fit (const MspFronts *self, guint rule, MspSpan text, gsize start)
{
  MspFront *front = &self->fronts[rule];

  if (G_UNLIKELY (!front->known))
    msp_front_read (front, msp_rules_get (self->rules, rule)->pattern);
  return msp_front_fits (front, text, start);
}
