/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/fail.h"

#include <stdarg.h>

#include "detect/rules.h"
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
  gboolean usage = error->domain == G_OPTION_ERROR || error->domain == G_FILE_ERROR
                   || g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_NOT_A_CASE)
                   || g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_EXISTS)
                   || g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_MERGE)
                   || g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_KEY)
                   || g_error_matches (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE)
                   || g_error_matches (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_IO)
                   || g_error_matches (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_CHANGED);

  return usage ? MSP_EXIT_USAGE : MSP_EXIT_INTERNAL;
}

MspExit
msp_fail_error (const GError *error)
{
  return msp_fail (msp_fail_get_code (error), "%s", error->message);
}
