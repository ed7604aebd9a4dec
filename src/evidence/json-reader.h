/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The loop that readers of JSON have in common: records to trees, damage to rejections, the state of the file to marks. */

#include "evidence/json-tree.h"
#include "evidence/reader.h"

/* Takes the record at node, an object; number is its line or place. FALSE with error: stop. */
typedef gboolean (*MspJsonRecordFunc) (gpointer data, MspNode node, guint64 number, GError **error);

/* Reads all of stream, each record into tree, cleared before. FALSE with error: take said so, or the stream cannot be read
   further. */
gboolean msp_json_read  (MspStream *stream, MspJsonTree *tree, MspEventSink *sink, MspJsonRecordFunc take, gpointer data,
                         GError **error);

/* Whether head begins as JSON does: with a brace or bracket. */
gboolean msp_json_looks (MspSpan head);

/* Whether word stands anywhere in head. */
gboolean msp_json_has   (MspSpan head, const char *word);
