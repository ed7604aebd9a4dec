/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sandbox.h"

#include <glib/gi18n.h>
#include <string.h>

/* Address sanitizer maps terabytes and calls what a confined process may not. */
#if defined (__SANITIZE_ADDRESS__)
#define CAN_CONFINE FALSE
#else
#define CAN_CONFINE TRUE
#endif

gboolean
msp_sandbox_parse (const char *text, MspSandbox *out_sandbox, GError **error)
{
  static const char *const names[] = { "auto", "require", "off" };

  *out_sandbox = MSP_SANDBOX_AUTO;
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (names); i++)
    if (strcmp (text, names[i]) == 0)
      {
        *out_sandbox = (MspSandbox) i;
        return TRUE;
      }
  if (text != NULL)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' is no way to confine: auto, require or off"), text);
  return text == NULL;
}

MspSandbox
msp_sandbox_get (MspSandbox asked)
{
  return CAN_CONFINE || asked == MSP_SANDBOX_REQUIRE ? asked : MSP_SANDBOX_OFF;
}

guint64
msp_sandbox_get_memory (const MspLimits *limits)
{
  return CAN_CONFINE ? limits->memory : 0;
}
