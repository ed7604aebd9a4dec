/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/mapi.h"

#include "base/charset.h"
#include "format/mapi-tags.h"

static void
clear_value (gpointer data)
{
  MspMapiValue *value = data;

  g_free (value->name);
  g_clear_pointer (&value->value, g_bytes_unref);
}

void
msp_mapi_props_init (MspMapiProps *self)
{
  self->values = g_array_new (FALSE, TRUE, sizeof (MspMapiValue));
  self->codepage = 0;
  g_array_set_clear_func (self->values, clear_value);
}

void
msp_mapi_props_clear (MspMapiProps *self)
{
  g_clear_pointer (&self->values, g_array_unref);
}

static void
free_recipient (gpointer data)
{
  msp_mapi_props_clear (data);
  g_free (data);
}

static void
free_attachment (gpointer data)
{
  MspMapiAttachment *attachment = data;

  msp_mapi_props_clear (&attachment->props);
  msp_mapi_message_free (attachment->message);
  g_clear_pointer (&attachment->data, g_bytes_unref);
  g_free (attachment);
}

MspMapiMessage *
msp_mapi_message_new (void)
{
  MspMapiMessage *self = g_new0 (MspMapiMessage, 1);

  msp_mapi_props_init (&self->props);
  self->recipients = g_ptr_array_new_with_free_func (free_recipient);
  self->attachments = g_ptr_array_new_with_free_func (free_attachment);
  return self;
}

void
msp_mapi_message_free (MspMapiMessage *self)
{
  if (self == NULL)
    return;
  msp_mapi_props_clear (&self->props);
  g_ptr_array_unref (self->recipients);
  g_ptr_array_unref (self->attachments);
  g_free (self);
}

MspMapiProps *
msp_mapi_add_recipient (MspMapiMessage *self)
{
  MspMapiProps *props = g_new0 (MspMapiProps, 1);

  msp_mapi_props_init (props);
  props->codepage = self->props.codepage;
  g_ptr_array_add (self->recipients, props);
  return props;
}

MspMapiAttachment *
msp_mapi_add_attachment (MspMapiMessage *self)
{
  MspMapiAttachment *attachment = g_new0 (MspMapiAttachment, 1);

  msp_mapi_props_init (&attachment->props);
  attachment->props.codepage = self->props.codepage;
  g_ptr_array_add (self->attachments, attachment);
  return attachment;
}

MspMapiValue *
msp_mapi_add (MspMapiProps *self, guint16 id, guint16 type, GBytes *value)
{
  MspMapiValue row = { .id = id, .type = type & (guint16) ~MSP_MAPI_MULTIPLE, .value = value };

  g_array_append_val (self->values, row);
  return &g_array_index (self->values, MspMapiValue, self->values->len - 1);
}

MspSpan
msp_mapi_get_bytes (const MspMapiValue *value)
{
  gsize len;
  const char *data = g_bytes_get_data (value->value, &len);
  MspSpan span = msp_span_new (data != NULL ? data : "", len);

  if (value->type == MSP_MAPI_STRING)
    for (span.len &= ~(gsize) 1; span.len >= 2 && span.data[span.len - 1] == 0 && span.data[span.len - 2] == 0;)
      span.len -= 2;
  if (value->type == MSP_MAPI_STRING8)
    while (span.len > 0 && span.data[span.len - 1] == 0)
      span.len--;
  return span;
}

static int
get_rank (const MspMapiValue *value)
{
  return value->type == MSP_MAPI_STRING ? 2 : value->type == MSP_MAPI_STRING8 || value->type == MSP_MAPI_BINARY ? 1 : 0;
}

const MspMapiValue *
msp_mapi_find (const MspMapiProps *self, guint16 id)
{
  const MspMapiValue *best = NULL;

  for (guint i = 0; i < self->values->len; i++)
    {
      const MspMapiValue *value = &g_array_index (self->values, MspMapiValue, i);

      if (value->id == id && (best == NULL || get_rank (value) > get_rank (best)))
        best = value;
    }
  return best;
}

const MspMapiValue *
msp_mapi_find_number (const MspMapiProps *self, guint32 set, guint32 number)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      const MspMapiValue *value = &g_array_index (self->values, MspMapiValue, i);

      if (value->set == set && value->number == number && value->name == NULL)
        return value;
    }
  return NULL;
}

const MspMapiValue *
msp_mapi_find_name (const MspMapiProps *self, guint32 set, const char *name)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      const MspMapiValue *value = &g_array_index (self->values, MspMapiValue, i);

      if (value->set == set && value->name != NULL && g_ascii_strcasecmp (value->name, name) == 0)
        return value;
    }
  return NULL;
}

