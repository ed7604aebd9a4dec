/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What rules.c reads from files and rules-image.c from an image. */

#include "detect/allow.h"
#include "detect/rules.h"

typedef struct {
  char      *key;
  GPtrArray *terms;   /* NULL-terminated */
} MspRuleLexicon;

struct _MspRules {
  GPtrArray      *rules;        /* MspRule */
  MspRule        *rules_in_one; /* their memory, if they are those of an image */
  GPtrArray      *lexicons;     /* MspRuleLexicon */
  MspAllow       *allow;
  GHashTable     *by_id;        /* id -> index + 1 */
  GHashTable     *by_lexicon;   /* key -> index + 1 */
  char           *hash;
  const MspImage *image;        /* or NULL */
};
