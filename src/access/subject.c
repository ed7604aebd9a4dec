/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/subject.h"

/* FNV-1a. */
guint64
msp_subject_hash (const char *subject)
{
  g_autofree char *valid = g_utf8_make_valid (subject, -1), *folded = g_utf8_casefold (valid, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\r\n", -1);
  guint64 hash = 0;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] == '\0')
        continue;
      hash = hash == 0 ? G_GUINT64_CONSTANT (14695981039346656037) : (hash ^ ' ') * G_GUINT64_CONSTANT (1099511628211);
      for (const char *p = words[i]; *p != '\0'; p++)
        hash = (hash ^ (guint8) *p) * G_GUINT64_CONSTANT (1099511628211);
    }
  return hash;
}
