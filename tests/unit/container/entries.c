/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entries.h"

#include <criterion/criterion.h>
#include <gio/gio.h>

typedef struct {
  const char *text;
  gsize       at, len, chunk, fail_at;
} Dripping;

static gssize
dripping_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Dripping *self = impl;
  gsize n = MIN (MIN (len, self->chunk), MIN (self->len, self->fail_at) - self->at);

  if (self->at == self->fail_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "planted");
      return -1;
    }
  if (n > 0)
    memcpy (buf, self->text + self->at, n);
  self->at += n;
  return (gssize) n;
}

static const MspStreamClass dripping_class = { dripping_read, NULL, g_free };

static void
test_entry_free (gpointer data)
{
  TestEntry *entry = data;

  g_string_free (entry->bytes, TRUE);
  g_free (entry);
}

static void
keep (TestEntries *self, const MspEntry *entry)
{
  TestEntry *kept = g_new0 (TestEntry, 1);

  if (entry->kind != MSP_ENTRY_STREAM)
    cr_assert_eq (entry->offset, self->sum, "a gap before %" G_GUINT64_FORMAT, entry->offset);
  self->sum += entry->size;
  kept->kind = entry->kind;
  kept->offset = entry->offset;
  kept->size = entry->size;
  kept->bytes = g_string_new_len (entry->kind == MSP_ENTRY_MESSAGE ? entry->bytes.data : entry->name,
                                  entry->kind == MSP_ENTRY_MESSAGE ? (gssize) entry->bytes.len : -1);
  kept->truncated = entry->truncated;
  kept->fate = entry->fate;
  kept->reason = entry->reason;
  kept->flags = entry->flags;
  g_ptr_array_add (self->entries, kept);
}

TestEntries *
test_entries_new (const char *text, gsize len, const char *name, gsize chunk, gsize fail_at, const MspLimits *limits)
{
  TestEntries *self = g_new0 (TestEntries, 1);
  Dripping *drip = g_new0 (Dripping, 1);
  MspLimits defaults;
  MspEntry entry;
  gboolean end = FALSE;

  msp_limits_init (&defaults);
  *drip = (Dripping) { text, 0, len, chunk, fail_at };
  g_autoptr (MspStream) stream = msp_stream_new (&dripping_class, drip, -1);
  self->entries = g_ptr_array_new_with_free_func (test_entry_free);
  g_autoptr (MspReader) reader = msp_reader_open (stream, name, limits != NULL ? limits : &defaults, &self->error);
  while (reader != NULL && msp_reader_next (reader, &entry, &end, &self->error) && !end)
    keep (self, &entry);
  self->kind = reader != NULL ? g_strdup (msp_reader_get_kind (reader)) : NULL;
  return self;
}

char *
test_entries_dup_text (const TestEntries *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const TestEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->kind == MSP_ENTRY_RANGE)
        g_string_append_printf (text, "#%" G_GUINT64_FORMAT ";", entry->size);
      else
        g_string_append_printf (text, "%s|", entry->bytes->str);
    }
  return g_string_free (text, FALSE);
}

void
test_entries_free (TestEntries *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self->kind);
  g_clear_error (&self->error);
  g_free (self);
}
