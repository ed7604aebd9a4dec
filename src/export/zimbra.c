/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/zimbra.h"

#include <string.h>

#include "export/fields.h"
#include "export/json-walk.h"
#include "model/record.h"

#define ENDING ".meta"
#define HEAD 16384

/* Kinds of items (MailItem.Type) that are mail. */
#define TYPE_MESSAGE 5
#define TYPE_CHAT 16

typedef struct {
  char    *path, *name, *labels, *old_labels;
  guint32  flags;
  guint64  type;
  gint64   date;
} Meta;

/* Letters of Zimbra's flags: unread, draft, deleted; a message without 'u' was read. */
static guint32
parse_flags (MspSpan text)
{
  guint32 flags = MSP_MESSAGE_SEEN;

  for (gsize i = 0; i < text.len; i++)
    {
      if (text.data[i] == 'u')
        flags &= ~(guint32) MSP_MESSAGE_SEEN;
      flags |= text.data[i] == 'd' ? MSP_MESSAGE_DRAFT : text.data[i] == 'x' ? MSP_MESSAGE_DELETED : 0;
    }
  return flags;
}

/* "a:b\:c" holds the tags "a" and "b:c". Numbers of tags alone say nothing. */
static char *
dup_labels (MspSpan text)
{
  g_autofree char *copy = msp_export_dup_text (text);
  g_autoptr (GString) out = g_string_new (NULL);

  if (copy == NULL || copy[strspn (copy, "0123456789,")] == '\0')
    return NULL;
  for (const char *p = copy; *p != '\0'; p++)
    if (*p == '\\' && p[1] != '\0')
      g_string_append_c (out, *++p);
    else if (*p != ':')
      g_string_append_c (out, *p);
    else if (out->len > 0 && p[1] != '\0')
      g_string_append (out, ", ");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
take_value (gpointer data, const char *path, MspSpan value, gboolean is_text, gboolean closes)
{
  Meta *self = data;
  guint64 number;

  if (closes)
    return TRUE;
  if (strcmp (path, "Path") == 0 && self->path == NULL)
    self->path = msp_export_dup_text (value);
  else if (strcmp (path, "name") == 0 && self->name == NULL)
    self->name = msp_export_dup_text (value);
  else if (strcmp (path, "FlagStr") == 0)
    self->flags = parse_flags (value);
  else if (strcmp (path, "TagNames") == 0 && self->labels == NULL)
    self->labels = dup_labels (value);
  else if (strcmp (path, "TagStr") == 0 && self->old_labels == NULL)
    self->old_labels = dup_labels (value);
  else if (strcmp (path, "type") == 0)
    (void) msp_export_parse_number (value, &self->type);
  else if (strcmp (path, "date") == 0 && msp_export_parse_number (value, &number) && number > 0 && number <= G_MAXUINT32)
    self->date = (gint64) number;
  return TRUE;
}

/* "/Inbox/New/" of a message without name, else its name stands at the end. */
static char *
dup_folder (const Meta *meta)
{
  g_autofree char *path = meta->path != NULL ? g_strdup (meta->path) : NULL;
  const char *begin = path;

  if (path == NULL)
    return NULL;
  char *slash = strrchr (path, '/');
  if (slash != NULL && (slash[1] == '\0' || (meta->name != NULL && strcmp (slash + 1, meta->name) == 0)))
    *slash = '\0';
  while (*begin == '/')
    begin++;
  return *begin != '\0' ? g_strdup (begin) : NULL;
}

static gboolean
zimbra_is (MspSpan bytes, const char *name)
{
  MspSpan head = msp_span_slice (bytes, 0, HEAD);

  return msp_export_has_ending (name, ENDING) && head.len > 0 && head.data[0] == '{'
         && (g_strstr_len (head.data, (gssize) head.len, "\"FlagStr\"") != NULL
             || g_strstr_len (head.data, (gssize) head.len, "\"folder_id\"") != NULL);
}

static void
zimbra_read (MspSpan bytes, const char *name, MspClaimFunc func, gpointer data)
{
  Meta meta = { .date = MSP_DATE_UNKNOWN };

  msp_json_walk (bytes, take_value, &meta);
  g_autofree char *folder = dup_folder (&meta), *stem = g_strndup (name, strlen (name) - strlen (ENDING));
  g_autofree char *valid = g_utf8_make_valid (stem, -1), *path = g_strconcat ("./", valid, NULL);
  const MspClaimRecord claim = {
    .product = "zimbra", .kind = MSP_CLAIM_ITEM, .path = path, .folder = folder,
    .labels = meta.labels != NULL ? meta.labels : meta.old_labels, .flags = meta.flags, .date = meta.date,
    .expected = MSP_CLAIM_NO_NUMBER,
  };
  if (meta.type == TYPE_MESSAGE || meta.type == TYPE_CHAT)
    (void) func (data, &claim);
  g_free (meta.path);
  g_free (meta.name);
  g_free (meta.labels);
  g_free (meta.old_labels);
}

const MspExportReader msp_zimbra_reader = { "zimbra-meta", zimbra_is, zimbra_read, TRUE };
