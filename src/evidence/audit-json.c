/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/audit-readers.h"

#include <glib/gi18n-lib.h>

#include "evidence/audit-names.h"
#include "evidence/audit-record.h"
#include "evidence/json-records.h"
#include "evidence/tidy.h"

/* Audit records of Microsoft 365 as JSON: blobs of the Management Activity API, JSON lines, pages of Graph, rows of OfficeActivity and
   CloudAppEvents, files of collectors. Which it is shows in each record. */

typedef struct {
  MspJsonRecords  records;
  MspTree        *tree;
  MspAudit       *audit;
  MspEventSink   *sink;
} Reader;

static gboolean
has_word (MspSpan head, const char *word)
{
  return memmem (head.data, head.len, word, strlen (word)) != NULL;
}

static int
bid (MspSpan head)
{
  gsize at = msp_span_has_prefix (head, "\xef\xbb\xbf") ? 3 : 0;

  while (at < head.len && g_ascii_isspace (head.data[at]))
    at++;
  if (at >= head.len || (head.data[at] != '{' && head.data[at] != '['))
    return 0;
  if (has_word (head, "\"AuditData\"") || has_word (head, "\"auditData\"") || has_word (head, "\"RawEventData\"")
      || has_word (head, "\"OfficeWorkload\"") || has_word (head, "\"MailItemsAccessed\""))
    return 95;
  return has_word (head, "\"Operation\"") && (has_word (head, "\"CreationTime\"") || has_word (head, "\"RecordType\"")) ? 90 : 0;
}

/* The record that an object wraps, itself if it wraps none; 0 if the wrapped one is damaged. */
static MspNode
unwrap (MspTree *tree, MspNode *object)
{
  static const char *const keys[] = { "AuditData", "auditData", "RawEventData" };
  MspNode inner = msp_tree_get (tree, *object, "properties");

  /* Event hubs put rows of tables in another wrapper. */
  if (inner != 0 && msp_tree_get (tree, *object, "Operation") == 0 && msp_tree_unfold (tree, inner))
    *object = inner;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      inner = msp_tree_get (tree, *object, keys[i]);
      if (inner != 0)
        return msp_tree_unfold (tree, inner) ? inner : 0;
    }
  return *object;
}

static gboolean
send_record (Reader *self, MspNode object, GError **error)
{
  MspTree *tree = self->tree;
  MspNode record = unwrap (tree, &object), time = msp_audit_find_time (tree, object);
  MspAuditOuter outer = { .line = self->records.number, .time = msp_tree_text (tree, time), .id = "", .operation = "", .user = "" };
  MspAuditResult result;

  if (time != 0)
    (void) msp_audit_is_time (msp_tree_get_key (tree, time), &outer.is_utc);
  msp_audit_rename (tree, object);
  outer.id = msp_tree_get_text (tree, object, "Id");
  outer.operation = msp_tree_get_text (tree, object, "Operation");
  outer.user = msp_tree_get_text (tree, object, "UserId");
  if (msp_tree_get_kind (tree, record) != MSP_NODE_OBJECT)
    {
      self->sink->reject (self->sink, outer.line, "its AuditData is no JSON object");
      return TRUE;
    }
  result = msp_audit_send (self->audit, record, &outer, error);
  if (result == MSP_AUDIT_AMBIGUOUS)
    {
      self->sink->mark (self->sink, MSP_MARK_DATE_ORDER);
      self->sink->reject (self->sink, outer.line, "day and month of its time cannot be told apart");
    }
  return result != MSP_AUDIT_FAILED;
}

static gboolean
read_record (Reader *self, GError **error)
{
  MspJsonRecords *records = &self->records;
  const char *reason = "it holds NUL bytes";
  MspNode object = 0;

  msp_tree_clear (self->tree);
  if (msp_tidy_text (records->text, records->len))
    object = msp_tree_parse (self->tree, records->text, records->len, &reason);
  if (object != 0)
    return send_record (self, object, error);
  self->sink->reject (self->sink, records->number, reason);
  return TRUE;
}

static gboolean
read_all (Reader *self, GError **error)
{
  MspJsonRecords *records = &self->records;
  MspRecordResult result;

  while ((result = msp_json_records_next (records)) != MSP_RECORD_END)
    if (result == MSP_RECORD_REJECTED)
      self->sink->reject (self->sink, records->number, records->reason);
    else if (!read_record (self, error))
      return FALSE;
  if (records->has_next_page)
    self->sink->mark (self->sink, MSP_MARK_NEXT_LINK);
  if (records->is_cut || records->window.failure != NULL)
    self->sink->mark (self->sink, MSP_MARK_CUT);
  if (records->window.failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&records->window.failure));
  return FALSE;
}

static gboolean
read_stream (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, GError **error)
{
  g_autoptr (MspTree) tree = msp_tree_new ();
  g_autoptr (MspAudit) audit = msp_audit_new (tree, options, sink);
  Reader self = { .tree = tree, .audit = audit, .sink = sink };
  gboolean is_read;

  msp_json_records_init (&self.records, stream);
  is_read = read_all (&self, error);
  msp_json_records_clear (&self.records);
  return is_read;
}

const MspEvidenceReader msp_audit_json_reader = { "audit-json", N_("Microsoft 365 audit records (JSON)"), bid, read_stream };
