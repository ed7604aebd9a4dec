/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/mapi-header.h"

#include "format/mapi-address.h"
#include "format/mapi-tags.h"

/* Length of the field's name at the start of text, 0 if there is none. */
static gsize
get_name_len (MspSpan text)
{
  gsize len = 0;

  while (len < text.len && text.data[len] > ' ' && text.data[len] < 0x7f && text.data[len] != ':')
    len++;
  return len < text.len && text.data[len] == ':' ? len : 0;
}

/* Bytes of the field at the start of text, its further lines included. */
static gsize
get_field_len (MspSpan text)
{
  gsize len = 0;

  do
    {
      const char *end = memchr (text.data + len, '\n', text.len - len);

      len = end != NULL ? (gsize) (end - text.data) + 1 : text.len;
    }
  while (len < text.len && (text.data[len] == ' ' || text.data[len] == '\t'));
  return len;
}

/* The body is put together anew, so what the header says of its parts is no more true. */
static gboolean
is_of_mime (MspSpan field)
{
  return msp_span_has_prefix_nocase (field, "content-") || msp_span_has_prefix_nocase (field, "mime-version:");
}

static void
append_field (GString *out, MspSpan field)
{
  for (gsize i = 0; i < field.len; i++)
    if (field.data[i] != '\r' && field.data[i] != '\0')
      g_string_append_c (out, field.data[i]);
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
}

/* Appends the header that came with the message, up to its first blank line. Lines that are no fields are kept as one. */
static void
append_transport_header (GString *out, const char *header)
{
  MspSpan rest = msp_span_from_string (header);

  while (rest.len > 0)
    {
      gsize len = get_field_len (rest);
      MspSpan field = msp_span_slice (rest, 0, len);

      if (rest.data[0] == '\n' || msp_span_has_prefix (rest, "\r\n"))
        {
          if (out->len > 0)
            return;
        }
      else if (get_name_len (field) == 0)
        {
          g_string_append (out, "X-Line: ");
          append_field (out, field);
        }
      else if (!is_of_mime (field))
        append_field (out, field);
      rest = msp_span_slice (rest, len, rest.len);
    }
}

