/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support/sample-case.h"

#include <string.h>

#include "support/scratch.h"

char *
sample_case_dup_folder (void)
{
  return scratch_new ();
}

void
sample_case_remove (const char *folder)
{
  scratch_remove (folder);
}

MspCase *
sample_case_begin (const char *path, const char *key_file)
{
  static const char *const roots[] = { "leak", "/srv/leak", NULL };
  static const char *const options[] = { "--exclude", "*.bak", NULL };
  MspLimits limits;
  g_autoptr (GError) error = NULL;

  msp_limits_init (&limits);
  MspRunRecord run = { "0.1.0", "feed", "landlock+seccomp", "fast", roots, options, &limits, 1675418400, 0 };
  MspCase *self = msp_case_create (path, key_file, &run, &error);
  g_assert_no_error (error);
  return self;
}

static MspFinding
make_finding (const char *detector, MspCategory category, guint confidence, const char *masked, guint8 value, guint8 person)
{
  MspFinding finding = {
    .section = "1", .start = 10, .end = 21, .detector = detector, .category = category, .sensitivity = 90,
    .confidence = (guint8) confidence, .band = msp_band_from_confidence (confidence), .masked = masked,
    .reasons = "rule V1; label \"ssn\" 3 bytes before", .occurrences = 1, .distinct = 1,
    .link = person != 0 ? MSP_LINK_PERSON : MSP_LINK_NONE,
  };

  memset (finding.value_key, value, sizeof finding.value_key);
  memset (finding.person_key, person, sizeof finding.person_key);
  memset (finding.name_key, person, sizeof finding.name_key);
  if (person != 0)
    finding.person = "R** J***";
  return finding;
}

static void
put_message (MspSink *sink, MspMessageRecord *message)
{
  g_autofree char *id = msp_hash_dup_id (message->locator);
  g_autoptr (GError) error = NULL;

  message->id = id;
  msp_sink_message (sink, message, &error);
  g_assert_no_error (error);
}

static void
put_source (MspSink *sink, const MspSourceRecord *source)
{
  g_autoptr (GError) error = NULL;

  msp_sink_source (sink, source, &error);
  g_assert_no_error (error);
}

static void
put_worst_message (MspSink *sink)
{
  MspFinding findings[] = {
    make_finding ("us_ssn", MSP_CATEGORY_GOVID, 97, "***-**-1120", 0x11, 0xa1),
    make_finding ("us_ssn", MSP_CATEGORY_GOVID, 90, "***-**-1120", 0x11, 0xa1),
    make_finding ("pan", MSP_CATEGORY_FIN, 88, "=cmd|'/c calc'!A1", 0x22, 0xa2),
    make_finding ("email", MSP_CATEGORY_CONTACT, 60, "j***@example.org", 0x33, 0xa3),
  };
  MspPartRecord parts[] = {
    { "1", "text/plain", NULL, NULL, 300, 280, MSP_FATE_READ, MSP_REASON_NONE },
    { "2", "application/zip", NULL, "+pay\nroll.zip", 200, 0, MSP_FATE_OPAQUE, MSP_REASON_ENCRYPTED },
  };
  MspProblem problem = { "leak/jane.mbox@0#2", MSP_FATE_OPAQUE, MSP_REASON_ENCRYPTED, "a password is needed" };
  MspMessageRecord message = {
    .locator = "leak/jane.mbox@0", .source = "leak/jane.mbox", .kind = MSP_MESSAGE_MAIL, .offset = 0, .size = 600,
    .mailbox = "jane", .folder = "Inbox", .labels = "", .date = 1675418400,
    .from = "Jane <jane@example.org>", .recipients = "bob@example.org",
    .subject = "=HYPERLINK(\"x\")\r\n\"quoted\", \xe2\x80\xa8 \x1b[31m", .message_id = "a@example.org", .score = 93,
    .score_max = 98, .severity = MSP_SEVERITY_CRITICAL, .score_reasons = "govid 92; fin 78", .persons = 2,
    .bytes = { 400, 0, 200, 0, 0 }, .parts = parts, .n_parts = 2, .findings = findings, .n_findings = 4, .problems = &problem,
    .n_problems = 1,
  };

  findings[1].flags = MSP_FINDING_QUOTED;
  findings[2].label = "-card";
  put_message (sink, &message);
}

