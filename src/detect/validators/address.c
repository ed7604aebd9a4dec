/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

#define MAX_LOCAL 64      /* RFC 5321, 4.5.3.1 */
#define MAX_DOMAIN 255
#define MAX_LABEL 63

/* RFC 5322, 3.2.3; letters beyond ASCII (RFC 6531) are looked at by themselves. */
static gboolean
is_atom (char c)
{
  return g_ascii_isalnum (c) || (guint8) c >= 0x80 || (c != '\0' && strchr ("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/* Whether all that is not ASCII are letters, digits or accents. */
static gboolean
is_of_letters (MspSpan value)
{
  for (gsize i = 0; i < value.len;)
    {
      gunichar c = (guint8) value.data[i] < 0x80 ? 'a' : g_utf8_get_char_validated (value.data + i, (gssize) (value.len - i));

      if (c >= 0x110000 || !(g_unichar_isalnum (c) || g_unichar_ismark (c)))
        return FALSE;
      i += (guint8) value.data[i] < 0x80 ? 1 : (gsize) g_unichar_to_utf8 (c, NULL);
    }
  return TRUE;
}

static gboolean
is_quoted_name (MspSpan name)
{
  if (name.len < 2 || name.data[0] != '"' || name.data[name.len - 1] != '"')
    return FALSE;
  for (gsize i = 1; i + 1 < name.len; i++)
    {
      if (name.data[i] == '\\' && ++i + 1 == name.len)
        return FALSE;
      else if (name.data[i] == '"' && name.data[i - 1] != '\\')
        return FALSE;
      else if ((guint8) name.data[i] < ' ')
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_name (MspSpan name)
{
  if (name.len == 0 || name.len > MAX_LOCAL || name.data[0] == '.' || name.data[name.len - 1] == '.')
    return FALSE;
  for (gsize i = 0; i < name.len; i++)
    if (name.data[i] == '\\' && i + 1 < name.len)
      i++;   /* of the first standard (RFC 821, 4.1.2) */
    else if (!is_atom (name.data[i]) && (name.data[i] != '.' || name.data[i - 1] == '.'))
      return is_quoted_name (name);
  return TRUE;
}

/* "[192.0.2.1]", "[IPv6:2001:db8::1]" (RFC 5321, 4.1.3). */
static gboolean
is_literal (MspSpan domain)
{
  g_autofree char *text = NULL;
  gboolean six;

  if (domain.len < 9 || domain.len > 64 || domain.data[0] != '[' || domain.data[domain.len - 1] != ']')
    return FALSE;
  domain = msp_span_slice (domain, 1, domain.len - 1);
  six = msp_span_has_prefix_nocase (domain, "IPv6:");
  if (six)
    domain = msp_span_slice (domain, strlen ("IPv6:"), domain.len);
  text = g_strndup (domain.data, domain.len);
  return g_hostname_is_ip_address (text) && (strchr (text, ':') != NULL) == six;
}

static gboolean
is_label (MspSpan label)
{
  if (label.len == 0 || label.len > MAX_LABEL || label.data[0] == '-' || label.data[label.len - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < label.len; i++)
    if (!g_ascii_isalnum (label.data[i]) && label.data[i] != '-' && (guint8) label.data[i] < 0x80)
      return FALSE;
  return TRUE;
}

/* The last label is of letters, or "xn--" and what stands for them (RFC 3696, 2; RFC 5890). */
static gboolean
is_top (MspSpan label)
{
  if (msp_span_has_prefix_nocase (label, "xn--"))
    return TRUE;
  for (gsize i = 0; i < label.len; i++)
    if (!g_ascii_isalpha (label.data[i]) && (guint8) label.data[i] < 0x80)
      return FALSE;
  return label.len >= 2;
}

static gboolean
is_domain (MspSpan domain)
{
  gsize start = 0, labels = 0;
  gboolean top = FALSE;

  if (domain.len > MAX_DOMAIN)
    return FALSE;
  for (gsize i = 0; i <= domain.len; i++)
    if (i == domain.len || domain.data[i] == '.')
      {
        MspSpan label = msp_span_slice (domain, start, i);

        if (!is_label (label))
          return FALSE;
        top = is_top (label);
        labels++;
        start = i + 1;
      }
  return labels >= 2 && top;
}

void
msp_validate_address (MspSpan value, MspVerdict *out_verdict)
{
  const char *at = value.len > 0 ? g_strrstr_len (value.data, (gssize) value.len, "@") : NULL;
  gboolean valid = FALSE;

  if (at != NULL)
    {
      gsize len = (gsize) (at - value.data);
      MspSpan domain = msp_span_slice (value, len + 1, value.len);

      valid = is_of_letters (value) && is_name (msp_span_slice (value, 0, len)) && (is_domain (domain) || is_literal (domain));
    }
  msp_verdict_set (out_verdict, valid, valid ? "a name and a domain of at least two labels" : "not a name, \"@\" and a domain");
}
