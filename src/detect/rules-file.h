/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One file of rules, cut up into groups of keys and values: a key file as GKeyFile has them, but each line is known, a group or
   key that comes again is an error, and nothing is copied. */

#include <glib.h>

/* Without white space around either. */
typedef struct {
  const char *key, *value;
  guint       line;
} MspRulePair;

typedef struct {
  const char *name;          /* "rule us_ssn" */
  guint       line;
  guint       first, n;      /* its pairs among those of the file */
} MspRuleSection;

typedef struct {
  char     *name;       /* for messages */
  char     *text;       /* holds all strings of the sections and pairs */
  gboolean  own;        /* the user's: its regular expressions need a check, which takes milliseconds */
  GArray   *sections;   /* MspRuleSection */
  GArray   *pairs;      /* MspRulePair */
} MspRuleFile;

/* Errors are of MSP_DETECT_ERROR_RULE and name file and line. */
MspRuleFile *msp_rule_file_new   (const char *name, const char *text, gsize len, gboolean own, GError **error);
void         msp_rule_file_free  (MspRuleFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspRuleFile, msp_rule_file_free)

/* Sets error to "file:line: cause"; always returns FALSE. */
gboolean     msp_rule_file_fail  (const MspRuleFile *self, guint line, GError **error, const char *cause);

/* The values that value lists, as g_key_file_get_string_list: parted by ";", with "\;", "\\", "\s", "\n", "\t" and "\r"; as they
   stand if there is another escape. Caller owns. */
char       **msp_rule_file_split (const char *value);
