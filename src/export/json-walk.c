/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/json-walk.h"

#include "format/json.h"

#define MAX_DEPTH 8
#define MAX_PATH 200

typedef struct {
  GString *path;
  guint    depth;
  gsize    ends[MAX_DEPTH];    /* of the path, where each container began */
} Walk;

static void
enter (Walk *self)
{
  if (self->depth < MAX_DEPTH)
    self->ends[self->depth] = self->path->len;
  self->depth++;
}

/* FALSE if more is closed than was opened. */
static gboolean
leave (Walk *self)
{
  if (self->depth == 0)
    return FALSE;
  self->depth--;
  if (self->depth < MAX_DEPTH)
    g_string_truncate (self->path, self->ends[self->depth]);
  return TRUE;
}

/* Below its container's own path stands the key of the value. */
static void
take_key (Walk *self, MspSpan key)
{
  if (self->depth == 0 || self->depth > MAX_DEPTH)
    return;
  g_string_truncate (self->path, self->ends[self->depth - 1]);
  if (self->path->len + key.len > MAX_PATH)
    return;
  if (self->path->len > 0)
    g_string_append_c (self->path, '.');
  g_string_append_len (self->path, key.data, (gssize) key.len);
}

void
msp_json_walk (MspSpan text, MspJsonWalkFunc func, gpointer data)
{
  g_autoptr (GString) path = g_string_new (NULL);
  Walk self = { .path = path };
  gboolean good = TRUE;
  MspJson json;

  msp_json_init (&json, text);
  while (good && msp_json_next (&json))
    {
      if (json.kind == MSP_JSON_OPEN_OBJECT || json.kind == MSP_JSON_OPEN_ARRAY)
        enter (&self);
      else if (json.kind == MSP_JSON_CLOSE_OBJECT || json.kind == MSP_JSON_CLOSE_ARRAY)
        good = leave (&self) && (json.kind == MSP_JSON_CLOSE_ARRAY || func (data, path->str, msp_span_new ("", 0), FALSE, TRUE));
      else if (json.kind == MSP_JSON_KEY)
        take_key (&self, json.value);
      else if (self.depth <= MAX_DEPTH)
        good = func (data, path->str, json.value, json.kind == MSP_JSON_STRING, FALSE);
    }
  msp_json_clear (&json);
}