/* Whether header has the field name, which ends in a colon. */
static gboolean
has_field (const char *header, const char *name)
{
  gsize len = strlen (name);

  for (const char *line = header; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      if (g_ascii_strncasecmp (line, name, len) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Appends the field if header lacks it; takes value, which may be NULL or empty. */
static void
take_field (GString *out, const char *name, char *value)
{
  if (value != NULL && *value != '\0' && !has_field (out->str, name))
    {
      g_string_append_printf (out, "%s ", name);
      msp_mapi_append_plain (out, value);
      g_string_append_c (out, '\n');
    }
  g_free (value);
}

/* The same for addresses, which may be on several lines already. */
static void
take_addresses (GString *out, const char *name, GString *value)
{
  if (value->len > 0 && !has_field (out->str, name))
    g_string_append_printf (out, "%s %s\n", name, value->str);
  g_string_free (value, TRUE);
}

static void
append_recipients (GString *out, const MspMapiMessage *message)
{
  static const struct { const char *field; guint16 type, display; } rows[] = {
    { "To:", MSP_MAPI_TO, MSP_MAPI_DISPLAY_TO }, { "Cc:", MSP_MAPI_CC, MSP_MAPI_DISPLAY_CC },
    { "Bcc:", MSP_MAPI_BCC, MSP_MAPI_DISPLAY_BCC },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GString *list = g_string_new (NULL);
      g_autofree char *display = msp_mapi_dup_string (&message->props, rows[i].display);

      msp_mapi_append_recipients (list, message, rows[i].type);
      /* Where there is no table of recipients, names alone are known. */
      if (list->len == 0 && display != NULL && message->recipients->len == 0)
        msp_mapi_append_mailbox (list, display, NULL, NULL);
      take_addresses (out, rows[i].field, list);
    }
}

static char *
dup_date (const MspMapiProps *props)
{
  static const guint16 ids[] = {
    MSP_MAPI_SUBMIT_TIME, MSP_MAPI_DELIVERY_TIME, MSP_MAPI_CREATION_TIME, MSP_MAPI_MODIFICATION_TIME,
  };
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  gint64 seconds;

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    if (msp_mapi_get_time (msp_mapi_find (props, ids[i]), &seconds))
      {
        g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (seconds);

        if (date != NULL)
          return g_strdup_printf ("%s, %d %s %d %02d:%02d:%02d +0000", days[g_date_time_get_day_of_week (date) - 1],
                                  g_date_time_get_day_of_month (date), months[g_date_time_get_month (date) - 1],
                                  g_date_time_get_year (date), g_date_time_get_hour (date), g_date_time_get_minute (date),
                                  g_date_time_get_second (date));
      }
  return NULL;
}

/* In mail stores the subject begins with \1 and the length of its prefix ("RE: "). */
static char *
dup_subject (const MspMapiProps *props)
{
  g_autofree char *subject = msp_mapi_dup_string (props, MSP_MAPI_SUBJECT);

  if (subject == NULL)
    return msp_mapi_dup_string (props, MSP_MAPI_NORMALIZED_SUBJECT);
  if (subject[0] == 1 && subject[1] != '\0')
    return g_strdup (g_utf8_next_char (subject + 1));
  return g_steal_pointer (&subject);
}

static char *
dup_choice (const MspMapiProps *props, guint16 id, const char *const *names, gsize n)
{
  gint64 value = msp_mapi_get_integer (props, id, -1);

  return value >= 0 && value < (gint64) n ? g_strdup (names[value]) : NULL;
}

char *
msp_mapi_dup_categories (const MspMapiMessage *message)
{
  const MspMapiProps *props = &message->props;
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < props->values->len; i++)
    {
      const MspMapiValue *value = &g_array_index (props->values, MspMapiValue, i);

      if (value->set != MSP_MAPI_SET_PUBLIC || value->name == NULL || g_ascii_strcasecmp (value->name, "Keywords") != 0
          || (value->type != MSP_MAPI_STRING && value->type != MSP_MAPI_STRING8))
        continue;
      g_autofree char *text = msp_mapi_dup_value (props, value);
      if (*text == '\0')
        continue;
      if (out->len > 0)
        g_string_append (out, ", ");
      msp_mapi_append_plain (out, g_strdelimit (text, ",", ' '));
    }
  return g_string_free (out, out->len == 0);
}

void
msp_mapi_append_header (GString *out, const MspMapiMessage *message)
{
  static const char *const importances[] = { "low", NULL, "high" };
  static const char *const sensitivities[] = { NULL, "Personal", "Private", "Company-Confidential" };
  const MspMapiProps *props = &message->props;
  g_autoptr (GString) header = g_string_new (NULL);
  g_autofree char *transport = msp_mapi_dup_string (props, MSP_MAPI_HEADERS);
  GString *from = g_string_new (NULL), *sender = g_string_new (NULL);

  if (transport != NULL)
    append_transport_header (header, transport);
  msp_mapi_append_from (from, props);
  msp_mapi_append_sender (sender, props);
  take_addresses (header, "From:", from);
  take_addresses (header, "Sender:", sender);
  append_recipients (header, message);
  take_field (header, "Subject:", dup_subject (props));
  take_field (header, "Date:", dup_date (props));
  take_field (header, "Message-ID:", msp_mapi_dup_string (props, MSP_MAPI_MESSAGE_ID));
  take_field (header, "In-Reply-To:", msp_mapi_dup_string (props, MSP_MAPI_IN_REPLY_TO));
  take_field (header, "References:", msp_mapi_dup_string (props, MSP_MAPI_REFERENCES));
  take_field (header, "Importance:", dup_choice (props, MSP_MAPI_IMPORTANCE, importances, G_N_ELEMENTS (importances)));
  take_field (header, "Sensitivity:", dup_choice (props, MSP_MAPI_SENSITIVITY, sensitivities, G_N_ELEMENTS (sensitivities)));
  take_field (header, "Keywords:", msp_mapi_dup_categories (message));
  take_field (header, "X-Message-Class:", msp_mapi_dup_string (props, MSP_MAPI_MESSAGE_CLASS));
  g_string_append_len (out, header->str, (gssize) header->len);
}
