/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/error-text.h"

#include <glib.h>
#include <locale.h>
#include <string.h>

const char *
msp_error_text (int code)
{
  static gsize once;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) newlocale (LC_ALL_MASK, "C", (locale_t) 0));
  return strerror_l (code, (locale_t) once);
}
