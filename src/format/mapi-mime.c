/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/mapi-mime.h"

#include "format/mapi-address.h"
#include "format/mapi-body.h"
#include "format/mapi-details.h"
#include "format/mapi-header.h"
#include "format/mapi-tags.h"

/* Boundaries begin so; text that holds this is encoded. */
#define BOUNDARY "=_msp_"

typedef struct {
  GString *out;
  gsize    limit;
  guint    n_boundaries;
  gboolean is_complete;
} Writer;

static void write_message (Writer *self, const MspMapiMessage *message);

static void
write_base64 (Writer *self, const guint8 *data, gsize len)
{
  static const gsize step = 3 * 19 * 1024;
  gint state = 0, save = 0;

  g_string_append (self->out, "Content-Transfer-Encoding: base64\n\n");
  for (gsize at = 0; at < len; at += step)
    {
      gsize n = MIN (step, len - at), before = self->out->len;

      g_string_set_size (self->out, before + n / 3 * 4 + n / 54 + 32);
      g_string_truncate (self->out, before + g_base64_encode_step (data + at, n, TRUE, self->out->str + before, &state, &save));
    }
  gsize before = self->out->len;
  g_string_set_size (self->out, before + 16);
  g_string_truncate (self->out, before + g_base64_encode_close (TRUE, self->out->str + before, &state, &save));
  if (self->out->len > 0 && self->out->str[self->out->len - 1] != '\n')
    g_string_append_c (self->out, '\n');
}

static void
write_text (Writer *self, const GString *bytes)
{
  if (memchr (bytes->str, 0, bytes->len) != NULL || memmem (bytes->str, bytes->len, BOUNDARY, strlen (BOUNDARY)) != NULL)
    {
      write_base64 (self, (const guint8 *) bytes->str, bytes->len);
      return;
    }
  g_string_append (self->out, "Content-Transfer-Encoding: 8bit\n\n");
  g_string_append_len (self->out, bytes->str, (gssize) bytes->len);
  g_string_append_c (self->out, '\n');
}

/* A parameter of a MIME field; beyond ASCII as RFC 2231 has it. */
static void
write_parameter (Writer *self, const char *name, const char *value)
{
  if (g_str_is_ascii (value))
    {
      g_string_append_printf (self->out, ";\n %s=\"", name);
      for (; *value != '\0'; value++)
        {
          if (*value == '"' || *value == '\\')
            g_string_append_c (self->out, '\\');
          g_string_append_c (self->out, (guchar) *value < ' ' || *value == 0x7f ? ' ' : *value);
        }
      g_string_append_c (self->out, '"');
      return;
    }
  g_string_append_printf (self->out, ";\n %s*=utf-8''", name);
  for (; *value != '\0'; value++)
    if (g_ascii_isalnum (*value) || *value == '.' || *value == '-' || *value == '_')
      g_string_append_c (self->out, *value);
    else
      g_string_append_printf (self->out, "%%%02X", (guchar) *value);
}

static guint
open_multipart (Writer *self, const char *subtype)
{
  self->n_boundaries++;
  g_string_append_printf (self->out, "Content-Type: multipart/%s; boundary=\"" BOUNDARY "%u\"\n\n", subtype, self->n_boundaries);
  return self->n_boundaries;
}

static void
write_boundary (Writer *self, guint boundary, gboolean is_last)
{
  if (self->out->len > 0 && self->out->str[self->out->len - 1] != '\n')
    g_string_append_c (self->out, '\n');
  g_string_append_printf (self->out, "--" BOUNDARY "%u%s\n", boundary, is_last ? "--" : "");
}

static void
write_body (Writer *self, const MspMapiBody *body)
{
  g_string_append_printf (self->out, "Content-Type: %s", body->type);
  if (body->charset != NULL)
    g_string_append_printf (self->out, "; charset=%s", body->charset);
  g_string_append_c (self->out, '\n');
  write_text (self, body->bytes);
}

static void
write_bodies (Writer *self, const GPtrArray *bodies)
{
  guint boundary = bodies->len > 1 ? open_multipart (self, "alternative") : 0;

  if (bodies->len == 0)
    g_string_append (self->out, "Content-Type: text/plain\n\n");
  for (guint i = 0; i < bodies->len; i++)
    {
      if (boundary > 0)
        write_boundary (self, boundary, FALSE);
      write_body (self, g_ptr_array_index (bodies, i));
    }
  if (boundary > 0)
    write_boundary (self, boundary, TRUE);
}

static char *
dup_attachment_name (const MspMapiProps *props)
{
  static const guint16 ids[] = { MSP_MAPI_ATTACH_NAME, MSP_MAPI_ATTACH_SHORT_NAME, MSP_MAPI_DISPLAY_NAME };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      char *name = msp_mapi_dup_string (props, ids[i]);

      if (name != NULL)
        return name;
    }
  return NULL;
}

static gboolean
is_media_type (const char *type)
{
  const char *slash = type != NULL ? strchr (type, '/') : NULL;

  if (slash == NULL || slash == type || slash[1] == '\0' || strlen (type) > 127)
    return FALSE;
  for (; *type != '\0'; type++)
    if (!g_ascii_isalnum (*type) && strchr ("!#$&^_.+-/", *type) == NULL)
      return FALSE;
  return TRUE;
}

static void
write_optional (Writer *self, const char *field, const char *open, char *value, const char *close)
{
  if (value != NULL)
    {
      g_string_append_printf (self->out, "%s: %s", field, open);
      msp_mapi_append_plain (self->out, value);
      g_string_append_printf (self->out, "%s\n", close);
    }
  g_free (value);
}

