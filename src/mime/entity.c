/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/entity.h"

#include "mime/value.h"

static void
read_type (MspEntity *self, MspArena *arena, MspSpan value, gboolean simple)
{
  if (self->type.head != NULL)
    {
      self->repeated = TRUE;
      return;
    }
  self->plain_type = simple && msp_params_parse_simple (&self->type, arena, value, TRUE);
  if (!self->plain_type)
    msp_params_parse_type (&self->type, arena, value);
}

static void
read_disposition (MspEntity *self, MspArena *arena, MspSpan value, gboolean simple)
{
  if (self->disposition.head != NULL)
    return;
  if (!simple || !msp_params_parse_simple (&self->disposition, arena, value, FALSE))
    msp_params_parse_disposition (&self->disposition, arena, value);
}

static void
read_encoding (MspEntity *self, MspArena *arena, MspSpan value)
{
  char *text;

  if (self->encoding != NULL)
    return;
  text = (char *) msp_value_text (arena, msp_span_slice (value, 0, 200));
  self->encoding = msp_arena_copy_down (arena, msp_span_from_string (text));
}

void
msp_entity_read (MspEntity *self, MspArena *arena, const MspField *fields, gsize n, gboolean simple)
{
  msp_params_clear (&self->type);
  msp_params_clear (&self->disposition);
  self->encoding = self->location = NULL;
  self->repeated = self->plain_type = FALSE;
  self->body = (MspSpan) { NULL, 0 };
  for (gsize i = 0; i < n; i++)
    switch (fields[i].id)
      {
      case MSP_FIELD_CONTENT_TYPE: read_type (self, arena, fields[i].value, simple); break;
      case MSP_FIELD_CONTENT_DISPOSITION: read_disposition (self, arena, fields[i].value, simple); break;
      case MSP_FIELD_CONTENT_TRANSFER_ENCODING: read_encoding (self, arena, fields[i].value); break;
      case MSP_FIELD_CONTENT_LOCATION: self->location = msp_value_text (arena, fields[i].value); break;
      default: break;
      }
}

MspEncoding
msp_entity_get_encoding (const MspEntity *self)
{
  if (self->encoding == NULL)
    return MSP_ENCODING_IDENTITY;
  switch (g_mime_content_encoding_from_string (self->encoding))
    {
    case GMIME_CONTENT_ENCODING_BASE64: return MSP_ENCODING_BASE64;
    case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE: return MSP_ENCODING_QUOTED_PRINTABLE;
    case GMIME_CONTENT_ENCODING_UUENCODE: return MSP_ENCODING_UUENCODE;
    default: return strcmp (self->encoding, "x-yencode") == 0 ? MSP_ENCODING_YENC : MSP_ENCODING_IDENTITY;
    }
}

const char *
msp_entity_get_type (const MspEntity *self)
{
  return self->type.head != NULL ? self->type.head : "text/plain";
}

const char *
msp_entity_get_filename (const MspEntity *self)
{
  /* The first two are the standard's, the others occur. */
  const struct { const MspParams *params; const char *name; } places[] = {
    { &self->disposition, "filename" }, { &self->type, "name" }, { &self->disposition, "name" }, { &self->type, "filename" },
    { &self->type, "file" },
  };
  const char *name, *slash;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if ((name = msp_params_get (places[i].params, places[i].name)) != NULL && name[0] != '\0')
      return name;
  /* The last step of a URL, if it looks like a file. */
  if (self->location == NULL || strpbrk (self->location, "?#") != NULL)
    return NULL;
  slash = strrchr (self->location, '/');
  name = slash != NULL ? slash + 1 : self->location;
  return strchr (name, '.') != NULL && strchr (name, ':') == NULL ? name : NULL;
}

gboolean
msp_entity_is_message (const MspEntity *self)
{
  static const char *const types[] = { "message/rfc822", "message/rfc2822", "message/global", "message/news" };

  for (gsize i = 0; self->type.head != NULL && self->type.head[0] == 'm' && i < G_N_ELEMENTS (types); i++)
    if (strcmp (self->type.head, types[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
msp_entity_is_multipart (const MspEntity *self)
{
  return self->type.head != NULL && strncmp (self->type.head, "multipart/", 10) == 0;
}
