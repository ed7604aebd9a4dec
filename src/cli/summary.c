/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/summary.h"

#include <glib.h>
#include <unistd.h>

#include "cli/fail.h"
#include "report/formats.h"

MspExit
msp_summary_print (const char *case_path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspCase) source = msp_case_open (case_path, &error);
  const char *no_color = g_getenv ("NO_COLOR");
  gboolean colour = isatty (STDOUT_FILENO) && (no_color == NULL || *no_color == '\0');
  const MspFilter filter = { NULL };

  if (source == NULL || !msp_formats_find ("text")->write (source, &filter, NULL, colour, &error))
    return msp_fail (MSP_EXIT_INTERNAL, "%s", error->message);
  return MSP_EXIT_OK;
}
