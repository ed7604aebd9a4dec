/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The groups of all rule files in order, later ones replacing earlier ones of the same name, and where each came from. */

#include "detect/rules-file.h"

typedef struct {
  const MspRuleFile    *file;
  const MspRuleSection *section;
  const char           *name;       /* "us_ssn" */
  gboolean              built_in;   /* the pack has a group of this name */
} MspRuleGroup;

typedef struct {
  GPtrArray  *files;    /* MspRuleFile */
  GPtrArray  *groups;   /* MspRuleGroup, by first appearance */
  GHashTable *by_name;  /* name of the section -> MspRuleGroup */
} MspRuleSource;

MspRuleSource *msp_rule_source_new  (void);

/* Reads the groups of one file; own: the user's. Errors are of MSP_DETECT_ERROR_RULE and name file and line. */
gboolean       msp_rule_source_add  (MspRuleSource *self, const char *file, const char *text, gsize len, gboolean own,
                                     GError **error);

/* Where the group stands: "file:line: [group]", or "[group]" of the built-in pack; caller owns. */
char          *msp_rule_group_dup_place (const MspRuleGroup *group);

/* Sets error to "file:line: [group] key: cause"; always returns FALSE. */
gboolean       msp_rule_group_fail  (const MspRuleGroup *group, const char *key, GError **error, const char *format,
                                     ...) G_GNUC_PRINTF (4, 5);

/* Its keys and values in their order; the value of one, with no escapes undone, NULL if absent. */
const MspRulePair *msp_rule_group_get_pairs (const MspRuleGroup *group, guint *out_n);
const char        *msp_rule_group_get       (const MspRuleGroup *group, const char *key);

/* SHA-256 in hexadecimal of all groups and keys, sorted; caller owns. */
char          *msp_rule_source_dup_hash (const MspRuleSource *self);

void           msp_rule_source_free (MspRuleSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspRuleSource, msp_rule_source_free)
