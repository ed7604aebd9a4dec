/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/policy.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A policy is taken whole or refused with the place. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspPolicy) policy = msp_policy_parse ((const char *) data, size, "fuzz", &error);

  g_assert_true ((policy == NULL) == (error != NULL));
  g_assert_true (error == NULL || g_str_has_prefix (error->message, "fuzz:"));
  for (guint i = 0; policy != NULL && i < policy->rules->len; i++)
    g_assert_cmpint (((const MspPolicyRule *) policy->rules->pdata[i])->max_findings, >=, 0);
  for (guint i = 0; policy != NULL && i < policy->allows->len; i++)
    g_assert_nonnull (((const MspPolicyAllow *) policy->allows->pdata[i])->reason);
  return 0;
}
