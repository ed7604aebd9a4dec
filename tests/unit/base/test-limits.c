/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/limits.h"

#include <criterion/criterion.h>

static const struct {
  const char *name, *text;
  guint64     value;   /* 0: refused */
} cases[] = {
  { "depth", "7", 7 },
  { "message-bytes", "16K", 16384 },
  { "message-bytes", "2m", 2097152 },
  { "expanded-bytes", "3G", G_GUINT64_CONSTANT (3221225472) },
  { "depth", "0", 0 },
  { "depth", "-1", 0 },
  { "depth", "8G", 0 },
  { "depth", "1x", 0 },
  { "depth", "", 0 },
  { "text-bytes", "99999999999999999999999", 0 },
  { "text-bytes", "1G", 1073741824 },
  { "text-bytes", "1073741825", 0 },
  { "message-bytes", "2G", 0 },
  { "header-bytes", "4G", 0 },
  { "colour", "1", 0 },
};

Test (limits, text_sets_a_limit_or_is_refused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MspLimits limits;
      g_autoptr (GError) error = NULL;

      msp_limits_init (&limits);
      gboolean good = msp_limits_parse (&limits, cases[i].name, cases[i].text, &error);
      cr_expect_eq (good, cases[i].value != 0, "%s=%s", cases[i].name, cases[i].text);
      cr_expect_eq (good, error == NULL);
      for (const MspLimitInfo *info = msp_limits_get_table (); good && info->name != NULL; info++)
        if (strcmp (info->name, cases[i].name) == 0)
          cr_expect_eq (msp_limits_get (&limits, info), cases[i].value, "%s=%s", cases[i].name, cases[i].text);
    }
}
