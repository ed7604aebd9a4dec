/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/mutf7.h"

#include <string.h>

static int
get_digit (char c)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";
  const char *at = c != '\0' ? strchr (digits, c) : NULL;

  return at != NULL ? (int) (at - digits) : -1;
}

/* The characters between '&' and '-'; NULL unless they are whole UTF-16 units with zero padding. */
static char *
decode_run (const char *run, gsize len)
{
  g_autofree gunichar2 *units = g_new0 (gunichar2, len * 6 / 16 + 1);
  guint32 bits = 0;
  guint n_bits = 0;
  glong n_units = 0;

  for (gsize i = 0; i < len; i++)
    {
      int digit = get_digit (run[i]);

      if (digit < 0)
        return NULL;
      bits = (bits << 6 | (guint32) digit) & 0xffffff;
      n_bits += 6;
      if (n_bits >= 16)
        {
          n_bits -= 16;
          units[n_units++] = (gunichar2) (bits >> n_bits);
        }
    }
  if (n_units == 0 || n_bits >= 6 || (bits & ((1u << n_bits) - 1)) != 0)
    return NULL;
  return g_utf16_to_utf8 (units, n_units, NULL, NULL, NULL);
}

char *
msp_mutf7_dup_utf8 (const char *name)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (*name != '\0')
    {
      const char *end = *name == '&' ? strchr (name, '-') : NULL;
      g_autofree char *text = end == NULL ? NULL : end == name + 1 ? g_strdup ("&")
                                                                   : decode_run (name + 1, (gsize) (end - name - 1));

      if (text != NULL)
        g_string_append (out, text);
      else
        g_string_append_c (out, *name);
      name = text != NULL ? end + 1 : name + 1;
    }
  return g_utf8_make_valid (out->str, (gssize) out->len);
}
