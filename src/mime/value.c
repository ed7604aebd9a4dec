/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/value.h"

#include "base/charset.h"
#include "base/utf8.h"
#include "mime/words.h"

static GMimeParserOptions *options;

void
msp_value_init (void)
{
  /* Other fallbacks would come from the locale. */
  static const char *const charsets[] = { "utf-8", "windows-1252", NULL };

  if (options != NULL)
    return;
  g_mime_init ();
  options = g_mime_parser_options_new ();
  g_mime_parser_options_set_fallback_charsets (options, (const char **) charsets);
}

GMimeParserOptions *
msp_value_get_options (void)
{
  return options;
}

static MspSpan
trim (MspSpan value)
{
  gsize first = 0, end = value.len;

  while (first < end && g_ascii_isspace (value.data[first]))
    first++;
  while (end > first && g_ascii_isspace (value.data[end - 1]))
    end--;
  return msp_span_slice (value, first, end);
}

/* TRUE if an encoded word may hide in value (RFC 2047). */
static gboolean
has_word (MspSpan value)
{
  const char *end = value.data + value.len;

  for (const char *mark = value.data; mark < end && (mark = memchr (mark, '?', (gsize) (end - mark))) != NULL; mark++)
    if (mark > value.data && mark[-1] == '=')
      return TRUE;
  return FALSE;
}

/* What unfold below makes of printable ASCII, tabs and line ends; NULL if there is anything else. */
static const char *
copy_unfolded (MspArena *arena, MspSpan value)
{
  char *text = msp_arena_alloc (arena, value.len + 1), *out = text;

  for (;;)
    {
      gsize len = msp_utf8_printable_length (value);

      memcpy (out, value.data, len);
      out += len;
      if (len == value.len)
        return text;
      len += value.data[len] == '\r' && len + 1 < value.len && value.data[len + 1] == '\n';
      if (value.data[len] != '\t' && value.data[len] != '\n' && value.data[len] != '\r')
        return NULL;
      if (value.data[len++] == '\n')
        while (len < value.len && (value.data[len] == ' ' || value.data[len] == '\t'))
          len++;
      *out++ = ' ';
      value = msp_span_slice (value, len, value.len);
    }
}

/* Joins folded lines: a line end and the blanks behind it become one blank. Other control characters become blanks too. */
static void
unfold (GString *text)
{
  gsize n = 0;

  for (gsize i = 0; i < text->len; i++)
    {
      guint8 c = (guint8) text->str[i];

      if (c == '\r' && i + 1 < text->len && text->str[i + 1] == '\n')
        continue;
      if (c == '\n')
        while (i + 1 < text->len && (text->str[i + 1] == ' ' || text->str[i + 1] == '\t'))
          i++;
      text->str[n++] = c < 32 || c == 127 ? ' ' : (char) c;
    }
  g_string_truncate (text, n);
}

static GString *
to_utf8 (MspSpan value)
{
  GString *text = g_string_sized_new (value.len + 16);

  (void) msp_charset_append_utf8 (text, value, NULL);
  return text;
}

/* GMime looks for the end of each encoded word in all that follows. No word is near as long as this (RFC 2047, section 2: 75). */
#define MAX_DECODED 4096

/* Decodes encoded words, in pieces that end with a blank where there is one. */
static void
append_decoded (GString *out, char *text, gsize len)
{
  while (len > 0)
    {
      gsize n = MIN (len, MAX_DECODED);
      g_autofree char *decoded = NULL;
      char end;

      while (n < len && n > MAX_DECODED / 2 && text[n] != ' ')
        n--;
      while (n < len && n > 1 && ((guint8) text[n] & 0xc0) == 0x80)
        n--;
      end = text[n];
      text[n] = '\0';
      decoded = g_mime_utils_header_decode_text (options, text);
      msp_charset_append_tidy (out, msp_span_from_string (decoded));
      text[n] = end;
      text += n;
      len -= n;
    }
}

