/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/params.h"

#include "mime/value.h"
#include "mime/words.h"

/* GMime's time grows with the square of the number of parameters, or encoded words without an end. */
#define MAX_VALUE 8192

/* What is no character of a token (RFC 2045, section 5.1), and what marks RFC 2231 and RFC 2047. */
static const guint8 apart[128] = {
  ['('] = TRUE, [')'] = TRUE, ['<'] = TRUE, ['>'] = TRUE, ['@'] = TRUE, [','] = TRUE, [';'] = TRUE, [':'] = TRUE, ['\\'] = TRUE,
  ['"'] = TRUE, ['/'] = TRUE, ['['] = TRUE, [']'] = TRUE, ['?'] = TRUE, ['='] = TRUE, ['*'] = TRUE, ['%'] = TRUE, ['\''] = TRUE,
};

static inline gboolean
is_token (char c)
{
  return c > 32 && c < 127 && !apart[(guint8) c];
}

static void
skip_space (MspSpan *rest)
{
  gsize n = 0;

  while (n < rest->len && (rest->data[n] == ' ' || rest->data[n] == '\t' || rest->data[n] == '\r' || rest->data[n] == '\n'))
    n++;
  *rest = msp_span_slice (*rest, n, rest->len);
}

static MspSpan
take_token (MspSpan *rest)
{
  gsize n = 0;
  MspSpan token;

  while (n < rest->len && is_token (rest->data[n]))
    n++;
  token = msp_span_slice (*rest, 0, n);
  *rest = msp_span_slice (*rest, n, rest->len);
  return token;
}

static gboolean
take_character (MspSpan *rest, char c)
{
  if (rest->len == 0 || rest->data[0] != c)
    return FALSE;
  *rest = msp_span_slice (*rest, 1, rest->len);
  return TRUE;
}

static gboolean
take_quoted (MspSpan *rest, MspSpan *out_value)
{
  gsize n = 0;

  while (n < rest->len && rest->data[n] >= 32 && rest->data[n] < 127 && rest->data[n] != '"' && rest->data[n] != '\\')
    n++;
  *out_value = msp_span_slice (*rest, 0, n);
  *rest = msp_span_slice (*rest, n, rest->len);
  return n > 0 && take_character (rest, '"') && g_strstr_len (out_value->data, (gssize) n, "=?") == NULL
         && out_value->data[0] != ' ' && out_value->data[n - 1] != ' ';
}

/* ";" and one parameter. */
static gboolean
take_parameter (MspParams *self, MspArena *arena, MspSpan *rest)
{
  MspSpan name, value;

  skip_space (rest);
  if (!take_character (rest, ';') || self->n_items == MSP_PARAMS_MAX)
    return FALSE;
  skip_space (rest);
  if (rest->len == 0)
    return TRUE;
  name = take_token (rest);
  if (name.len == 0 || !take_character (rest, '='))
    return FALSE;
  if (take_character (rest, '"'))
    {
      if (!take_quoted (rest, &value))
        return FALSE;
    }
  else
    value = take_token (rest);
  if (value.len == 0)
    return FALSE;
  self->items[self->n_items].name = msp_arena_copy_down (arena, name);
  self->items[self->n_items++].value = msp_arena_copy (arena, value);
  skip_space (rest);
  return TRUE;
}

static gboolean
parse_simple (MspParams *self, MspArena *arena, MspSpan rest, gboolean is_type)
{
  MspSpan head;

  skip_space (&rest);
  head = take_token (&rest);
  if (head.len == 0)
    return FALSE;
  if (is_type)
    {
      if (!take_character (&rest, '/') || take_token (&rest).len == 0)
        return FALSE;
      head.len = (gsize) (rest.data - head.data);
    }
  self->head = msp_arena_copy_down (arena, head);
  skip_space (&rest);
  while (rest.len > 0)
    if (!take_parameter (self, arena, &rest))
      return FALSE;
  return TRUE;
}

void
msp_params_clear (MspParams *self)
{
  self->head = NULL;
  self->n_items = 0;
  self->cut = FALSE;
}

gboolean
msp_params_parse_simple (MspParams *self, MspArena *arena, MspSpan value, gboolean is_type)
{
  msp_params_clear (self);
  if (parse_simple (self, arena, value, is_type))
    return TRUE;
  msp_params_clear (self);
  return FALSE;
}

/* Lower case, and UTF-8 whatever stands there. */
static const char *
take_word (MspArena *arena, const char *word)
{
  return msp_arena_copy_down (arena, msp_span_from_string (msp_value_text (arena, msp_span_from_string (word))));
}

static void
take_list (MspParams *self, MspArena *arena, GMimeParamList *list)
{
  int n = list != NULL ? g_mime_param_list_length (list) : 0;

  self->n_items = 0;
  self->cut = n > MSP_PARAMS_MAX;
  for (int i = 0; i < n && self->n_items < MSP_PARAMS_MAX; i++)
    {
      GMimeParam *param = g_mime_param_list_get_parameter_at (list, i);
      const char *value = g_mime_param_get_value (param);

      if (value == NULL)
        continue;
      self->items[self->n_items].name = take_word (arena, g_mime_param_get_name (param));
      self->items[self->n_items++].value = msp_value_text (arena, msp_span_from_string (value));
    }
}

void
msp_params_take_type (MspParams *self, MspArena *arena, GMimeContentType *type)
{
  g_autofree char *head = g_mime_content_type_get_mime_type (type);

  self->head = take_word (arena, head);
  take_list (self, arena, g_mime_content_type_get_parameters (type));
}

void
msp_params_take_disposition (MspParams *self, MspArena *arena, GMimeContentDisposition *disposition)
{
  const char *head = g_mime_content_disposition_get_disposition (disposition);

  self->head = take_word (arena, head);
  take_list (self, arena, g_mime_content_disposition_get_parameters (disposition));
}

/* What GMime is given of a value, with NUL. */
static const char *
copy_value (MspArena *arena, MspSpan value)
{
  g_autoptr (GString) text = NULL;

  value = msp_span_slice (value, 0, MAX_VALUE);
  if (g_strstr_len (value.data, (gssize) value.len, "=?") == NULL)
    return msp_arena_copy (arena, value);
  text = g_string_new_len (value.data, (gssize) value.len);
  msp_words_join (text);
  return msp_arena_copy (arena, msp_span_new (text->str, text->len));
}

void
msp_params_parse_type (MspParams *self, MspArena *arena, MspSpan value)
{
  GMimeContentType *type = g_mime_content_type_parse (msp_value_get_options (), copy_value (arena, value));

  msp_params_take_type (self, arena, type);
  self->cut = self->cut || value.len > MAX_VALUE;
  g_object_unref (type);
}

void
msp_params_parse_disposition (MspParams *self, MspArena *arena, MspSpan value)
{
  GMimeContentDisposition *disposition = g_mime_content_disposition_parse (msp_value_get_options (), copy_value (arena, value));

  msp_params_take_disposition (self, arena, disposition);
  self->cut = self->cut || value.len > MAX_VALUE;
  g_object_unref (disposition);
}

const char *
msp_params_get (const MspParams *self, const char *name)
{
  for (gsize i = 0; i < self->n_items; i++)
    if (self->items[i].name[0] == name[0] && strcmp (self->items[i].name, name) == 0)
      return self->items[i].value;
  return NULL;
}