static void
write_names (Writer *self, const MspMapiProps *props, const char *name)
{
  g_string_append (self->out, "Content-Disposition: attachment");
  if (name != NULL)
    write_parameter (self, "filename", name);
  g_string_append_c (self->out, '\n');
  write_optional (self, "Content-ID", "<", msp_mapi_dup_string (props, MSP_MAPI_ATTACH_CONTENT_ID), ">");
  write_optional (self, "Content-Location", "", msp_mapi_dup_string (props, MSP_MAPI_ATTACH_LOCATION), "");
}

/* A file that the message only says the place of (RFC 2046, 5.2.3). */
static void
write_reference (Writer *self, const MspMapiProps *props, const char *name)
{
  g_autofree char *path = msp_mapi_dup_string (props, MSP_MAPI_ATTACH_PATH);
  g_autofree char *short_path = msp_mapi_dup_string (props, MSP_MAPI_ATTACH_SHORT_PATH);
  const char *where = path != NULL ? path : short_path;
  gboolean is_url = where != NULL && strstr (where, "://") != NULL;

  g_string_append_printf (self->out, "Content-Type: message/external-body; access-type=%s", is_url ? "url" : "local-file");
  if (where != NULL)
    write_parameter (self, is_url ? "url" : "name", where);
  g_string_append_c (self->out, '\n');
  write_names (self, props, name);
  g_string_append (self->out, "\nContent-Type: application/octet-stream\n\n");
}

/* A message with a clear signature lies in its only attachment as it was sent, its MIME header first ([MS-OXOSMIME] 2.1.2). */
static gboolean
write_signed (Writer *self, const MspMapiAttachment *attachment)
{
  gsize len = 0;
  const char *data = attachment->data != NULL ? g_bytes_get_data (attachment->data, &len) : NULL;
  MspSpan span = msp_span_new (data, len);

  if (len == 0 || !msp_span_has_prefix_nocase (span, "content-type: multipart/signed")
      || memchr (data, 0, len) != NULL || memmem (data, len, BOUNDARY, strlen (BOUNDARY)) != NULL)
    return FALSE;
  g_string_append_len (self->out, data, (gssize) len);
  return TRUE;
}

static void
write_attachment (Writer *self, const MspMapiAttachment *attachment)
{
  const MspMapiProps *props = &attachment->props;
  g_autofree char *name = dup_attachment_name (props);
  g_autofree char *type = msp_mapi_dup_string (props, MSP_MAPI_ATTACH_TYPE);
  gint64 method = msp_mapi_get_integer (props, MSP_MAPI_ATTACH_METHOD, MSP_MAPI_METHOD_VALUE);
  gboolean is_elsewhere = (method >= MSP_MAPI_METHOD_REFERENCE && method <= MSP_MAPI_METHOD_REFERENCE_ONLY)
                          || method == MSP_MAPI_METHOD_WEB;

  self->is_complete = self->is_complete && !attachment->is_lost;
  if (write_signed (self, attachment))
    return;
  if (attachment->message != NULL)
    {
      g_string_append (self->out, "Content-Type: message/rfc822\n");
      write_names (self, props, name);
      g_string_append_c (self->out, '\n');
      write_message (self, attachment->message);
      return;
    }
  if (is_elsewhere && (attachment->data == NULL || g_bytes_get_size (attachment->data) == 0))
    {
      write_reference (self, props, name);
      return;
    }
  /* What is made of parts may not be encoded. */
  if (!is_media_type (type) || g_str_has_prefix (type, "multipart/") || g_str_has_prefix (type, "message/"))
    {
      g_free (type);
      type = g_strdup ("application/octet-stream");
    }
  g_string_append_printf (self->out, "Content-Type: %s\n", type);
  write_names (self, props, name);
  gsize len = 0;
  const guint8 *data = attachment->data != NULL ? g_bytes_get_data (attachment->data, &len) : NULL;
  write_base64 (self, data, len);
}

static void
write_details (Writer *self, guint boundary, const GString *details)
{
  if (details->len == 0)
    return;
  write_boundary (self, boundary, FALSE);
  g_string_append (self->out, "Content-Type: text/plain; charset=utf-8\nContent-Description: properties of the item\n");
  write_text (self, details);
}

static void
write_message (Writer *self, const MspMapiMessage *message)
{
  g_autoptr (GPtrArray) bodies = msp_mapi_bodies_new ();
  g_autoptr (GString) details = g_string_new (NULL);
  guint boundary = 0;

  if (!msp_mapi_bodies_get (message, self->limit, bodies) || message->is_damaged)
    self->is_complete = FALSE;
  msp_mapi_append_details (details, message);
  msp_mapi_append_header (self->out, message);
  g_string_append (self->out, "MIME-Version: 1.0\n");
  if (message->attachments->len > 0 || details->len > 0)
    {
      boundary = open_multipart (self, "mixed");
      write_boundary (self, boundary, FALSE);
    }
  write_bodies (self, bodies);
  if (boundary == 0)
    return;
  write_details (self, boundary, details);
  for (guint i = 0; i < message->attachments->len; i++)
    {
      write_boundary (self, boundary, FALSE);
      write_attachment (self, g_ptr_array_index (message->attachments, i));
    }
  write_boundary (self, boundary, TRUE);
}

gboolean
msp_mapi_append_mime (GString *out, const MspMapiMessage *message, gsize limit)
{
  Writer self = { .out = out, .limit = limit, .is_complete = TRUE };

  write_message (&self, message);
  return self.is_complete;
}