static guint
get_codepage (const MspMapiProps *self)
{
  gint64 codepage = msp_mapi_get_integer (self, MSP_MAPI_MESSAGE_CODEPAGE, 0);

  /* 1200 and 1201 mean that all strings are UTF-16, which those that are 8-bit belie. */
  if (codepage <= 0 || codepage == 1200 || codepage == 1201)
    codepage = self->codepage;
  if (codepage <= 0 || codepage == 1200 || codepage == 1201)
    codepage = msp_mapi_get_integer (self, MSP_MAPI_INTERNET_CPID, 0);
  return codepage > 0 && codepage < 66000 ? (guint) codepage : 0;
}

char *
msp_mapi_dup_value (const MspMapiProps *self, const MspMapiValue *value)
{
  GString *out = g_string_new (NULL);
  MspSpan span = msp_mapi_get_bytes (value);
  char buf[16];

  if (value->type == MSP_MAPI_STRING)
    msp_charset_append_utf8 (out, span, "utf-16le");
  else
    msp_charset_append_utf8 (out, span, msp_mapi_charset (get_codepage (self), buf));
  return g_string_free (out, FALSE);
}

char *
msp_mapi_dup_string (const MspMapiProps *self, guint16 id)
{
  const MspMapiValue *value = msp_mapi_find (self, id);

  if (value == NULL || (value->type != MSP_MAPI_STRING && value->type != MSP_MAPI_STRING8))
    return NULL;
  return msp_mapi_get_bytes (value).len > 0 ? msp_mapi_dup_value (self, value) : NULL;
}

static guint64
get_number (const MspMapiValue *value)
{
  gsize len;
  const guint8 *data = g_bytes_get_data (value->value, &len);
  guint64 number = 0;

  for (gsize i = MIN (len, 8); i > 0; i--)
    number = number << 8 | data[i - 1];
  return number;
}

gint64
msp_mapi_get_integer (const MspMapiProps *self, guint16 id, gint64 otherwise)
{
  const MspMapiValue *value = msp_mapi_find (self, id);
  guint64 number = value != NULL ? get_number (value) : 0;

  if (value == NULL || g_bytes_get_size (value->value) == 0)
    return otherwise;
  switch (value->type)
    {
    case MSP_MAPI_INT16:
      return (gint16) number;
    case MSP_MAPI_INT32:
      return (gint32) number;
    case MSP_MAPI_INT64:
      return (gint64) number;
    case MSP_MAPI_BOOLEAN:
      return (number & 0xffff) != 0;
    default:
      return otherwise;
    }
}

gboolean
msp_mapi_get_time (const MspMapiValue *value, gint64 *out_seconds)
{
  /* Tenths of microseconds since 1601. */
  static const gint64 from_1601 = G_GINT64_CONSTANT (11644473600);
  guint64 ticks = value != NULL && value->type == MSP_MAPI_TIME ? get_number (value) : 0;
  gint64 seconds = (gint64) (ticks / 10000000) - from_1601;

  /* Up to the year 4500, which stands for "never". */
  if (ticks == 0 || seconds >= G_GINT64_CONSTANT (79839820800))
    return FALSE;
  *out_seconds = seconds;
  return TRUE;
}

const char *
msp_mapi_charset (guint codepage, char buf[16])
{
  static const struct { guint16 codepage; const char *label; } rows[] = {
    { 932, "shift_jis" }, { 936, "gbk" }, { 949, "cp949" }, { 950, "big5" }, { 1200, "utf-16le" }, { 1201, "utf-16be" },
    { 10000, "macintosh" }, { 12000, "utf-32le" }, { 12001, "utf-32be" }, { 20127, "us-ascii" }, { 20866, "koi8-r" },
    { 20932, "euc-jp" }, { 20936, "gb2312" }, { 21866, "koi8-u" }, { 38598, "iso-8859-8" }, { 50220, "iso-2022-jp" },
    { 50221, "iso-2022-jp" }, { 50222, "iso-2022-jp" }, { 50225, "iso-2022-kr" }, { 51932, "euc-jp" }, { 51936, "gb2312" },
    { 51949, "euc-kr" }, { 54936, "gb18030" }, { 65000, "utf-7" }, { 65001, "utf-8" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].codepage == codepage)
      return rows[i].label;
  if (codepage >= 28591 && codepage <= 28606)
    g_snprintf (buf, 16, "iso-8859-%u", codepage - 28590);
  else if (codepage >= 1250 && codepage <= 1258)
    g_snprintf (buf, 16, "windows-%u", codepage);
  else if (codepage > 0 && codepage < 1250)
    g_snprintf (buf, 16, "cp%u", codepage);
  else
    return NULL;
  return buf;
}
