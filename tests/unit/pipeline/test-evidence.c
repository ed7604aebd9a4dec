/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/evidence.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pipeline/event-wire.h"

TestSuite (evidence);

#define RECORD(id) \
  "{\"CreationTime\":\"2026-03-03T02:00:00\",\"Id\":\"" id "\",\"Operation\":\"MailItemsAccessed\",\"RecordType\":50," \
  "\"UserId\":\"pat@agency.example\",\"MailboxOwnerUPN\":\"pat@agency.example\",\"OperationCount\":1," \
  "\"OperationProperties\":[{\"Name\":\"MailAccessType\",\"Value\":\"Bind\"}]," \
  "\"Folders\":[{\"Path\":\"\\\\Inbox\",\"FolderItems\":[{\"InternetMessageId\":\"<" id "@agency.example>\"}]}]}\n"

#if defined (__SANITIZE_ADDRESS__)
#define SANDBOX MSP_SANDBOX_OFF
#else
#define SANDBOX MSP_SANDBOX_AUTO
#endif

static const MspEvidenceOptions options = { .year = 2026, .utc_offset = 3600, .has_utc_offset = TRUE, .date_order = MSP_DATE_ORDER_DMY };

/* All that a sink is told, as bytes. */
typedef struct {
  MspEventSink    sink;
  GByteArray     *bytes;
  guint           n_events;
  MspEvidenceFile file;
  gboolean        is_read;
  char           *error;
} Heard;

static gboolean
hear_event (MspEventSink *sink, const MspEvent *event, GError **error G_GNUC_UNUSED)
{
  Heard *self = (Heard *) sink;

  self->n_events++;
  msp_event_wire_put_event (self->bytes, event);
  return TRUE;
}

static void
hear_reject (MspEventSink *sink, guint64 line, const char *reason, const MspEvent *known)
{
  msp_event_wire_put_reject (((Heard *) sink)->bytes, line, reason, known);
}

static void
hear_pass (MspEventSink *sink, guint64 line)
{
  msp_event_wire_put_pass (((Heard *) sink)->bytes, line);
}

static void
hear_mark (MspEventSink *sink, MspEvidenceMark mark)
{
  msp_event_wire_put_mark (((Heard *) sink)->bytes, mark);
}

static Heard
hear (MspEvidenceRequest *request, const char *data, gsize len)
{
  Heard self = { .sink = { hear_event, hear_reject, hear_pass, hear_mark }, .bytes = g_byte_array_new () };
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, len);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  g_autoptr (GError) error = NULL;

  self.is_read = request != NULL ? msp_evidence_read (request, stream, &options, &self.sink, &self.file, &error)
                                 : msp_evidence_file_read (stream, &options, &self.sink, NULL, &self.file, &error);
  self.error = error != NULL ? g_strdup (error->message) : NULL;
  return self;
}

static void
heard_clear (Heard *self)
{
  msp_evidence_file_clear (&self->file);
  g_byte_array_unref (self->bytes);
  g_free (self->error);
}

static void
expect_same (const char *name, const char *data, gsize len)
{
  MspEvidenceRequest request = { .sandbox = SANDBOX, .seconds = 20 };
  Heard here = hear (NULL, data, len), there = hear (&request, data, len);

  cr_expect_eq (here.is_read, there.is_read, "%s", name);
  cr_expect_str_eq (here.error != NULL ? here.error : "", there.error != NULL ? there.error : "", "%s", name);
  cr_expect_eq (here.file.reader, there.file.reader, "%s", name);
  cr_expect_eq (here.file.is_empty, there.file.is_empty, "%s", name);
  cr_expect_eq (here.file.size, len, "%s", name);
  cr_expect_eq (there.file.size, len, "%s", name);
  cr_expect_str_eq (here.file.sha256, there.file.sha256, "%s", name);
  cr_expect_eq (here.bytes->len, there.bytes->len, "%s", name);
  if (here.bytes->len > 0 && there.bytes->len > 0)
    cr_expect_arr_eq (here.bytes->data, there.bytes->data, MIN (here.bytes->len, there.bytes->len), "%s", name);
  heard_clear (&here);
  heard_clear (&there);
}

static void
expect_same_of_folder (const char *kind)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TOP_SRCDIR"), "tests", "fuzz", "corpus", kind, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  cr_assert_not_null (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *data = NULL;
      gsize len;

      cr_assert (g_file_get_contents (path, &data, &len, NULL));
      expect_same (name, data, len);
      expect_same (name, data, len / 2);
    }
}

Test (evidence, is_the_same_read_here_and_in_a_process_of_its_own)
{
  static const char *const kinds[] = { "audit", "flow", "google", "mail-log", "web-log" };
  static const char packed[] = "\x1f\x8b\x08\x00 damaged";

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    expect_same_of_folder (kinds[i]);
  expect_same ("empty", "", 0);
  expect_same ("unknown", "\x01\x02\x03", 3);
  expect_same ("damaged", packed, sizeof packed - 1);
}

static void
misbehave (const MspEvent *event)
{
  if (strcmp (event->id, "crash") == 0)
    abort ();
  while (strcmp (event->id, "hang") == 0)
    (void) pause ();
  while (strcmp (event->id, "memory") == 0)
    memset (g_malloc (1 << 20), 1, 1 << 20);
}

Test (evidence, that_breaks_its_process_costs_itself_alone)
{
  static const struct { const char *data, *error; } cases[] = {
    { RECORD ("a") RECORD ("crash") RECORD ("b"), "it broke the process that read it" },
    { RECORD ("a") RECORD ("hang") RECORD ("b"), "it took too long" },
#if !defined (__SANITIZE_ADDRESS__)
    { RECORD ("a") RECORD ("memory") RECORD ("b"), "it took too much memory" },
#endif
  };
  MspEvidenceRequest request = { .sandbox = SANDBOX, .memory = SANDBOX != MSP_SANDBOX_OFF ? 64 << 20 : 0, .seconds = 2, .observer = misbehave };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Heard broken = hear (&request, cases[i].data, strlen (cases[i].data)), next = hear (&request, RECORD ("c"), strlen (RECORD ("c")));

      cr_expect_not (broken.is_read);
      cr_expect_str_eq (broken.error, cases[i].error);
      cr_expect_not_null (broken.file.reader, "which kind of file it is, is known");
      cr_expect_null (broken.file.sha256);
      cr_expect (next.is_read);
      cr_expect_eq (next.n_events, 1);
      heard_clear (&broken);
      heard_clear (&next);
    }
}

Test (evidence, of_one_record_and_many_batches_arrives_whole)
{
  g_autoptr (GString) many = g_string_new (NULL);
  MspEvidenceRequest request = { .sandbox = SANDBOX, .seconds = 20 };

  for (guint i = 0; i < 2000; i++)
    g_string_append (many, RECORD ("same"));
  Heard heard = hear (&request, many->str, many->len);
  cr_expect (heard.is_read);
  cr_expect_eq (heard.n_events, 2000);
  heard_clear (&heard);
}