const char *
msp_value_text (MspArena *arena, MspSpan value)
{
  g_autoptr (GString) text = NULL, tidy = NULL;
  const char *plain;

  value = trim (value);
  if (value.len == 0)
    return "";
  plain = has_word (value) ? NULL : copy_unfolded (arena, value);
  if (plain != NULL)
    return plain;
  text = to_utf8 (value);
  unfold (text);
  if (strstr (text->str, "=?") == NULL)
    return msp_arena_copy (arena, msp_span_new (text->str, text->len));
  msp_words_join (text);
  tidy = g_string_sized_new (text->len);
  append_decoded (tidy, text->str, text->len);
  unfold (tidy);
  return msp_arena_copy (arena, msp_span_new (tidy->str, tidy->len));
}

static void
append_name (GString *out, const char *name)
{
  gboolean quoted = strpbrk (name, ",;:<>()@\"\\") != NULL;
  g_autoptr (GString) tidy = g_string_new (NULL);

  msp_charset_append_tidy (tidy, msp_span_from_string (name));
  unfold (tidy);
  if (quoted)
    g_string_append_c (out, '"');
  for (const char *p = tidy->str; *p != '\0'; p++)
    {
      if (quoted && (*p == '"' || *p == '\\'))
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  if (quoted)
    g_string_append_c (out, '"');
}

/* Members of groups stand as the others do: a group is a way to list people. FALSE if groups are in groups deeper than depth. */
static gboolean
append_list (GString *out, InternetAddressList *list, guint depth)
{
  int n = list != NULL ? internet_address_list_length (list) : 0;

  for (int i = 0; i < n; i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);
      const char *name = internet_address_get_name (address), *mailbox;

      if (INTERNET_ADDRESS_IS_GROUP (address))
        {
          if (depth == 0 || !append_list (out, internet_address_group_get_members (INTERNET_ADDRESS_GROUP (address)), depth - 1))
            return FALSE;
          continue;
        }
      mailbox = internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address));
      if (out->len > 0)
        g_string_append (out, ", ");
      if (name != NULL && name[0] != '\0')
        append_name (out, name);
      if (mailbox == NULL || mailbox[0] == '\0')
        continue;
      if (name != NULL && name[0] != '\0')
        g_string_append (out, " <");
      msp_charset_append_tidy (out, msp_span_from_string (mailbox));
      if (name != NULL && name[0] != '\0')
        g_string_append_c (out, '>');
    }
  return TRUE;
}

const char *
msp_value_addresses_gmime (MspArena *arena, MspSpan value)
{
  g_autoptr (GString) text = to_utf8 (trim (value));
  g_autoptr (GString) out = g_string_sized_new (value.len);
  InternetAddressList *list;
  gsize colons = 0;
  gboolean whole;

  for (gsize i = 0; i < value.len; i++)
    colons += value.data[i] == ':';
  if (colons > MSP_VALUE_MAX_COLONS)
    return msp_value_text (arena, value);
  unfold (text);
  msp_words_join (text);
  list = internet_address_list_parse (options, text->str);
  whole = append_list (out, list, 4);
  if (list != NULL)
    g_object_unref (list);
  /* What is no list of addresses is still worth reading. */
  if (out->len == 0 || !whole)
    return msp_value_text (arena, value);
  return msp_arena_copy (arena, msp_span_new (out->str, out->len));
}

const char *
msp_value_addresses (MspArena *arena, MspSpan value)
{
  const char *simple = msp_value_addresses_mixed (arena, value);

  return simple != NULL ? simple : msp_value_addresses_gmime (arena, value);
}

gint64
msp_value_date_gmime (MspSpan value)
{
  g_autofree char *text = g_strndup (value.data, MIN (value.len, 200));
  GDateTime *date = g_mime_utils_header_decode_date (text);
  gint64 seconds = G_MININT64;

  if (date == NULL)
    return seconds;
  seconds = g_date_time_to_unix (date);
  g_date_time_unref (date);
  return seconds;
}

gint64
msp_value_date (MspSpan value)
{
  gint64 seconds;

  return msp_value_date_simple (value, &seconds) ? seconds : msp_value_date_gmime (value);
}
