/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/message-id.h"

/* The byte behind the comment that begins at at (RFC 5322, 3.2.2: they nest); at itself if it never ends. */
static const char *
skip_comment (const char *at)
{
  const char *start = at;
  guint depth = 0;

  for (; *at != '\0'; at++)
    if (*at == '\\' && at[1] != '\0')
      at++;
    else if (*at == '(')
      depth++;
    else if (*at == ')' && --depth == 0)
      return at + 1;
  return start;
}

static void
copy_bare (GString *out, const char *text)
{
  for (const char *at = text; *at != '\0';)
    {
      const char *next = *at == '(' ? skip_comment (at) : at;

      if (next != at)
        at = next;
      else if (g_ascii_isspace (*at))
        at++;
      else
        g_string_append_c (out, *at++);
    }
}

char *
msp_message_id_normalise (const char *text, gboolean *out_bracketed)
{
  GString *bare = g_string_new (NULL);

  copy_bare (bare, text);
  *out_bracketed = bare->len >= 2 && bare->str[0] == '<' && bare->str[bare->len - 1] == '>';
  if (*out_bracketed)
    {
      g_string_truncate (bare, bare->len - 1);
      g_string_erase (bare, 0, 1);
    }
  return g_string_free (bare, FALSE);
}

const char *
msp_join_get_name (MspJoin join)
{
  static const char *const names[MSP_N_JOINS] = {
    [MSP_JOIN_EXACT] = "exact", [MSP_JOIN_NO_BRACKET] = "nobracket", [MSP_JOIN_NO_CASE] = "nocase",
    [MSP_JOIN_CONTENT_HASH] = "content-hash", [MSP_JOIN_UID] = "uid", [MSP_JOIN_PREFIX] = "prefix", [MSP_JOIN_WEAK] = "weak",
    [MSP_JOIN_NONE] = "",
  };

  return names[join];
}
