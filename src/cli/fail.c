/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/fail.h"

#include <glib/gi18n.h>
#include <stdarg.h>

#include "access/error.h"
#include "detect/rules.h"
#include "people/decisions.h"
#include "pipeline/confine.h"
#include "pipeline/scan.h"
#include "report/terminal.h"
#include "store/case.h"

MspExit
msp_fail (MspExit code, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_autoptr (GString) safe = g_string_new ("mailspill: ");
  msp_terminal_append (safe, text, 0);
  g_printerr ("%s\n", safe->str);
  return code;
}

MspExit
msp_fail_get_code (const GError *error)
{
  static const MspStoreError of_store[] = {
    MSP_STORE_ERROR_NOT_A_CASE, MSP_STORE_ERROR_EXISTS, MSP_STORE_ERROR_MERGE, MSP_STORE_ERROR_KEY,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (of_store); i++)
    if (g_error_matches (error, MSP_STORE_ERROR, (gint) of_store[i]))
      return MSP_EXIT_USAGE;
  gboolean usage = error->domain == G_OPTION_ERROR || error->domain == MSP_ACCESS_ERROR || error->domain == G_CONVERT_ERROR
                   || error->domain == G_FILE_ERROR || error->domain == MSP_PEOPLE_ERROR || error->domain == MSP_CONFINE_ERROR
                   || g_error_matches (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE)
                   || g_error_matches (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_IO)
                   || g_error_matches (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_CHANGED);

  return usage ? MSP_EXIT_USAGE : MSP_EXIT_INTERNAL;
}

/* GLib's texts begin with a capital, ours do not. */
static char *
dup_text (const GError *error)
{
  g_autofree char *text = g_strdup (error->message);

  if (error->domain == G_OPTION_ERROR)
    text[0] = g_ascii_tolower (text[0]);
  if (g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
    return g_strdup_printf (g_str_has_suffix (text, "?") ? _("%s '%s --help' explains") : _("%s; '%s --help' explains"), text,
                            g_get_prgname ());
  return g_steal_pointer (&text);
}

MspExit
msp_fail_error (const GError *error)
{
  g_autofree char *text = dup_text (error);

  return msp_fail (msp_fail_get_code (error), "%s", text);
}
