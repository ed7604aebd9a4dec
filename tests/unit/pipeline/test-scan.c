/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/serial.h"

#include <criterion/criterion.h>
#include <gio/gio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/document.h"
#include "support/recorder.h"
#include "support/scanner.h"

#define MESSAGE \
  "From: Jane Example <jane@command.example>\nTo: clerk@command.example\nSubject: form\n" \
  "Date: Fri, 3 Feb 2023 10:00:00 +0000\nMIME-Version: 1.0\n" \
  "Content-Type: text/plain; charset=utf-8\n\nMy SSN: 536-90-4399\n"

#define MBOX \
  "From jane@command.example Fri Feb  3 10:00:00 2023\n" MESSAGE "\n" \
  "From jane@command.example Fri Feb  3 10:01:00 2023\nSubject: lunch\n\nAt noon?\n\n"

static gboolean
run (const char *const *paths, const char *const *exclude, Scanner *scanner, Recorder *recorder,
     const volatile sig_atomic_t *stop, MspScanStats *stats, GError **error)
{
  g_autoptr (MspWalk) walk = msp_walk_new (paths, exclude, error);
  g_autoptr (MspPlan) plan = walk != NULL ? msp_plan_new (walk, NULL, MSP_PLAN_PART) : NULL;
  g_autoptr (MspCollector) collector = msp_collector_new (&recorder->sink, NULL, stats);
  const MspSerialRequest request = {
    .plan = plan, .collector = collector, .analyser = scanner->analyser, .limits = &scanner->limits, .stop = stop, .stats = stats,
  };

  *stats = (MspScanStats) { .total_bytes = walk != NULL ? msp_walk_get_total (walk) : 0 };
  return walk != NULL && msp_serial_run (&request, error);
}

typedef struct {
  Scanner      scanner;
  Recorder     recorder;
  char        *directory;
  MspScanStats stats;
} Fixture;

static void
fixture_init (Fixture *self)
{
  scanner_init (&self->scanner);
  recorder_init (&self->recorder);
  self->directory = scratch_new ();
}

static void
fixture_clear (Fixture *self)
{
  scratch_remove (self->directory);
  g_free (self->directory);
  recorder_clear (&self->recorder);
  scanner_clear (&self->scanner);
}

static void
fixture_scan (Fixture *self)
{
  const char *const paths[] = { self->directory, NULL };
  g_autoptr (GError) error = NULL;

  cr_assert (run (paths, NULL, &self->scanner, &self->recorder, NULL, &self->stats, &error), "%s",
             error != NULL ? error->message : "");
  cr_expect_eq (self->recorder.unbalanced, 0, "%s", self->recorder.sources->str);
}

Test (scan, mbox_eml_and_document_each_get_their_row)
{
  Fixture self;

  fixture_init (&self);
  g_free (scratch_write (self.directory, "a/inbox.mbox", MBOX, -1));
  g_free (scratch_write (self.directory, "b/one.eml", MESSAGE, -1));
  g_free (scratch_write (self.directory, "notes.txt", "SSN: 536-90-4399\n", -1));
  g_free (scratch_write (self.directory, "empty", "", 0));
  fixture_scan (&self);
  cr_expect_eq (self.stats.messages, 3);
  cr_expect_eq (self.stats.documents, 1);
  cr_expect_eq (self.stats.files, 4);
  cr_expect_eq (self.stats.failed, 0);
  cr_expect_neq (strstr (self.recorder.messages->str, "a/inbox.mbox@0 mail"), NULL, "%s", self.recorder.messages->str);
  cr_expect_neq (strstr (self.recorder.messages->str, "b/one.eml mail"), NULL, "%s", self.recorder.messages->str);
  cr_expect_neq (strstr (self.recorder.messages->str, "notes.txt document"), NULL, "%s", self.recorder.messages->str);
  cr_expect_eq (self.stats.bytes, self.stats.total_bytes);
  fixture_clear (&self);
}

Test (scan, the_same_message_gives_the_same_findings_in_any_file)
{
  Fixture self;

  fixture_init (&self);
  g_free (scratch_write (self.directory, "inbox.mbox", MBOX, -1));
  g_free (scratch_write (self.directory, "one.eml", MESSAGE, -1));
  g_free (scratch_write (self.directory, "Maildir/cur/1.x:2,S", MESSAGE, -1));
  fixture_scan (&self);
  const char *const starts[] = { "inbox.mbox@0 ", "one.eml ", "S mail " };
  g_auto (GStrv) lines = g_strsplit (self.recorder.messages->str, "\n", -1);
  guint found = 0;
  for (gsize i = 0; lines[i] != NULL; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (starts); k++)
      if (strstr (lines[i], starts[k]) != NULL)
        {
          cr_expect_neq (strstr (lines[i], " us_ssn@1+8"), NULL, "%s", lines[i]);
          found++;
        }
  cr_expect_eq (found, 3, "%s", self.recorder.messages->str);
  fixture_clear (&self);
}

Test (scan, unreadable_and_odd_files_are_rows_and_not_the_end)
{
  Fixture self;

  fixture_init (&self);
  g_free (scratch_write (self.directory, "m/inbox.mbox", MBOX, -1));
  g_autofree char *fifo = g_build_filename (self.directory, "fifo", NULL);
  g_autofree char *link = g_build_filename (self.directory, "link", NULL);
  cr_assert_eq (mkfifo (fifo, 0600), 0);
  cr_assert_eq (symlink (self.directory, link), 0);
  fixture_scan (&self);
  cr_expect_eq (self.stats.messages, 2);
  cr_expect_eq (self.stats.files, 3);
  cr_expect_neq (strstr (self.recorder.sources->str, "/fifo "), NULL);
  cr_expect_neq (strstr (self.recorder.sources->str, "/link "), NULL);
  fixture_clear (&self);
}

Test (scan, a_sink_that_fails_ends_the_scan_with_its_error)
{
  Fixture self;
  g_autoptr (GError) error = NULL;

  fixture_init (&self);
  g_autofree char *path = scratch_write (self.directory, "inbox.mbox", MBOX, -1);
  const char *const paths[] = { path, NULL };
  self.recorder.fail_after = 2;
  cr_expect_not (run (paths, NULL, &self.scanner, &self.recorder, NULL, &self.stats, &error));
  cr_expect (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE));
  fixture_clear (&self);
}

Test (scan, the_stop_flag_interrupts)
{
  static const volatile sig_atomic_t raised = 1;
  Fixture self;
  g_autoptr (GError) error = NULL;

  fixture_init (&self);
  g_autofree char *path = scratch_write (self.directory, "inbox.mbox", MBOX, -1);
  const char *const paths[] = { path, NULL };
  cr_expect_not (run (paths, NULL, &self.scanner, &self.recorder, &raised, &self.stats, &error));
  cr_expect (g_error_matches (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_INTERRUPTED));
  cr_expect_eq (self.recorder.n_messages, 0);
  fixture_clear (&self);
}

static gssize
endless_read (gpointer impl, void *buf, gsize len, GError **error)
{
  volatile sig_atomic_t *stop = impl;

  *stop = 1;
  memset (buf, 0, len);
  return (gssize) len;
}

static const MspStreamClass endless_class = { endless_read, NULL, NULL, NULL };

Test (scan, the_stop_flag_interrupts_what_is_only_counted)
{
  volatile sig_atomic_t stop = 0;
  g_autoptr (MspStream) endless = msp_stream_new (&endless_class, (gpointer) &stop, -1);
  g_autoptr (GError) error = NULL;

  msp_document_drain (endless, &stop, &error);
  cr_expect (g_error_matches (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_INTERRUPTED));
}
