/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/mapi-body.h"

#include "base/charset.h"
#include "format/lzfu.h"
#include "format/mapi-tags.h"
#include "format/mapi-words.h"
#include "format/rtf.h"

static void
free_body (gpointer data)
{
  MspMapiBody *body = data;

  g_string_free (body->bytes, TRUE);
  g_free (body);
}

GPtrArray *
msp_mapi_bodies_new (void)
{
  return g_ptr_array_new_with_free_func (free_body);
}

static MspSpan
get_span (const GString *string)
{
  return msp_span_new (string->str, string->len);
}

/* Takes bytes. */
static MspMapiBody *
new_body (const char *type, const char *charset, GString *bytes)
{
  MspMapiBody *body = g_new0 (MspMapiBody, 1);

  body->type = type;
  body->charset = charset;
  body->bytes = bytes;
  return body;
}

/* A string is converted; bytes stay as they are, with the code page that the message states. */
static MspMapiBody *
read_text (const MspMapiProps *props, guint16 id, const char *type)
{
  const MspMapiValue *value = msp_mapi_find (props, id);
  MspSpan span = value != NULL ? msp_mapi_get_bytes (value) : msp_span_new ("", 0);

  if (span.len == 0)
    return NULL;
  if (value->type == MSP_MAPI_STRING)
    {
      g_autofree char *text = msp_mapi_dup_value (props, value);

      return new_body (type, "utf-8", g_string_new (text));
    }
  if (value->type != MSP_MAPI_STRING8 && value->type != MSP_MAPI_BINARY)
    return NULL;
  MspMapiBody *body = new_body (type, NULL, g_string_new_len (span.data, (gssize) span.len));
  gint64 codepage = msp_mapi_get_integer (props, MSP_MAPI_INTERNET_CPID, 0);
  /* An 8-bit body is in the code page of the strings; one of bytes as it came from the net. */
  if (value->type == MSP_MAPI_STRING8 && props->codepage != 0)
    codepage = props->codepage;
  if (value->type == MSP_MAPI_STRING8)
    codepage = msp_mapi_get_integer (props, MSP_MAPI_MESSAGE_CODEPAGE, codepage);
  body->charset = codepage > 0 && codepage < 66000 ? msp_mapi_charset ((guint) codepage, body->buf) : NULL;
  return body;
}

static MspMapiBody *
read_rtf (const MspMapiProps *props, gsize limit, gboolean *good)
{
  const MspMapiValue *value = msp_mapi_find (props, MSP_MAPI_RTF);
  MspSpan packed = value != NULL && value->type == MSP_MAPI_BINARY ? msp_mapi_get_bytes (value) : msp_span_new ("", 0);
  gboolean whole = TRUE;
  GString *rtf = msp_lzfu_unpack (packed, limit, &whole);

  *good = *good && whole && (rtf != NULL || packed.len == 0);
  while (rtf != NULL && rtf->len > 0 && rtf->str[rtf->len - 1] == '\0')
    g_string_truncate (rtf, rtf->len - 1);
  return rtf != NULL ? new_body ("application/rtf", NULL, rtf) : NULL;
}

static GString *
convert (const MspMapiBody *body)
{
  GString *out = g_string_new (NULL);

  msp_charset_append_utf8 (out, get_span (body->bytes), body->charset);
  return out;
}

static gboolean
is_covered (const MspMapiBody *plain, const MspMapiBody *html)
{
  GString *text = convert (plain), *whole = convert (html);
  gboolean covered = msp_mapi_words_covered (get_span (text), get_span (whole), TRUE);

  g_string_free (text, TRUE);
  g_string_free (whole, TRUE);
  return covered;
}

/* What the RTF adds to the other forms: the HTML or text wrapped up in it where that is missing, or itself. Takes rtf. */
static MspMapiBody *
reduce_rtf (MspMapiBody *rtf, const MspMapiBody *plain, const MspMapiBody *html, gsize limit)
{
  g_auto (MspRtf) read = { 0 };
  MspMapiBody *result = NULL;

  msp_rtf_init (&read, get_span (rtf->bytes), limit);
  if (read.kind == MSP_RTF_FROM_HTML && html == NULL)
    result = new_body ("text/html", "utf-8", g_string_new_len (read.text->str, (gssize) read.text->len));
  else if (read.kind == MSP_RTF_FROM_TEXT && plain == NULL)
    result = new_body ("text/plain", "utf-8", g_string_new_len (read.text->str, (gssize) read.text->len));
  else if (read.kind == MSP_RTF_DOCUMENT && html == NULL)
    {
      g_autoptr (GString) text = plain != NULL ? convert (plain) : g_string_new (NULL);

      if (read.objects->len > 0 || !msp_mapi_words_covered (get_span (read.text), get_span (text), FALSE))
        result = g_steal_pointer (&rtf);
    }
  if (rtf != NULL)
    free_body (rtf);
  return result;
}

gboolean
msp_mapi_bodies_get (const MspMapiMessage *message, gsize limit, GPtrArray *bodies)
{
  gboolean good = TRUE;
  MspMapiBody *plain = read_text (&message->props, MSP_MAPI_BODY, "text/plain");
  MspMapiBody *html = read_text (&message->props, MSP_MAPI_HTML, "text/html");
  MspMapiBody *rtf = read_rtf (&message->props, limit, &good);

  if (rtf != NULL)
    rtf = reduce_rtf (rtf, plain, html, limit);
  if (rtf != NULL && strcmp (rtf->type, "text/html") == 0)
    html = g_steal_pointer (&rtf);
  if (plain != NULL && html != NULL && is_covered (plain, html))
    g_clear_pointer (&plain, free_body);
  if (plain != NULL)
    g_ptr_array_add (bodies, plain);
  if (html != NULL)
    g_ptr_array_add (bodies, html);
  if (rtf != NULL)
    g_ptr_array_add (bodies, rtf);
  return good;
}
