/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/uid-set.h"

#include "evidence/text.h"

#define LAST G_MAXUINT32

static gboolean
parse_number (MspSpan text, guint64 *out_number, gboolean *is_open)
{
  if (msp_span_equals (text, "*"))
    {
      *out_number = LAST;
      return *is_open = TRUE;
    }
  return text.len > 0 && msp_text_to_number (text, out_number) && *out_number > 0 && *out_number <= LAST;
}

/* "15", "15:17" and "17:15", "15:*", "*". */
static gboolean
parse_part (MspSpan text, guint64 *out_first, guint64 *out_last, gboolean *out_is_open)
{
  MspSpan first;
  gboolean is_range = msp_text_take (&text, ":", &first);

  *out_is_open = FALSE;
  if (!parse_number (is_range ? first : text, out_first, out_is_open) || !parse_number (text, out_last, out_is_open))
    return FALSE;
  guint64 low = MIN (*out_first, *out_last);
  *out_last = MAX (*out_first, *out_last);
  *out_first = low;
  return TRUE;
}

gboolean
msp_uid_set_parse (MspSpan text, gsize max, GArray *numbers, guint64 *out_count)
{
  MspSpan part;

  *out_count = 0;
  if (msp_span_equals (text, "$"))
    {
      *out_count = LAST;
      return TRUE;
    }
  while (msp_text_take_last (&text, ",", &part))
    {
      guint64 first, last;
      gboolean is_open;

      if (!parse_part (part, &first, &last, &is_open))
        return FALSE;
      *out_count += last - first + 1;
      is_open |= last - first + 1 > max - numbers->len;
      for (guint64 n = first; !is_open && n <= last; n++)
        g_array_append_val (numbers, n);
    }
  return *out_count > 0;
}
