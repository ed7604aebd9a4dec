/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/analyser.h"

#include "base/keyed-hash.h"
#include "detect/company.h"
#include "model/locator.h"
#include "pipeline/thread.h"
#include "pipeline/units.h"
#include "score/score.h"

struct _MspAnalyser {
  MspAnalyserConfig config;
  MspMime          *mime;
  MspDetector      *detector;
  MspUnits          units;
  GString          *recipients;
  GArray           *problems;   /* MspProblem */
  GArray           *keys;       /* of the message's conversation */
};

MspAnalyser *
msp_analyser_new (const MspAnalyserConfig *config)
{
  MspAnalyser *self = g_new0 (MspAnalyser, 1);

  self->config = *config;
  self->mime = msp_mime_new (config->engine, config->limits);
  self->detector = msp_detector_new (config->patterns, config->key, config->limits->findings);
  msp_units_init (&self->units, self->mime, config->engine, self->detector, config->limits);
  self->recipients = g_string_new (NULL);
  self->problems = g_array_new (FALSE, FALSE, sizeof (MspProblem));
  self->keys = g_array_new (FALSE, FALSE, MSP_VALUE_KEY_LEN);
  return self;
}

void
msp_analyser_observe (MspAnalyser *self, MspAnalyserObserver observer, gpointer data)
{
  self->units.observer = observer;
  self->units.observer_data = data;
}

MspDetector *
msp_analyser_get_detector (MspAnalyser *self)
{
  return self->detector;
}

