/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/mapi-address.h"

#include <string.h>

#include "format/mapi-tags.h"

/* Of the properties that say who somebody is. */
typedef struct {
  guint16 name, type, address, smtp;
} Ids;

static const Ids from_ids = { MSP_MAPI_SENT_NAME, MSP_MAPI_SENT_TYPE, MSP_MAPI_SENT_ADDRESS, MSP_MAPI_SENT_SMTP };
static const Ids sender_ids = { MSP_MAPI_SENDER_NAME, MSP_MAPI_SENDER_TYPE, MSP_MAPI_SENDER_ADDRESS, MSP_MAPI_SENDER_SMTP };
static const Ids recipient_ids = { MSP_MAPI_DISPLAY_NAME, MSP_MAPI_ADDRESS_TYPE, MSP_MAPI_ADDRESS, MSP_MAPI_SMTP_ADDRESS };

void
msp_mapi_append_plain (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    g_string_append_c (out, (guchar) *text < ' ' || *text == 0x7f ? ' ' : *text);
}

static void
append_quoted (GString *out, const char *name)
{
  g_string_append_c (out, '"');
  for (; *name != '\0'; name++)
    {
      if (*name == '"' || *name == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, (guchar) *name < ' ' || *name == 0x7f ? ' ' : *name);
    }
  g_string_append_c (out, '"');
}

/* [MS-OXCMAIL] 2.1.2.5: what mail cannot carry as an address. */
static void
append_encapsulated (GString *out, const char *type, const char *address)
{
  g_string_append (out, "IMCEA");
  for (const char *at = type; *at != '\0'; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (out, *at);
  g_string_append_c (out, '-');
  for (; *address != '\0'; address++)
    if (g_ascii_isalnum (*address) || *address == '-' || *address == '=')
      g_string_append_c (out, *address);
    else if (*address == '/')
      g_string_append_c (out, '_');
    else
      g_string_append_printf (out, "+%02X", (guchar) *address);
  g_string_append (out, "@exchange.invalid");
}

static gboolean
is_mail_address (const char *address)
{
  const char *at = address != NULL ? strrchr (address, '@') : NULL;

  return at != NULL && at > address && at[1] != '\0' && address[0] != '/' && strpbrk (address, " \t\r\n<>()\",;\\") == NULL;
}

void
msp_mapi_append_mailbox (GString *out, const char *name, const char *type, const char *address)
{
  gboolean is_mail = is_mail_address (address);

  if (name == NULL && (address == NULL || *address == '\0'))
    return;
  if (name != NULL && (!is_mail || g_ascii_strcasecmp (name, address) != 0))
    {
      append_quoted (out, name);
      g_string_append_c (out, ' ');
    }
  g_string_append_c (out, '<');
  if (is_mail)
    g_string_append (out, address);
  else if (address != NULL && *address != '\0')
    append_encapsulated (out, type != NULL ? type : "EX", address);
  g_string_append_c (out, '>');
}

static void
append_party (GString *out, const MspMapiProps *props, const Ids *ids)
{
  g_autofree char *name = msp_mapi_dup_string (props, ids->name);
  g_autofree char *type = msp_mapi_dup_string (props, ids->type);
  g_autofree char *address = msp_mapi_dup_string (props, ids->address);
  g_autofree char *smtp = msp_mapi_dup_string (props, ids->smtp);
  const char *best = is_mail_address (smtp) ? smtp : address;

  if (best == NULL && is_mail_address (name))
    best = name;
  msp_mapi_append_mailbox (out, name, type, best);
}

void
msp_mapi_append_from (GString *out, const MspMapiProps *props)
{
  gsize before = out->len;

  append_party (out, props, &from_ids);
  if (out->len == before)
    append_party (out, props, &sender_ids);
}

void
msp_mapi_append_sender (GString *out, const MspMapiProps *props)
{
  g_autoptr (GString) from = g_string_new (NULL);
  g_autoptr (GString) sender = g_string_new (NULL);

  append_party (from, props, &from_ids);
  append_party (sender, props, &sender_ids);
  if (from->len > 0 && strcmp (from->str, sender->str) != 0)
    g_string_append (out, sender->str);
}

void
msp_mapi_append_recipients (GString *out, const MspMapiMessage *message, gint64 type)
{
  for (guint i = 0; i < message->recipients->len; i++)
    {
      const MspMapiProps *props = g_ptr_array_index (message->recipients, i);
      gsize before = out->len;

      if ((msp_mapi_get_integer (props, MSP_MAPI_RECIPIENT_TYPE, MSP_MAPI_TO) & 0xf) != type)
        continue;
      if (out->len > 0)
        g_string_append (out, ",\n ");
      gsize start = out->len;
      append_party (out, props, &recipient_ids);
      if (out->len == start)
        g_string_truncate (out, before);
    }
}
