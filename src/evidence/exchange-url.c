/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/exchange-url.h"

#include "evidence/text.h"
#include "evidence/url.h"

/* Address books, settings and passwords have paths of their own: /ecp, /oab, /autodiscover, /mapi/nspi. */
static const struct {
  const char *prefix, *name, *action;   /* action: the parameter that says what was asked for, or NULL */
} protocols[] = {
  { "/ews/", "EWS", NULL },
  { "/mapi/emsmdb", "MAPI", NULL },
  { "/owa/", "OWA", "action" },
  { "/microsoft-server-activesync", "EAS", "Cmd" },
  { "/rpc/rpcproxy.dll", "RPC", NULL },
  { "/api/", "REST", NULL },
};

#define GUID_LENGTH 36

static gboolean
is_guid (MspSpan text)
{
  if (text.len != GUID_LENGTH)
    return FALSE;
  for (gsize i = 0; i < text.len; i++)
    if (i == 8 || i == 13 || i == 18 || i == 23 ? text.data[i] != '-' : !g_ascii_isxdigit (text.data[i]))
      return FALSE;
  return TRUE;
}

/* "guid@domain" at the start of text. */
static gboolean
set_guid (MspLog *log, MspSpan text, MspExchangeUrl *url)
{
  MspSpan guid = msp_span_slice (text, 0, GUID_LENGTH);

  if (!is_guid (guid) || (text.len > GUID_LENGTH && text.data[GUID_LENGTH] != '@'))
    return FALSE;
  url->mailbox_guid = msp_log_keep (log, guid);
  return TRUE;
}

/* "Smtp~pat@dod.example", "MailboxGuid~guid@domain", "Sid~S-1-5-21-…" */
static gboolean
set_anchor (MspLog *log, MspSpan anchor, MspExchangeUrl *url)
{
  MspSpan kind;

  if (!msp_text_take (&anchor, "~", &kind) || anchor.len == 0)
    return FALSE;
  if (msp_span_has_prefix_nocase (kind, "MailboxGuid"))
    return set_guid (log, anchor, url);
  if (kind.len == 3 && msp_span_has_prefix_nocase (kind, "Sid"))
    url->mailbox_sid = msp_log_keep (log, anchor);
  else if (msp_span_has_prefix_nocase (kind, "Smtp") || msp_span_has_prefix_nocase (kind, "Upn")
           || msp_span_has_prefix_nocase (kind, "UserPrincipalName"))
    url->mailbox = msp_log_keep (log, anchor);
  return *url->mailbox != '\0' || *url->mailbox_sid != '\0';
}

/* "/owa/pat@dod.example/…": another's mailbox, opened by who is logged on. */
static gboolean
set_explicit (MspLog *log, MspSpan path, MspExchangeUrl *url)
{
  MspSpan rest = msp_span_slice (path, strlen ("/owa/"), path.len), first;

  if (!msp_span_has_prefix_nocase (path, "/owa/") || !msp_text_take (&rest, "/", &first) || first.len == 0)
    return FALSE;
  const char *name = msp_url_keep_decoded (log, first, FALSE);
  if (strchr (name, '@') == NULL)
    return FALSE;
  url->mailbox = name;
  return TRUE;
}

static gboolean
set_mailbox (MspLog *log, MspSpan path, MspSpan query, MspSpan anchor, MspExchangeUrl *url)
{
  MspSpan value;

  if (set_anchor (log, anchor, url) || set_explicit (log, path, url))
    return TRUE;
  if (msp_url_get_parameter (query, "MailboxId", &value) && set_guid (log, value, url))
    return TRUE;
  if (msp_span_has_prefix_nocase (path, "/rpc/") && set_guid (log, query, url))
    return TRUE;
  if (!msp_span_has_prefix_nocase (path, "/microsoft-server-activesync") || !msp_url_get_parameter (query, "User", &value))
    return FALSE;
  url->mailbox = msp_url_keep_decoded (log, value, TRUE);
  return *url->mailbox != '\0';
}

static const char *
make_operation (MspLog *log, MspSpan query, const char *name, const char *parameter)
{
  MspSpan action;

  if (parameter == NULL || !msp_url_get_parameter (query, parameter, &action) || action.len == 0)
    return name;
  g_autofree char *operation = g_strdup_printf ("%s %s", name, msp_url_keep_decoded (log, action, TRUE));
  return msp_log_keep (log, msp_span_from_string (operation));
}

gboolean
msp_exchange_url_parse (MspLog *log, MspSpan path, MspSpan query, MspSpan user, MspSpan anchor, MspExchangeUrl *out_url)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (protocols) && !msp_span_has_prefix_nocase (path, protocols[i].prefix))
    i++;
  if (i == G_N_ELEMENTS (protocols))
    return FALSE;
  *out_url = (MspExchangeUrl) { "", "", "", "" };
  if (!set_mailbox (log, path, query, anchor, out_url))
    out_url->mailbox = msp_log_keep (log, user);
  out_url->operation = make_operation (log, query, protocols[i].name, protocols[i].action);
  return *out_url->mailbox != '\0' || *out_url->mailbox_guid != '\0' || *out_url->mailbox_sid != '\0';
}
