/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/address.h"

#include <arpa/inet.h>

/* The longest text that can be an address: brackets, a zone and a port included. */
#define MAX_TEXT 120

static MspSpan
strip (MspSpan text)
{
  while (text.len > 0 && strchr (" \t\r\n\"", text.data[0]) != NULL)
    text = msp_span_slice (text, 1, text.len);
  while (text.len > 0 && strchr (" \t\r\n\"", text.data[text.len - 1]) != NULL)
    text.len--;
  return text;
}

static gboolean
is_port (MspSpan text)
{
  for (gsize i = 0; i < text.len; i++)
    if (!g_ascii_isdigit (text.data[i]))
      return FALSE;
  return text.len <= 5;
}

/* Takes "[address]" or "[address]:port" apart. FALSE if what follows the bracket is no port. */
static gboolean
unwrap (MspSpan *text)
{
  const char *close = memchr (text->data, ']', text->len);
  gsize at;

  if (close == NULL)
    return FALSE;
  at = (gsize) (close - text->data);
  if (at + 1 < text->len && (text->data[at + 1] != ':' || !is_port (msp_span_slice (*text, at + 2, text->len))))
    return FALSE;
  *text = msp_span_slice (*text, 1, at);
  return TRUE;
}

/* Takes ":port" off an IPv4 address; that of an IPv6 address needs brackets. */
static gboolean
cut_port (MspSpan *text)
{
  const char *colon = memchr (text->data, ':', text->len);
  gsize at = colon != NULL ? (gsize) (colon - text->data) : text->len;

  if (colon == NULL || memchr (colon + 1, ':', text->len - at - 1) != NULL)
    return TRUE;
  if (!is_port (msp_span_slice (*text, at + 1, text->len)))
    return FALSE;
  text->len = at;
  return TRUE;
}

static gboolean
write_v6 (const struct in6_addr *address, char out_address[MSP_ADDRESS_SIZE])
{
  const guint8 *bytes = address->s6_addr;

  /* "::" and "::1" are compatible in form only. */
  if (IN6_IS_ADDR_V4MAPPED (address) || IN6_IS_ADDR_V4COMPAT (address))
    return inet_ntop (AF_INET, bytes + 12, out_address, MSP_ADDRESS_SIZE) != NULL;
  return inet_ntop (AF_INET6, address, out_address, MSP_ADDRESS_SIZE) != NULL;
}

gboolean
msp_address_normalise (MspSpan text, char out_address[MSP_ADDRESS_SIZE])
{
  char copy[MAX_TEXT + 1];
  struct in_addr v4;
  struct in6_addr v6;
  const char *zone;

  out_address[0] = '\0';
  text = strip (text);
  if (text.len == 0 || text.len > MAX_TEXT || memchr (text.data, '\0', text.len) != NULL
      || !(text.data[0] == '[' ? unwrap (&text) : cut_port (&text)))
    return FALSE;
  zone = memchr (text.data, '%', text.len);
  if (zone != NULL)
    text.len = (gsize) (zone - text.data);
  if (text.len == 0)
    return FALSE;
  memcpy (copy, text.data, text.len);
  copy[text.len] = '\0';
  if (inet_pton (AF_INET, copy, &v4) == 1)
    return inet_ntop (AF_INET, &v4, out_address, MSP_ADDRESS_SIZE) != NULL;
  return inet_pton (AF_INET6, copy, &v6) == 1 && write_v6 (&v6, out_address);
}
