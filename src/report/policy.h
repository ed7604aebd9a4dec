/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What an archive may hold before 'check' objects. Written as a key file; docs/policy.md explains it. */

#include <glib.h>

#define MSP_POLICY_UNSET (-1)

typedef enum { MSP_POLICY_DETECTOR, MSP_POLICY_CATEGORY, MSP_POLICY_BAND, MSP_N_POLICY_SCOPES } MspPolicyScope;

typedef struct {
  MspPolicyScope scope;
  char          *name;           /* "us_ssn", "cred", "high" */
  gint64         max_findings;   /* or UNSET; forbidden=true is 0 */
  guint          line;           /* of the group */
} MspPolicyRule;

/* Findings that do not count: each condition given must hold. */
typedef struct {
  char *name;
  char *value;                   /* 64 hexadecimal digits, lower case, or NULL */
  char *locator;                 /* the item and what is in it, or NULL */
  char *detector;                /* or NULL */
  guint detector_line;
  char *reason;
  char  expires[11];             /* the last day on which it holds, "2026-12-31", or "" */
  guint line;
} MspPolicyAllow;

typedef struct {
  gint64     max_score, max_findings, max_failed;   /* or UNSET */
  gint64     min_coverage;       /* in hundredths of a per cent, or UNSET */
  GPtrArray *rules;              /* MspPolicyRule */
  GPtrArray *allows;             /* MspPolicyAllow */
} MspPolicy;

/* Errors are G_OPTION_ERROR_BAD_VALUE and begin with "name:line: [group] key: ", as far as there are such. */
MspPolicy *msp_policy_parse     (const char *text, gsize len, const char *name, GError **error);

/* Reads the file; G_FILE_ERROR besides. */
MspPolicy *msp_policy_load      (const char *path, GError **error);

typedef gboolean (*MspPolicyDetectorFunc) (const char *id, gpointer user_data);

/* A detector that the policy names and func does not know is a mistake, not a detector without findings. Errors as of parse. */
gboolean   msp_policy_check_detectors (const MspPolicy *self, const char *name, MspPolicyDetectorFunc func, gpointer user_data,
                                       GError **error);

/* TRUE for "2026-12-31", a day that exists. */
gboolean   msp_policy_is_date   (const char *text);

const char *msp_policy_scope_get_name (MspPolicyScope scope);
void       msp_policy_free      (MspPolicy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspPolicy, msp_policy_free)
