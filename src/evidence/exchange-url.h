/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a request to an Exchange server is for: protocol, action and mailbox, from its URL. */

#include "evidence/log.h"

/* Borrowed until the next line, "" where the request does not say. */
typedef struct {
  const char *operation;      /* "EWS", "OWA GetItem", "EAS ItemOperations" */
  const char *mailbox;        /* address or account name */
  const char *mailbox_guid, *mailbox_sid;
} MspExchangeUrl;

/* Encoded path and query as logged, the user that was authenticated, and the AnchorMailbox of HttpProxy logs or nothing. FALSE if
   it is not one of the paths that give out mail, or nothing says whose: the mailbox is the user's where the request names no
   other. */
gboolean msp_exchange_url_parse (MspLog *log, MspSpan path, MspSpan query, MspSpan user, MspSpan anchor, MspExchangeUrl *out_url);
