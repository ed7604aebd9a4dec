/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/zeek.h"

#include <glib/gi18n-lib.h>

#include "evidence/json-reader.h"
#include "evidence/zeek-flow.h"

#define BID 93

/* Counts as plain digits: JSON may write them with an exponent. */
static MspSpan
get_value (const MspJsonTree *tree, MspNode object, MspZeekField field, char room[24])
{
  const char *name = msp_zeek_field_get_name (field);
  MspNode node = msp_json_tree_get (tree, object, name);

  if (msp_json_tree_get_kind (tree, node) != MSP_NODE_NUMBER || field == MSP_ZEEK_TIME || field == MSP_ZEEK_DURATION)
    return msp_span_from_string (msp_json_tree_text (tree, node));
  g_snprintf (room, 24, "%" G_GUINT64_FORMAT, msp_json_tree_get_count (tree, object, name));
  return msp_span_from_string (room);
}

typedef struct {
  MspJsonTree  *tree;
  MspEventSink *sink;
} Reader;

static gboolean
send_object (gpointer data, MspNode object, guint64 number, GError **error)
{
  Reader *self = data;
  char rooms[MSP_ZEEK_N][24];
  MspSpan values[MSP_ZEEK_N];

  for (guint i = 0; i < MSP_ZEEK_N; i++)
    values[i] = get_value (self->tree, object, (MspZeekField) i, rooms[i]);
  return msp_zeek_flow_send (values, number, self->sink, error);
}

static gboolean
read_json (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, GError **error)
{
  g_autoptr (MspJsonTree) tree = msp_json_tree_new ();
  Reader self = { tree, sink };

  return msp_json_read (stream, tree, sink, send_object, &self, error);
}

static int
bid (MspSpan head)
{
  return msp_json_looks (head) && msp_json_has (head, "\"id.orig_h\"") && msp_json_has (head, "\"conn_state\"") ? BID : 0;
}

const MspEvidenceReader msp_zeek_json_reader = { "zeek-conn-json", N_("Zeek conn.log (JSON)"), bid, read_json };
