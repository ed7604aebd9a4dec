/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/audit-readers.h"

#include <glib/gi18n-lib.h>

#include "evidence/audit-names.h"
#include "evidence/audit-record.h"
#include "evidence/json-reader.h"

/* Audit records of Microsoft 365 as JSON: blobs of the Management Activity API, JSON lines, pages of Graph, rows of
   OfficeActivity and CloudAppEvents, files of collectors. Which it is shows in each record. */

typedef struct {
  MspJsonTree      *tree;
  MspAudit     *audit;
  MspEventSink *sink;
} Reader;

static int
bid (MspSpan head)
{
  static const char *const words[] = {
    "\"AuditData\"", "\"auditData\"", "\"RawEventData\"", "\"OfficeWorkload\"", "\"MailItemsAccessed\"",
  };

  if (!msp_json_looks (head))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (msp_json_has (head, words[i]))
      return 95;
  if (!msp_json_has (head, "\"Operation\""))
    return 0;
  return msp_json_has (head, "\"CreationTime\"") || msp_json_has (head, "\"RecordType\"") ? 90 : 0;
}

/* The record that an object wraps, itself if it wraps none; 0 if the wrapped one is damaged. */
static MspNode
unwrap (MspJsonTree *tree, MspNode *object)
{
  static const char *const keys[] = { "AuditData", "auditData", "RawEventData" };
  MspNode inner = msp_json_tree_get (tree, *object, "properties");

  /* Event hubs put rows of tables in another wrapper. */
  if (inner != 0 && msp_json_tree_get (tree, *object, "Operation") == 0 && msp_json_tree_unfold (tree, inner))
    *object = inner;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      inner = msp_json_tree_get (tree, *object, keys[i]);
      if (inner != 0)
        return msp_json_tree_unfold (tree, inner) ? inner : 0;
    }
  return *object;
}

static gboolean
take_record (gpointer data, MspNode object, guint64 number, GError **error)
{
  Reader *self = data;
  MspJsonTree *tree = self->tree;
  MspNode record = unwrap (tree, &object), time = msp_audit_find_time (tree, object);
  MspAuditOuter outer = { .line = number, .time = msp_json_tree_text (tree, time), .id = "", .operation = "", .user = "" };
  MspAuditResult result;

  if (time != 0)
    (void) msp_audit_is_time (msp_json_tree_get_key (tree, time), &outer.is_utc);
  msp_audit_rename (tree, object);
  outer.id = msp_json_tree_get_text (tree, object, "Id");
  outer.operation = msp_json_tree_get_text (tree, object, "Operation");
  outer.user = msp_json_tree_get_text (tree, object, "UserId");
  if (msp_json_tree_get_kind (tree, record) != MSP_NODE_OBJECT)
    {
      msp_audit_reject (self->sink, &outer, "its AuditData is no JSON object");
      return TRUE;
    }
  result = msp_audit_send (self->audit, record, &outer, error);
  if (result == MSP_AUDIT_AMBIGUOUS)
    {
      self->sink->mark (self->sink, MSP_MARK_DATE_ORDER);
      self->sink->reject (self->sink, outer.line, "day and month of its time cannot be told apart", NULL);
    }
  return result != MSP_AUDIT_FAILED;
}

static gboolean
read_stream (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, GError **error)
{
  g_autoptr (MspJsonTree) tree = msp_json_tree_new ();
  g_autoptr (MspAudit) audit = msp_audit_new (tree, options, sink);
  Reader self = { tree, audit, sink };

  return msp_json_read (stream, tree, sink, take_record, &self, error);
}

const MspEvidenceReader msp_audit_json_reader = { "audit-json", N_("Microsoft 365 audit records (JSON)"), bid, read_stream };
