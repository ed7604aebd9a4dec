/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/converter.h"

#include <errno.h>

#define REPLACEMENT "\357\277\275"
#define N_SLOTS 8

typedef struct {
  char   name[48];
  GIConv descriptor;
} Slot;

static Slot slots[N_SLOTS];   /* most recently used first */
static guint n_slots;

static GIConv
get_descriptor (const char *name)
{
  Slot found;
  guint i;

  for (i = 0; i < n_slots && g_ascii_strcasecmp (slots[i].name, name) != 0; i++)
    ;
  if (i < n_slots)
    found = slots[i];
  else
    {
      found.descriptor = g_iconv_open ("UTF-8", name);
      g_strlcpy (found.name, name, sizeof found.name);
      if (n_slots < N_SLOTS)
        i = n_slots++;
      else if (slots[--i].descriptor != (GIConv) -1)
        g_iconv_close (slots[i].descriptor);
    }
  memmove (slots + 1, slots, i * sizeof slots[0]);
  slots[0] = found;
  return found.descriptor;
}

/* Makes room for at least want bytes behind the text and returns where they begin; out->len covers them. */
static char *
grow (GString *out, gsize used, gsize want)
{
  g_string_set_size (out, used + want);
  return out->str + used;
}

static void
replace_nul (GString *out, gsize start)
{
  gsize len = out->len - start;
  g_autofree char *copy = NULL;
  MspSpan rest;

  if (memchr (out->str + start, '\0', len) == NULL)
    return;
  copy = g_memdup2 (out->str + start, len);
  rest = msp_span_new (copy, len);
  g_string_truncate (out, start);
  for (const char *nul; (nul = memchr (rest.data, '\0', rest.len)) != NULL;)
    {
      gsize n = (gsize) (nul - rest.data);

      g_string_append_len (out, rest.data, (gssize) n);
      g_string_append (out, REPLACEMENT);
      rest = msp_span_slice (rest, n + 1, rest.len);
    }
  g_string_append_len (out, rest.data, (gssize) rest.len);
}

/* The least that can be skipped without losing step. */
static gsize
get_unit_length (const char *name)
{
  return g_str_has_prefix (name, "UTF-16") ? 2 : g_str_has_prefix (name, "UTF-32") ? 4 : 1;
}

/* HZ (RFC 1843) is GB 2312 in seven bits between "~{" and "~}"; with the high bit set it is GB 18030. */
static gboolean
append_hz (GString *out, MspSpan span)
{
  g_autoptr (GString) wide = g_string_sized_new (span.len);
  gboolean shifted = FALSE;

  for (gsize i = 0; i < span.len; i++)
    {
      char c = span.data[i], next = i + 1 < span.len ? span.data[i + 1] : '\0';

      if (c == '\n')
        shifted = FALSE;
      if (c == '~' && (next == '{' || next == '}' || next == '~' || next == '\n'))
        {
          if (next == '~')
            g_string_append_c (wide, '~');
          else
            shifted = next == '{';
          i++;
        }
      else
        g_string_append_c (wide, shifted && c > 0x20 ? (char) (c | 0x80) : c);
    }
  return msp_converter_append (out, msp_span_new (wide->str, wide->len), "GB18030");
}

/* Some charsets hold a letter back until they see that no accent follows it (windows-1258). */
static gsize
write_held_back (GIConv descriptor, GString *out, gsize used)
{
  gsize free_bytes = 64;
  char *to = grow (out, used, free_bytes);

  g_iconv (descriptor, NULL, NULL, &to, &free_bytes);
  return (gsize) (to - out->str);
}

gboolean
msp_converter_append (GString *out, MspSpan span, const char *name)
{
  gsize begin = out->len, used = begin, left = span.len, unit = get_unit_length (name);
  char *from = (char *) span.data;
  GIConv descriptor;

  if (strcmp (name, "HZ") == 0)
    return append_hz (out, span);
  descriptor = get_descriptor (name);
  if (descriptor == (GIConv) -1)
    return FALSE;
  g_iconv (descriptor, NULL, NULL, NULL, NULL);
  while (left > 0)
    {
      gsize room = left + left / 2 + 64, free_bytes = room;
      char *to = grow (out, used, room);
      gsize result = g_iconv (descriptor, &from, &left, &to, &free_bytes);
      int code = errno;

      used = (gsize) (to - out->str);
      if (result != (gsize) -1 || (code != EILSEQ && code != EINVAL && code != E2BIG))
        break;
      if (code == E2BIG)
        continue;
      memcpy (grow (out, used, strlen (REPLACEMENT)), REPLACEMENT, strlen (REPLACEMENT));
      used += strlen (REPLACEMENT);
      from += MIN (unit, left);
      left -= MIN (unit, left);
    }
  g_string_set_size (out, write_held_back (descriptor, out, used));
  replace_nul (out, begin);
  return TRUE;
}
