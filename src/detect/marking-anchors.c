/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/marking-anchors.h"

static gboolean
is_slash_anchor (MspSpan text, gsize i)
{
  char before = i == 0 ? '\n' : text.data[i - 1];

  return before == 'S' || before == 'C' || before == 'U' || before == '(' || before == 'I' || before == 'D';
}

/* Whether text[i] begins one of the beginnings; i + 2 is inside. */
static gboolean
begins_anchor (MspSpan text, gsize i)
{
  const char *at = text.data + i;

  switch (at[0])
    {
    case 'C':
      return (at[1] == 'R' && at[2] == 'E') || (at[1] == 'U' && at[2] == 'I');
    case 'N':
      return at[1] == 'F' && at[2] == 'I' && i + 3 < text.len && at[3] == 'D';
    case 'R':
      return (at[1] == 'I' && at[2] == 'C') || (at[1] == 'O' && at[2] == 'L');
    case 's':
    case 'S':
      return i > 0 && (((at[0] | 0x20) == 's' && (at[1] | 0x20) == 'i' && (at[2] | 0x20) == 'f' && (at[-1] | 0x20) == 's') ||
                       (at[0] == 's' && at[1] == 'e' && at[2] == 'm' && at[-1] == 's'));
    case '/':
      return at[1] == '/' && is_slash_anchor (text, i);
    default:
      return FALSE;
    }
}

gboolean
msp_marking_is_anchor (MspSpan text, gsize at)
{
  return at + 2 < text.len && begins_anchor (text, at);
}
