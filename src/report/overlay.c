/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/overlay.h"

#include "store/access.h"

#define QUOTE 0xfe
#define LINE_END 0xae

static void
append_field (GString *out, const char *text, const char *end)
{
  g_string_append_unichar (out, QUOTE);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (c == '\n' || c == '\r')
        c = LINE_END;
      else if (c == QUOTE || g_unichar_type (c) == G_UNICODE_CONTROL)
        c = 0xfffd;
      g_string_append_unichar (out, c);
    }
  g_string_append_unichar (out, QUOTE);
  g_string_append (out, end);
}

static void
append_fields (GString *out, const char *const *fields, gsize n)
{
  for (gsize i = 0; i < n; i++)
    append_field (out, fields[i], i + 1 < n ? "\x14" : "\r\n");
}

gboolean
msp_overlay_append (MspCase *source, MspOutput *output, GError **error)
{
  static const char *const names[] = {
    "MAILSPILL_ID", "MAILSPILL_LOCATOR", "MESSAGEID", "MAILSPILL_VERDICT", "MAILSPILL_BASIS", "MAILSPILL_SCORE", "MAILSPILL_CATEGORIES",
    "MAILSPILL_PEOPLE",
  };
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_RESULTS, error);
  GString *out = msp_output_get_buffer (output);
  gboolean end = FALSE;
  MspAccessResultRow row;

  g_string_append (out, "\xef\xbb\xbf");
  append_fields (out, names, G_N_ELEMENTS (names));
  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      gboolean known = row.verdict.message[0] != '\0';
      char score[24], people[24];
      const char *const fields[] = {
        row.copy.id, row.copy.locator, row.copy.message_id,
        known ? msp_access_verdict_get_name ((MspAccessVerdict) row.verdict.verdict) : "", row.verdict.basis, score, row.copy.categories,
        people,
      };

      g_snprintf (score, sizeof score, "%" G_GUINT64_FORMAT, row.copy.score);
      g_snprintf (people, sizeof people, "%" G_GUINT64_FORMAT, row.copy.people);
      append_fields (out, fields, G_N_ELEMENTS (fields));
      if (!msp_output_flush (output, error))
        return FALSE;
    }
  return end;
}
