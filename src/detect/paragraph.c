/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/paragraph.h"

#define REACH 1500     /* bytes on either side that a paragraph may have: what is longer is no footer */

static gboolean
is_text (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

/* The line from at to its end holds no more than spaces and quote marks. */
static gboolean
is_empty_from (MspSpan text, gsize at)
{
  gsize most = MIN (at + REACH, text.len);

  while (at < most && text.data[at] != '\n' && (g_ascii_isspace (text.data[at]) || text.data[at] == '>'))
    at++;
  return at >= text.len || text.data[at] == '\n';
}

/* text.len if the paragraph begins farther away. */
static gsize
find_start (MspSpan text, gsize at)
{
  gsize low = at > REACH ? at - REACH : 0, start = at;

  for (gsize i = at; i > low; i--)
    if (text.data[i - 1] == '\n')
      {
        if (is_empty_from (text, i))
          return start;
        start = i;
      }
  if (low > 0)
    return text.len;
  return is_empty_from (text, 0) ? start : 0;
}

/* 0 if it ends farther away. */
static gsize
find_end (MspSpan text, gsize at)
{
  gsize high = MIN (at + REACH, text.len);

  for (gsize i = at; i < high; i++)
    if (text.data[i] == '\n' && is_empty_from (text, i + 1))
      return i;
  return high == text.len ? high : 0;
}

static gboolean
has_text (MspSpan text, gsize start, gsize end)
{
  for (gsize i = start; i < end; i++)
    if (is_text (text.data[i]))
      return TRUE;
  return FALSE;
}

gboolean
msp_paragraph_hash (MspSpan text, gsize at, const MspKeyedHash *hash, guint8 out_hash[MSP_VALUE_KEY_LEN])
{
  gsize start = find_start (text, at), end = start < text.len ? find_end (text, at) : 0;

  if (end <= start || !has_text (text, start > REACH ? start - REACH : 0, start))
    return FALSE;
  g_autoptr (GString) folded = g_string_sized_new (end - start);

  for (gsize i = start; i < end; i++)
    if (is_text (text.data[i]))
      g_string_append_c (folded, g_ascii_tolower (text.data[i]));
  msp_keyed_hash_make (hash, "paragraph", msp_span_new (folded->str, folded->len), out_hash);
  return TRUE;
}
