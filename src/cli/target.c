/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/target.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "people/decisions.h"
#include "report/verify.h"

static gboolean
is_output (const char *target)
{
  return target == NULL || strcmp (target, "-") == 0;
}

static gboolean
is_same (const char *path, const char *other)
{
  GStatBuf info, other_info;

  return g_stat (path, &info) == 0 && g_stat (other, &other_info) == 0 && info.st_ino == other_info.st_ino
         && info.st_dev == other_info.st_dev;
}

gboolean
msp_target_spares (const char *case_path, const char *target, GError **error)
{
  g_autofree char *key = g_strconcat (case_path, ".key", NULL), *decisions = msp_decisions_dup_path (case_path);

  if (is_output (target) || !(msp_case_is_case (target) || is_same (key, target) || is_same (decisions, target)))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("'%s' is a case file, its key or its decisions; choose another place to write to"), target);
  return FALSE;
}

gboolean
msp_target_is_free (MspCase *source, const char *target, GError **error)
{
  if (is_output (target))
    return TRUE;
  if (!msp_verify_is_input (source, target))
    return msp_target_spares (msp_case_get_path (source), target, error);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' lies inside what was scanned; choose another place with -o"), target);
  return FALSE;
}
