/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Messages as Outlook writes them, for the tests: .msg files and winmail.dat. All that is not set is left out. */

#include <glib.h>

typedef struct _OutlookMessage OutlookMessage;

typedef struct {
  const char *name, *address;     /* address: with '@', or of the directory ("/o=Org/cn=jane") */
  int         type;               /* 1 to, 2 cc, 3 bcc; 0 behind the last */
} OutlookRecipient;

typedef struct {
  const char           *name;
  const char           *data;     /* or NULL */
  const OutlookMessage *message;  /* embedded, or NULL */
  int                   method;   /* MSP_MAPI_METHOD_…; 0 behind the last */
  gboolean              is_property;  /* in a winmail.dat data is a property, not an attribute of its own */
} OutlookAttachment;

struct _OutlookMessage {
  const char        *subject, *sender_name, *sender_address, *body, *html, *headers, *kind, *category;
  OutlookRecipient   recipients[4];
  OutlookAttachment  attachments[4];
};

GBytes *outlook_make_msg  (const OutlookMessage *message);
GBytes *outlook_make_tnef (const OutlookMessage *message);
