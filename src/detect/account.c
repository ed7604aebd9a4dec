/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/account.h"

#define NEAR 200

static const char *const signs[] = {
  "username", "user name", "user id", "userid", "user:", "user =", "login:", "login name", "login is", "benutzer:", "benutzername",
  "identifiant", "usuario", "http://", "https://", "ftp://", "ssh ", "host:", "hostname", "server:",
};

gboolean
msp_account_is_near (MspSpan text, gsize start, gsize end)
{
  MspSpan window = msp_span_slice (text, start > NEAR ? start - NEAR : 0, end + NEAR);

  for (gsize at = 0; at < window.len; at++)
    {
      char first = g_ascii_tolower (window.data[at]);

      if (strchr ("ulbihfs", first) == NULL || first == '\0' || (at > 0 && g_ascii_isalpha (window.data[at - 1])))
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
        if (signs[i][0] == first && msp_span_has_prefix_nocase (msp_span_slice (window, at, window.len), signs[i]))
          return TRUE;
    }
  return FALSE;
}
