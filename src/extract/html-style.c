/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/html-state.h"

static MspSpan
trim (MspSpan span)
{
  while (span.len > 0 && g_ascii_isspace (span.data[0]))
    span = msp_span_slice (span, 1, span.len);
  while (span.len > 0 && g_ascii_isspace (span.data[span.len - 1]))
    span.len--;
  return span;
}

/* "0", "0px", "0.0pt", but not "0.9em". */
static gboolean
is_zero (MspSpan value)
{
  gsize i = 0;

  while (i < value.len && (value.data[i] == '0' || value.data[i] == '.'))
    i++;
  return i > 0 && (i == value.len || !g_ascii_isdigit (value.data[i]));
}

/* A pixel or two is what newsletters use instead of nothing. */
static gboolean
is_tiny (MspSpan value)
{
  return is_zero (value)
    || (value.len >= 3 && value.data[0] == '1' && msp_span_has_prefix_nocase (msp_span_slice (value, 1, value.len), "px"));
}

static gboolean
is_white (MspSpan value)
{
  static const char *const whites[] = { "#fff", "#ffffff", "white", "#fefefe", "rgb(255,255,255)", "rgb(255, 255, 255)" };
  char first = value.len > 0 ? value.data[0] | 0x20 : 0;

  /* Of "#" the bit of the case is set. */
  if (first != '#' && first != 'w' && first != 'r')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (whites); i++)
    if (msp_span_has_prefix_nocase (value, whites[i]) && value.len <= strlen (whites[i]) + 11
        && (value.len == strlen (whites[i]) || !g_ascii_isxdigit (value.data[strlen (whites[i])])))
      return TRUE;
  return FALSE;
}

typedef struct {
  gboolean hidden, white_text, white_ground;
} Look;

/* What a value says is told sooner than what it is the value of. */
static void
note_declaration (MspSpan name, MspSpan value, Look *look)
{
  switch (name.data[0] | 0x20)
    {
    case 'd':
      look->hidden |= msp_span_has_prefix_nocase (name, "display") && msp_span_has_prefix_nocase (value, "none");
      break;
    case 'v':
      look->hidden |= msp_span_has_prefix_nocase (name, "visibility") && msp_span_has_prefix_nocase (value, "hidden");
      break;
    case 'f':
      look->hidden |= name.len == 9 && is_tiny (value) && msp_span_has_prefix_nocase (name, "font-size");
      break;
    case 'm':
      look->hidden |= msp_span_has_prefix_nocase (name, "mso-hide") && msp_span_has_prefix_nocase (value, "all");
      break;
    case 'o':
      look->hidden |= name.len == 7 && msp_span_has_prefix_nocase (name, "opacity") && is_zero (value);
      break;
    case 'c':
      look->white_text |= name.len == 5 && is_white (value) && msp_span_has_prefix_nocase (name, "color");
      break;
    case 'b':
      look->white_ground |= is_white (value) && msp_span_has_prefix_nocase (name, "background");
      break;
    default:
      break;
    }
}

static void
read_style (MspSpan style, Look *look)
{
  while (style.len > 0)
    {
      const char *semicolon = memchr (style.data, ';', style.len);
      gsize len = semicolon != NULL ? (gsize) (semicolon - style.data) : style.len;
      MspSpan one = trim (msp_span_slice (style, 0, len));
      const char *colon = one.len > 0 ? memchr (one.data, ':', one.len) : NULL;

      if (colon != NULL && colon > one.data)
        {
          gsize at = (gsize) (colon - one.data);

          note_declaration (trim (msp_span_slice (one, 0, at)), trim (msp_span_slice (one, at + 1, one.len)), look);
        }
      style = msp_span_slice (style, len + 1, style.len);
    }
}

gboolean
msp_html_is_hidden (const MspHtmlToken *token)
{
  Look look = { 0 };

  for (guint i = 0; i < token->n_attributes; i++)
    {
      const MspHtmlAttribute *attribute = &token->attributes[i];

      switch (attribute->name.len)
        {
        case 5:
          if (msp_span_has_prefix_nocase (attribute->name, "style"))
            read_style (attribute->value, &look);
          else if (msp_span_has_prefix_nocase (attribute->name, "color"))
            look.white_text |= is_white (attribute->value);
          break;
        case 6:
          look.hidden |= msp_span_has_prefix_nocase (attribute->name, "hidden");
          break;
        case 7:
          look.white_ground |= msp_span_has_prefix_nocase (attribute->name, "bgcolor") && is_white (attribute->value);
          break;
        default:
          break;
        }
    }
  return look.hidden || (look.white_text && look.white_ground);
}
