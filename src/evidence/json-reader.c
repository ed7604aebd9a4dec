/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/json-reader.h"

#include "evidence/json-records.h"
#include "evidence/tidy.h"

gboolean
msp_json_looks (MspSpan head)
{
  gsize at = msp_span_has_prefix (head, "\xef\xbb\xbf") ? 3 : 0;

  while (at < head.len && g_ascii_isspace (head.data[at]))
    at++;
  return at < head.len && (head.data[at] == '{' || head.data[at] == '[');
}

gboolean
msp_json_has (MspSpan head, const char *word)
{
  return memmem (head.data, head.len, word, strlen (word)) != NULL;
}

/* The object that the record is; 0 with *out_reason set. */
static MspNode
parse (MspJsonRecords *records, MspJsonTree *tree, const char **out_reason)
{
  MspNode node;

  msp_json_tree_clear (tree);
  *out_reason = "it holds NUL bytes";
  if (!msp_tidy_text (records->text, records->len))
    return 0;
  node = msp_json_tree_parse (tree, records->text, records->len, out_reason);
  if (node == 0 || msp_json_tree_get_kind (tree, node) == MSP_NODE_OBJECT)
    return node;
  *out_reason = "it is no object";
  return 0;
}

static gboolean
read_all (MspJsonRecords *records, MspJsonTree *tree, MspEventSink *sink, MspJsonRecordFunc take, gpointer data, GError **error)
{
  MspRecordResult result;

  while ((result = msp_json_records_next (records)) != MSP_RECORD_END)
    {
      const char *reason = records->reason;
      MspNode node = result == MSP_RECORD_READ ? parse (records, tree, &reason) : 0;

      if (node == 0)
        sink->reject (sink, records->number, reason, NULL);
      else if (!take (data, node, records->number, error))
        return FALSE;
    }
  if (records->has_next_page)
    sink->mark (sink, MSP_MARK_NEXT_LINK);
  if (records->is_cut || records->window.failure != NULL)
    sink->mark (sink, MSP_MARK_CUT);
  if (records->window.failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&records->window.failure));
  return FALSE;
}

gboolean
msp_json_read (MspStream *stream, MspJsonTree *tree, MspEventSink *sink, MspJsonRecordFunc take, gpointer data, GError **error)
{
  MspJsonRecords records;
  gboolean is_read;

  msp_json_records_init (&records, stream);
  is_read = read_all (&records, tree, sink, take, data, error);
  msp_json_records_clear (&records);
  return is_read;
}
