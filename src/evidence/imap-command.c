/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/imap-command.h"

#include "base/mutf7.h"
#include "evidence/text.h"

static gboolean
is_one_of (MspSpan name, const char *const *names)
{
  for (; *names != NULL; names++)
    if (name.len == strlen (*names) && g_ascii_strncasecmp (name.data, *names, name.len) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_ending (MspSpan text, const char *ending)
{
  gsize len = strlen (ending);

  return text.len >= len && g_ascii_strncasecmp (text.data + text.len - len, ending, len) == 0;
}

/* "BODY[1.2]"; of "BODY[HEADER.FIELDS (FROM)]" and "BODY[1.MIME]" only headers go out. */
static gboolean
is_content (MspSpan name, gboolean has_section, MspSpan section)
{
  static const char *const bodies[] = { "BODY", "BODY.PEEK", NULL }, *const binaries[] = { "BINARY", "BINARY.PEEK", NULL };
  static const char *const plain[] = { "RFC822", "RFC822.TEXT", "RFC822.PEEK", "RFC822.TEXT.PEEK", "PREVIEW", "SNIPPET", NULL };

  if (!has_section)
    return is_one_of (name, plain);
  if (is_one_of (name, binaries))
    return TRUE;
  section = msp_text_strip (section);
  gboolean is_header = section.len >= strlen ("HEADER") && g_ascii_strncasecmp (section.data, "HEADER", strlen ("HEADER")) == 0;
  return is_one_of (name, bodies) && !is_header && !has_ending (section, ".MIME");
}

static gsize
find_end (MspSpan text, const char *ends)
{
  gsize at = 0;

  while (at < text.len && strchr (ends, text.data[at]) == NULL)
    at++;
  return at;
}

/* An item off *text with what is in its brackets. FALSE if they do not end. */
static gboolean
take_item (MspSpan *text, MspSpan *out_name, gboolean *out_has_section, MspSpan *out_section)
{
  gsize len = find_end (*text, " ()[");

  *out_name = msp_span_slice (*text, 0, len);
  *text = msp_span_slice (*text, len, text->len);
  *out_has_section = msp_text_skip (text, "[");
  return !*out_has_section || msp_text_take (text, "]", out_section);
}

MspFetchContent
msp_imap_command_judge_items (MspSpan items)
{
  static const char *const limits[] = { "CHANGEDSINCE", "PARTIAL", "VANISHED", NULL };
  gboolean has_content = FALSE, is_limited = FALSE, has_items = FALSE;
  gint depth = 0;

  while (items.len > 0)
    {
      MspSpan name, section = { "", 0 };
      gboolean has_section;

      if (strchr (" ()", items.data[0]) != NULL)
        {
          depth += (items.data[0] == '(') - (items.data[0] == ')');
          items = msp_span_slice (items, 1, items.len);
          continue;
        }
      if (!take_item (&items, &name, &has_section, &section))
        return MSP_FETCH_DOUBTFUL;
      has_items = TRUE;
      has_content |= is_content (name, has_section, section);
      is_limited |= is_one_of (name, limits);
    }
  if (!has_items || depth != 0)
    return MSP_FETCH_DOUBTFUL;
  return !has_content ? MSP_FETCH_NO_CONTENT : is_limited ? MSP_FETCH_DOUBTFUL : MSP_FETCH_CONTENT;
}

/* Atoms and quoted strings; not literals, and what a log writes in their place. */
char *
msp_imap_command_take_folder (const char **arguments)
{
  const char *at = *arguments;
  gboolean is_quoted = *at == '"', is_closed = !is_quoted;
  g_autoptr (GString) name = g_string_new (NULL);

  if (*at != '\0' && strchr ("{<(~", *at) != NULL)
    return NULL;
  for (at += is_quoted; *at != '\0' && *at != (is_quoted ? '"' : ' '); at++)
    {
      at += is_quoted && *at == '\\' && at[1] != '\0';
      g_string_append_c (name, *at);
    }
  is_closed |= *at == '"';
  at += is_quoted && *at == '"';
  *arguments = at + (*at == ' ');
  return is_closed && name->len > 0 ? msp_mutf7_dup_utf8 (name->str) : NULL;
}
