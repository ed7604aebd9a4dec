/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The groups of all rule files in order, later ones replacing earlier ones of the same name, and where each came from. */

#include <glib.h>

typedef struct {
  char     *file;     /* for messages */
  char     *text;
  GKeyFile *keys;
  gboolean  own;      /* the user's: its regular expressions need a check, which takes milliseconds */
} MspRuleFile;

typedef struct {
  MspRuleFile *file;
  char        *group;   /* "rule us_ssn" */
  const char  *name;    /* "us_ssn" */
  gboolean     built_in;   /* the pack has a group of this name */
} MspRuleGroup;

typedef struct {
  GPtrArray  *files;    /* MspRuleFile */
  GPtrArray  *groups;   /* MspRuleGroup, by first appearance */
  GHashTable *by_name;  /* group -> MspRuleGroup */
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

/* Value of key with no escapes undone, without white space around it; NULL if absent. Caller owns. */
char          *msp_rule_group_dup   (const MspRuleGroup *group, const char *key);

/* SHA-256 in hexadecimal of all groups and keys, sorted; caller owns. */
char          *msp_rule_source_dup_hash (const MspRuleSource *self);

void           msp_rule_source_free (MspRuleSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspRuleSource, msp_rule_source_free)