static void
join_recipients (GString *out, const MspMailHeaders *headers)
{
  const char *const lists[] = { headers->to, headers->cc, headers->bcc };

  g_string_truncate (out, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (lists[i] != NULL && *lists[i] != '\0')
      {
        if (out->len > 0)
          g_string_append (out, ", ");
        g_string_append (out, lists[i]);
      }
}

/* What was left out of the message as a whole, every part that failed or was cut, and what is to be said of those read. */
static void
collect_problems (MspAnalyser *self, const MspAnalyserInput *input, const MspMail *mail)
{
  const GArray *parts = self->units.parts;

  g_array_set_size (self->problems, 0);
  if (input->truncated || (mail != NULL && mail->reason != MSP_REASON_NONE))
    {
      const MspProblem problem = {
        input->locator, MSP_FATE_PARTIAL, input->truncated ? input->reason : mail->reason,
        input->truncated ? input->detail : mail->detail,
      };

      g_array_append_val (self->problems, problem);
    }
  for (guint i = 0; i < parts->len; i++)
    {
      const MspPartRecord *part = &g_array_index (parts, MspPartRecord, i);

      if (part->fate != MSP_FATE_FAILED && part->fate != MSP_FATE_PARTIAL && (part->fate != MSP_FATE_READ || part->detail == NULL))
        continue;
      g_autoptr (GString) locator = g_string_new (input->locator);
      msp_locator_append_place (locator, part->section);
      const MspProblem problem = {
        g_string_chunk_insert (self->units.strings, locator->str), part->fate, part->reason, part->detail,
      };

      g_array_append_val (self->problems, problem);
    }
}

/* A message that its container turned into mail may be longer than it is there: its parts share the bytes that there are. */
static void
fit_parts (GArray *parts, const MspAnalyserInput *input)
{
  for (guint i = 0; i < parts->len && input->bytes.len > input->size; i++)
    {
      MspPartRecord *part = &g_array_index (parts, MspPartRecord, i);

      part->raw_size = (guint64) ((double) part->raw_size * (double) input->size / (double) input->bytes.len);
    }
}

/* Raw bytes by fate: each leaf's own, what lies beyond a limit, and the rest (headers, boundaries, separator) as read. */
static void
account (const GArray *parts, const MspAnalyserInput *input, gsize header_unread, guint64 *bytes)
{
  guint64 left = input->size, unseen = input->truncated ? input->size - MIN (input->size, input->bytes.len) : 0;

  memset (bytes, 0, MSP_N_FATES * sizeof *bytes);
  unseen += MIN (header_unread, input->size - unseen);
  bytes[MSP_FATE_PARTIAL] = unseen;
  left -= unseen;
  for (guint i = 0; i < parts->len; i++)
    {
      const MspPartRecord *part = &g_array_index (parts, MspPartRecord, i);
      guint64 n = MIN (part->raw_size, left);

      bytes[part->fate] += n;
      left -= n;
    }
  bytes[MSP_FATE_READ] += left;
}

static void
score (const MspFinding *findings, gsize n_findings, guint persons, const MspMail *mail, const guint64 *bytes, guint64 size,
       MspScore *out)
{
  MspScoreInput input = { .findings = findings, .n_findings = n_findings, .persons = persons, .bytes = size };

  input.unread = bytes[MSP_FATE_OPAQUE] + bytes[MSP_FATE_FAILED] + bytes[MSP_FATE_PARTIAL];
  for (gsize i = 0; mail != NULL && i < mail->n_parts; i++)
    if (mail->parts[i].role == MSP_PART_ENCRYPTED)
      {
        input.encrypted_body = TRUE;
        input.unread -= MIN (input.unread, mail->parts[i].raw_size);
      }
  for (gsize i = 0; i < n_findings; i++)
    if (findings[i].flags & MSP_FINDING_FORM && findings[i].confidence < 60)
      input.unreadable_form = TRUE;
  msp_score_message (&input, out);
}

/* The score if all paragraphs that may be boilerplate are: which of them are is known when the case is whole. */
static void
score_rest (const MspDetectResult *found, const MspMail *mail, MspMessageRecord *record, MspScore *out)
{
  g_autoptr (GArray) rest = NULL;

  for (gsize i = 0; i < found->n_findings && !record->has_rest; i++)
    record->has_rest = (found->findings[i].flags & MSP_FINDING_PARAGRAPH) != 0;
  if (!record->has_rest)
    return;
  rest = g_array_new (FALSE, FALSE, sizeof (MspFinding));
  for (gsize i = 0; i < found->n_findings; i++)
    if ((found->findings[i].flags & MSP_FINDING_PARAGRAPH) == 0)
      g_array_append_val (rest, found->findings[i]);
  score ((const MspFinding *) (const void *) rest->data, rest->len, found->persons, mail, record->bytes, record->size, out);
  record->rest_score = out->score;
  record->rest_score_max = out->score_max;
  record->rest_reasons = out->reasons;
}

/* The allowance for what a password opens: nothing of it is as hard to read for others as for us. */
#define LOCKED_ALLOWANCE 25

/* What password and locked attachment would be worth beside the other one: most messages have neither. */
static const MspThread *
fill_thread (MspAnalyser *self, const MspDetectResult *found, const MspMail *mail, const MspMessageRecord *record,
             MspThread *thread, MspScore *out)
{
  g_autoptr (GArray) raised = NULL;
  const MspFinding *password = msp_company_find_password (found->findings, found->n_findings);
  gboolean locked = mail != NULL && msp_detector_is_locked (self->detector);

  for (gsize i = 0; i < found->n_findings; i++)
    if (strcmp (found->findings[i].detector, "cred_attach") == 0)
      return NULL;
  if (mail == NULL || mail->headers.date == MSP_DATE_UNKNOWN || (password == NULL && !locked))
    return NULL;
  g_array_set_size (self->keys, 0);
  msp_thread_add_keys (self->keys, &mail->headers, self->config.key);
  *thread = (MspThread) { .is_locked = locked, .locked_max = MIN (100, record->score + LOCKED_ALLOWANCE), .has_password = password != NULL };
  thread->keys = (const guint8 (*)[MSP_VALUE_KEY_LEN]) (const void *) self->keys->data;
  thread->n_keys = self->keys->len;
  if (password == NULL)
    return thread;
  raised = g_array_sized_new (FALSE, FALSE, sizeof (MspFinding), (guint) found->n_findings);
  g_array_append_vals (raised, found->findings, (guint) found->n_findings);
  thread->position = (guint32) (password - found->findings);
  MspFinding *finding = &g_array_index (raised, MspFinding, thread->position);
  msp_detector_raise (self->detector, finding);
  thread->sensitivity = finding->sensitivity;
  thread->confidence = finding->confidence;
  score ((const MspFinding *) (const void *) raised->data, raised->len, found->persons, mail, record->bytes, record->size, out);
  thread->score = out->score;
  thread->score_max = out->score_max;
  thread->score_reasons = out->reasons;
  return thread;
}

/* Names of attachments are shown in reports, so findings in them are masked there too. */
static void
mask_filenames (MspAnalyser *self)
{
  for (guint i = 0; i < self->units.parts->len; i++)
    {
      MspPartRecord *part = &g_array_index (self->units.parts, MspPartRecord, i);

      if (part->filename == NULL)
        continue;
      g_autofree char *section = g_strconcat (part->section, ".name", NULL);
      g_autofree char *masked = msp_detector_dup_masked (self->detector, section, part->filename);
      part->filename = g_string_chunk_insert (self->units.strings, masked);
    }
}

/* The text was read; what was found in it beyond the limit is not listed. */
static void
note_dropped (MspAnalyser *self, const MspAnalyserInput *input, const MspDetectResult *found)
{
  if (found->dropped == 0)
    return;
  g_autofree char *detail = g_strdup_printf ("%u more findings than the limit findings keeps", found->dropped);
  const MspProblem problem = { input->locator, MSP_FATE_PARTIAL, MSP_REASON_LIMIT, g_string_chunk_insert (self->units.strings, detail) };

  g_array_append_val (self->problems, problem);
}

/* text as it may be shown, "" for NULL; borrowed until the next message. In most there is nothing to be masked. */
static const char *
mask (MspAnalyser *self, const MspDetectResult *found, const char *section, const char *text)
{
  if (text == NULL || found->n_findings == 0)
    return text != NULL ? text : "";
  g_autofree char *masked = msp_detector_dup_masked (self->detector, section, text);
  return g_string_chunk_insert (self->units.strings, masked);
}

/* Recipients masked field by field, since a finding's place is in its own field. */
static const char *
mask_recipients (MspAnalyser *self, const MspDetectResult *found, const MspMailHeaders *headers)
{
  const MspMailHeaders masked = {
    .to = mask (self, found, "to", headers->to), .cc = mask (self, found, "cc", headers->cc),
    .bcc = mask (self, found, "bcc", headers->bcc),
  };

  join_recipients (self->recipients, &masked);
  return self->recipients->str;
}

static gboolean
send (MspAnalyser *self, MspMessageRecord *record, const MspAnalyserInput *input, MspSink *sink, GError **error)
{
  g_autofree char *id = msp_hash_dup_id (input->locator);

  record->id = id;
  record->locator = input->locator;
  record->source = input->source;
  record->flags |= input->flags | (input->truncated ? MSP_MESSAGE_TRUNCATED : 0);
  record->offset = input->offset;
  record->size = input->size;
  record->mailbox = input->mailbox;
  record->folder = input->folder;
  record->parts = (const MspPartRecord *) (const void *) self->units.parts->data;
  record->n_parts = self->units.parts->len;
  record->problems = (const MspProblem *) (const void *) self->problems->data;
  record->n_problems = self->problems->len;
  return msp_sink_message (sink, record, error);
}

/* Scores what was found, completes the record and sends it. */
static gboolean
finish (MspAnalyser *self, const MspAnalyserInput *input, const MspMail *mail, const MspDetectResult *found,
        MspMessageRecord *record, MspSink *sink, GError **error)
{
  g_auto (MspScore) result = { 0 }, rest = { 0 }, opened = { 0 };
  MspThread thread;

  fit_parts (self->units.parts, input);
  account (self->units.parts, input, mail != NULL ? mail->header_unread : 0, record->bytes);
  score (found->findings, found->n_findings, found->persons, mail, record->bytes, input->size, &result);
  record->size = input->size;
  score_rest (found, mail, record, &rest);
  mask_filenames (self);
  collect_problems (self, input, mail);
  note_dropped (self, input, found);
  record->score = result.score;
  record->score_max = result.score_max;
  record->severity = result.severity;
  record->score_reasons = result.reasons != NULL ? result.reasons : "";
  record->thread = fill_thread (self, found, mail, record, &thread, &opened);
  record->persons = found->persons;
  record->suppressed = found->suppressed + found->dropped;
  record->findings = found->findings;
  record->n_findings = found->n_findings;
  return send (self, record, input, sink, error);
}

static guint32
get_flags (const MspMail *mail)
{
  guint32 flags = mail->headers.status;

  if (mail->headers.bulk)
    flags |= MSP_MESSAGE_BULK;
  if (mail->headers.journal)
    flags |= MSP_MESSAGE_JOURNAL;
  for (gsize i = 0; i < mail->n_parts; i++)
    if (mail->parts[i].role == MSP_PART_ENCRYPTED)
      flags |= MSP_MESSAGE_ENCRYPTED;
  return flags;
}

static gboolean
is_outside (const MspAnalyserConfig *config, gint64 date)
{
  gboolean bounded = config->since != G_MININT64 || config->until != G_MAXINT64;

  /* A message without a date is kept: leaving it out would be a guess. */
  return bounded && date != MSP_DATE_UNKNOWN && (date < config->since || date >= config->until);
}

/* S/MIME and PGP bodies are opened by keys, not by words. */
static void
note_locked (MspAnalyser *self, const MspMail *mail)
{
  for (guint i = 0; i < self->units.parts->len; i++)
    {
      const MspPartRecord *part = &g_array_index (self->units.parts, MspPartRecord, i);
      gsize at = 0;

      if (part->fate != MSP_FATE_OPAQUE || part->reason != MSP_REASON_ENCRYPTED)
        continue;
      while (at < mail->n_parts && g_strcmp0 (mail->parts[at].section, part->section) != 0)
        at++;
      if (at == mail->n_parts || mail->parts[at].role != MSP_PART_ENCRYPTED)
        {
          msp_detector_note_locked (self->detector, part->section);
          return;
        }
    }
}

gboolean
msp_analyser_message (MspAnalyser *self, const MspAnalyserInput *input, MspSink *sink, guint64 *out_bytes, GError **error)
{
  const MspMail *mail = msp_mime_parse (self->mime, input->bytes, input->truncated);
  const MspMailHeaders *headers = &mail->headers;
  gboolean good;

  memset (out_bytes, 0, MSP_N_FATES * sizeof *out_bytes);
  if (is_outside (&self->config, headers->date))
    {
      out_bytes[MSP_FATE_SKIPPED] = input->size;
      return TRUE;
    }
  const MspDetectMessage message = {
    .subject = headers->subject, .from = headers->from, .to = headers->to, .cc = headers->cc,
    .date = headers->date, .bulk = headers->bulk,
  };
  msp_units_reset (&self->units, input->size);
  msp_detector_begin (self->detector, &message);
  msp_units_scan_header (&self->units, headers);
  msp_units_scan_parts (&self->units, mail, headers->subject);
  note_locked (self, mail);
  const MspDetectResult *found = msp_detector_finish (self->detector);

  MspMessageRecord record = {
    .kind = MSP_MESSAGE_MAIL, .flags = get_flags (mail), .date = headers->date,
    .received = headers->received, .received_basis = headers->received_basis,
    .uid = input->is_in_mbox ? headers->uid : 0, .uid_validity = input->is_in_mbox ? headers->uid_validity : 0,
    .from = mask (self, found, "from", headers->from), .recipients = mask_recipients (self, found, headers),
    .subject = mask (self, found, "subject", headers->subject),
    .message_id = headers->message_id != NULL ? headers->message_id : "",
    .labels = headers->labels != NULL ? headers->labels : input->labels != NULL ? input->labels : "",
  };
  good = finish (self, input, mail, found, &record, sink, error);
  memcpy (out_bytes, record.bytes, sizeof record.bytes);
  return good;
}

gboolean
msp_analyser_document (MspAnalyser *self, const MspAnalyserInput *input, MspSink *sink, guint64 *out_bytes,
                       const char **out_kind, MspFate *out_fate, MspReason *out_reason, const char **out_detail, GError **error)
{
  const MspDetectMessage message = { .subject = input->name, .date = G_MININT64 };
  gboolean good = TRUE;

  msp_units_reset (&self->units, input->size);
  msp_detector_begin (self->detector, &message);
  msp_units_scan_document (&self->units, input->bytes, input->truncated, input->name);
  const MspDetectResult *found = msp_detector_finish (self->detector);

  const MspPartRecord part = g_array_index (self->units.parts, MspPartRecord, 0);
  MspMessageRecord record = {
    .kind = MSP_MESSAGE_DOCUMENT, .date = MSP_DATE_UNKNOWN, .from = "", .recipients = "",
    .subject = mask (self, found, "1.name", input->name), .message_id = "", .labels = "",
  };
  account (self->units.parts, input, 0, out_bytes);
  if ((part.text_size > 0 || self->units.parts->len > 1) && (!input->only_findings || found->n_findings > 0))
    good = finish (self, input, NULL, found, &record, sink, error);
  *out_kind = part.sniffed;
  *out_fate = input->truncated && part.fate == MSP_FATE_READ ? MSP_FATE_PARTIAL : part.fate;
  *out_reason = input->truncated && part.fate == MSP_FATE_READ ? MSP_REASON_LIMIT : part.reason;
  *out_detail = input->truncated && part.fate == MSP_FATE_READ ? input->detail : part.detail;
  return good;
}

gboolean
msp_analyser_fail (const MspAnalyserInput *input, MspReason reason, MspSink *sink, guint64 *out_bytes, GError **error)
{
  const MspProblem problem = { input->locator, MSP_FATE_FAILED, reason, "broke the process that read it" };
  g_autofree char *id = msp_hash_dup_id (input->locator);
  MspMessageRecord record = {
    .id = id, .locator = input->locator, .source = input->source, .kind = MSP_MESSAGE_MAIL, .flags = input->flags,
    .offset = input->offset, .size = input->size, .mailbox = input->mailbox, .folder = input->folder, .labels = "",
    .date = MSP_DATE_UNKNOWN, .from = "", .recipients = "", .subject = "", .message_id = "", .score_max = 15, .score_reasons = "",
    .problems = &problem, .n_problems = 1,
  };

  memset (out_bytes, 0, MSP_N_FATES * sizeof *out_bytes);
  out_bytes[MSP_FATE_FAILED] = record.bytes[MSP_FATE_FAILED] = input->size;
  return msp_sink_message (sink, &record, error);
}

void
msp_analyser_free (MspAnalyser *self)
{
  if (self == NULL)
    return;
  msp_units_clear (&self->units);
  msp_detector_free (self->detector);
  msp_mime_free (self->mime);
  g_string_free (self->recipients, TRUE);
  g_array_unref (self->problems);
  g_array_unref (self->keys);
  g_free (self);
}
