/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/field.h"

#define NAME_MAX_LEN 76

/* Names that stand at the top of a header in real archives. A name ending in '-' stands for a family. */
static const char *const known[] = {
  "arc-", "authentication-results", "auto-submitted", "bcc", "cc", "comments", "content-", "date", "delivered-to",
  "delivery-date", "disposition-notification-to", "dkim-", "domainkey-signature", "encoding", "envelope-to", "errors-to",
  "feedback-id", "from", "full-name", "importance", "in-reply-to", "keywords", "lines", "list-", "mail-followup-to",
  "mailing-list", "message-id", "mime-version", "newsgroups", "old-", "organization", "organisation", "original-", "path",
  "precedence", "priority", "received", "received-spf", "references", "reply-to", "resent-", "return-path", "return-receipt-to",
  "sender", "sensitivity", "status", "subject", "thread-index", "thread-topic", "to", "user-agent", "via", "x-", "xref",
};

static gboolean
is_known (MspSpan name)
{
  char first = g_ascii_tolower (name.data[0]);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (known[i][0] != first)
        continue;
      gsize len = strlen (known[i]);
      gboolean family = known[i][len - 1] == '-';

      if ((family ? name.len > len : name.len == len) && g_ascii_strncasecmp (name.data, known[i], len) == 0)
        return TRUE;
    }
  return FALSE;
}

MspFieldKind
msp_field_classify (MspSpan text)
{
  gsize len = 0, colon;

  while (len < text.len && len <= NAME_MAX_LEN && text.data[len] > ' ' && text.data[len] < 0x7f && text.data[len] != ':')
    len++;
  colon = len;
  while (colon < text.len && colon <= NAME_MAX_LEN && (text.data[colon] == ' ' || text.data[colon] == '\t'))
    colon++;
  if (len == 0 || colon >= text.len || text.data[colon] != ':')
    return MSP_FIELD_NONE;
  return is_known (msp_span_new (text.data, len)) ? MSP_FIELD_KNOWN : MSP_FIELD_UNKNOWN;
}

gsize
msp_field_line_len (MspSpan text, gsize *out_end_len)
{
  const char *lf = text.len > 0 ? memchr (text.data, '\n', text.len) : NULL;
  gsize len = lf != NULL ? (gsize) (lf - text.data) : text.len;
  const char *cr = len > 0 ? memchr (text.data, '\r', len) : NULL;

  len = cr != NULL ? (gsize) (cr - text.data) : len;
  *out_end_len = len == text.len ? 0 : text.data[len] == '\r' && len + 1 < text.len && text.data[len + 1] == '\n' ? 2 : 1;
  return len;
}
