/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/proton.h"

#include <string.h>

#include "export/fields.h"
#include "export/json-walk.h"
#include "model/record.h"

#define ENDING ".metadata.json"
#define HEAD 16384
#define MAX_LABELS 200

/* The folders that every account has. A message is in one of them or in one that the user made; "All Mail" says nothing. */
static const struct { const char *id, *folder; gboolean is_folder; } system_labels[] = {
  { "0", "Inbox", TRUE }, { "1", "Drafts", TRUE }, { "2", "Sent", TRUE }, { "3", "Trash", TRUE }, { "4", "Spam", TRUE },
  { "6", "Archive", TRUE }, { "7", "Sent", TRUE }, { "8", "Drafts", TRUE }, { "12", "Scheduled", TRUE }, { "9", "Outbox", TRUE },
  { "16", "Snoozed", TRUE }, { "5", NULL, FALSE }, { "15", NULL, FALSE }, { "10", "Starred", FALSE },
};

typedef struct {
  char       *message_id;
  const char *folder;
  GString    *labels;       /* "Starred" by name, those of the user by number, set apart by blanks */
  guint       n;
  guint32     flags;
  gint64      date;
} Metadata;

static void
add_label (Metadata *self, const char *label)
{
  if (self->n++ < MAX_LABELS && strchr (label, ' ') == NULL)
    g_string_append_printf (self->labels, "%s%s", self->labels->len > 0 ? " " : "", label);
}

static void
take_label (Metadata *self, MspSpan value)
{
  g_autofree char *id = msp_export_dup_text (value);

  for (gsize i = 0; id != NULL && i < G_N_ELEMENTS (system_labels); i++)
    if (strcmp (id, system_labels[i].id) == 0)
      {
        if (system_labels[i].is_folder && self->folder == NULL)
          self->folder = system_labels[i].folder;
        else if (!system_labels[i].is_folder && system_labels[i].folder != NULL)
          add_label (self, system_labels[i].folder);
        self->flags |= g_strcmp0 (system_labels[i].folder, "Drafts") == 0 ? MSP_MESSAGE_DRAFT : 0;
        return;
      }
  if (id != NULL)
    add_label (self, id);
}

static gboolean
take_value (gpointer data, const char *path, MspSpan value, gboolean is_text, gboolean closes)
{
  Metadata *self = data;
  guint64 number;

  if (closes || !g_str_has_prefix (path, "Payload."))
    return TRUE;
  const char *key = path + strlen ("Payload.");
  if (strcmp (key, "LabelIDs") == 0)
    take_label (self, value);
  else if (strcmp (key, "ExternalID") == 0 && self->message_id == NULL && is_text)
    self->message_id = msp_export_dup_message_id (value);
  else if (strcmp (key, "Time") == 0 && msp_export_parse_number (value, &number) && number > 0 && number <= G_MAXUINT32)
    self->date = (gint64) number;
  else if (strcmp (key, "Unread") == 0 && (msp_span_equals (value, "0") || msp_span_equals (value, "false")))
    self->flags |= MSP_MESSAGE_SEEN;
  return TRUE;
}

static gboolean
holds (MspSpan bytes, const char *word)
{
  return g_strstr_len (bytes.data, (gssize) MIN (bytes.len, (gsize) HEAD), word) != NULL;
}

static gboolean
proton_is (MspSpan bytes, const char *name)
{
  return msp_export_has_ending (name, ENDING) && bytes.len > 0 && holds (bytes, "\"Payload\"") && holds (bytes, "\"LabelIDs\"");
}

static void
proton_read (MspSpan bytes, const char *name, MspClaimFunc func, gpointer data)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  Metadata self = { .labels = labels, .date = MSP_DATE_UNKNOWN };

  msp_json_walk (bytes, take_value, &self);
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (ENDING)), *valid = g_utf8_make_valid (stem, -1);
  g_autofree char *path = g_strconcat ("./", valid, ".eml", NULL);
  const MspClaimRecord claim = {
    .product = "proton", .kind = MSP_CLAIM_ITEM, .path = path, .message_id = self.message_id, .folder = self.folder,
    .labels = labels->len > 0 ? labels->str : NULL, .flags = self.flags, .date = self.date, .expected = MSP_CLAIM_NO_NUMBER,
  };
  (void) func (data, &claim);
  g_free (self.message_id);
}

const MspExportReader msp_proton_reader = { "proton-metadata", proton_is, proton_read, TRUE };

typedef struct {
  MspClaimFunc func;
  gpointer     data;
  char        *id, *name;
  GString     *path;
  guint64      type;
} Labels;

/* Types of labels: 1 label, 3 folder; a folder's name goes where folders go. */
#define TYPE_LABEL 1
#define TYPE_FOLDER 3

static gboolean
end_label (Labels *self)
{
  gboolean good = TRUE;

  if (self->id != NULL && self->name != NULL && strchr (self->id, ' ') == NULL
      && (self->type == TYPE_LABEL || self->type == TYPE_FOLDER))
    {
      const MspClaimRecord claim = {
        .product = "proton", .kind = MSP_CLAIM_LABEL, .path = self->id, .labels = self->type == TYPE_LABEL ? self->name : NULL,
        .folder = self->type == TYPE_FOLDER ? (self->path->len > 0 ? self->path->str : self->name) : NULL,
        .date = MSP_DATE_UNKNOWN, .expected = MSP_CLAIM_NO_NUMBER,
      };
      good = self->func (self->data, &claim);
    }
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_string_truncate (self->path, 0);
  self->type = 0;
  return good;
}

/* The way of a folder is an array of names, in older exports one text. */
static void
add_step (Labels *self, MspSpan value)
{
  g_autofree char *step = msp_export_dup_text (value);

  if (step != NULL && self->path->len < MSP_EXPORT_MAX_TEXT)
    g_string_append_printf (self->path, "%s%s", self->path->len > 0 ? "/" : "", step);
}

static gboolean
take_of_label (gpointer data, const char *path, MspSpan value, gboolean is_text, gboolean closes)
{
  Labels *self = data;

  if (closes && strcmp (path, "Payload") == 0)
    return end_label (self);
  if (strcmp (path, "Payload.ID") == 0 && self->id == NULL)
    self->id = msp_export_dup_text (value);
  else if (strcmp (path, "Payload.Name") == 0 && self->name == NULL)
    self->name = msp_export_dup_text (value);
  else if (strcmp (path, "Payload.Path") == 0 && is_text)
    add_step (self, value);
  else if (strcmp (path, "Payload.Type") == 0)
    (void) msp_export_parse_number (value, &self->type);
  return TRUE;
}

static gboolean
proton_labels_is (MspSpan bytes, const char *name)
{
  return g_ascii_strcasecmp (name, "labels.json") == 0 && bytes.len > 0 && holds (bytes, "\"Payload\"") && holds (bytes, "\"ID\"");
}

static void
proton_labels_read (MspSpan bytes, const char *name, MspClaimFunc func, gpointer data)
{
  g_autoptr (GString) path = g_string_new (NULL);
  Labels self = { .func = func, .data = data, .path = path };

  msp_json_walk (bytes, take_of_label, &self);
  g_free (self.id);
  g_free (self.name);
}

const MspExportReader msp_proton_labels_reader = { "proton-labels", proton_labels_is, proton_labels_read, FALSE };
