/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Gmail log events, whether as rows of BigQuery or as activities of the Reports API. */

#include "evidence/event.h"
#include "evidence/json-tree.h"

/* The field of that name: a member of an object, or an entry of a list of parameters ({"name":…,"value":…}, with intValue,
   boolValue, multiValue, messageValue and multiMessageValue too). 0 if there is none. */
MspNode     msp_google_get      (MspJsonTree *tree, MspNode fields, const char *name);
const char *msp_google_get_text (MspJsonTree *tree, MspNode fields, const char *name);

/* Sends what event_info and message_info among fields say; event holds what is known besides: mailbox, time, address. */
gboolean    msp_gmail_send      (MspJsonTree *tree, MspNode fields, MspEvent *event, MspEventSink *sink, GError **error);