static void
put_small_messages (MspSink *sink)
{
  MspFinding finding = make_finding ("us_ssn", MSP_CATEGORY_GOVID, 50, "***-**-1120", 0x11, 0xa4);
  MspMessageRecord message = {
    .locator = "leak/jane.mbox@600", .source = "leak/jane.mbox", .kind = MSP_MESSAGE_MAIL, .offset = 600, .size = 150,
    .mailbox = "jane", .folder = "Sent", .labels = "a,b", .date = MSP_DATE_UNKNOWN,
    .from = "jane@example.org", .recipients = "", .subject = "\xe2\x80\xaegnp.exe \xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e",
    .message_id = "", .score = 45, .score_max = 45, .severity = MSP_SEVERITY_MODERATE, .score_reasons = "govid 45",
    .bytes = { 150 }, .findings = &finding, .n_findings = 1,
  };

  put_message (sink, &message);
  message = (MspMessageRecord) {
    .locator = "leak/jane.mbox@750", .source = "leak/jane.mbox", .kind = MSP_MESSAGE_MAIL, .offset = 750, .size = 50,
    .mailbox = "jane", .folder = "Sent", .labels = "", .date = 1675504800, .from = "", .recipients = "", .subject = "nothing",
    .message_id = "", .severity = MSP_SEVERITY_NONE, .score_reasons = "", .bytes = { 50 },
  };
  put_message (sink, &message);
}

static void
put_document (MspSink *sink)
{
  MspFinding finding = make_finding ("private_key", MSP_CATEGORY_CRED, 99, "private key", 0x44, 0);
  MspMessageRecord message = {
    .locator = "leak/files.zip!/a.txt@0", .source = "leak/files.zip!/a.txt", .kind = MSP_MESSAGE_DOCUMENT, .size = 40,
    .mailbox = "", .folder = "", .labels = "", .date = MSP_DATE_UNKNOWN, .from = "", .recipients = "", .subject = "a.txt",
    .message_id = "", .score = 94, .score_max = 94, .severity = MSP_SEVERITY_CRITICAL, .score_reasons = "cred 94; floor F5 85",
    .bytes = { 40 }, .findings = &finding, .n_findings = 1,
  };

  put_message (sink, &message);
}

static const char sha[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

static void
put_mailbox (MspSink *sink)
{
  put_worst_message (sink);
  put_small_messages (sink);
  put_source (sink, &(MspSourceRecord) { "leak/jane.mbox@800", "leak/jane.mbox", "unrecognised", 20, NULL, 0, G_MAXUINT64,
                                         MSP_FATE_FAILED, MSP_REASON_DAMAGED, "no separator", { 0, 0, 0, 20, 0 } });
  put_source (sink, &(MspSourceRecord) { "leak/jane.mbox", NULL, "mbox", 820, sha, 3, G_MAXUINT64,
                                         MSP_FATE_PARTIAL, MSP_REASON_DAMAGED, NULL, { 600, 0, 200, 20, 0 } });
}

static void
put_archive (MspSink *sink)
{
  put_document (sink);
  put_source (sink, &(MspSourceRecord) { "leak/files.zip!/a.txt", "leak/files.zip", "text", 40, NULL, 0, G_MAXUINT64,
                                         MSP_FATE_READ, MSP_REASON_NONE, NULL, { 40 } });
  put_source (sink, &(MspSourceRecord) { "leak/files.zip", NULL, "zip", 120, sha, 0, G_MAXUINT64,
                                         MSP_FATE_READ, MSP_REASON_NONE, NULL, { 120 } });
}

static void
put_broken (MspSink *sink)
{
  MspProblem problem = { "leak/broken.pst", MSP_FATE_FAILED, MSP_REASON_DAMAGED, "the header contradicts the format" };
  g_autoptr (GError) error = NULL;

  put_source (sink, &(MspSourceRecord) { "leak/broken.pst", NULL, "pst", 60, sha, 0, G_MAXUINT64,
                                         MSP_FATE_FAILED, MSP_REASON_DAMAGED, "the header contradicts the format",
                                         { 0, 0, 0, 60, 0 } });
  msp_sink_problem (sink, &problem, &error);
  g_assert_no_error (error);
}

void
sample_case_fill (MspSink *sink)
{
  put_mailbox (sink);
  put_archive (sink);
  put_broken (sink);
}

MspCase *
sample_case_new_shard (const char *path, const char *key_file, guint shard)
{
  static void (*const shards[]) (MspSink *) = { put_mailbox, put_archive, put_broken };
  MspCase *self = sample_case_begin (path, key_file);
  g_autoptr (GError) error = NULL;

  shards[shard] (msp_case_get_sink (self));
  msp_case_finish (self, 1675418460, &error);
  g_assert_no_error (error);
  return self;
}

MspCase *
sample_case_new_reversed (const char *path)
{
  MspCase *self = sample_case_begin (path, NULL);
  MspSink *sink = msp_case_get_sink (self);
  g_autoptr (GError) error = NULL;

  put_broken (sink);
  put_archive (sink);
  put_mailbox (sink);
  msp_case_finish (self, 1700000000, &error);
  g_assert_no_error (error);
  return self;
}

MspCase *
sample_case_new (const char *path, const char *key_file)
{
  MspCase *self = sample_case_begin (path, key_file);
  g_autoptr (GError) error = NULL;

  sample_case_fill (msp_case_get_sink (self));
  msp_case_finish (self, 1675418460, &error);
  g_assert_no_error (error);
  return self;
}
