/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/event.h"

void
msp_event_init (MspEvent *self, MspEventKind kind)
{
  *self = (MspEvent) {
    .kind = kind, .id = "", .time = MSP_TIME_UNKNOWN, .end = MSP_TIME_UNKNOWN, .operation = "",
    .mailbox = "", .mailbox_guid = "", .mailbox_sid = "", .user = "", .ip = "", .session = "", .token = "", .sign_in = "",
    .app = "", .client_app = "", .client = "", .folder = "", .target = "", .path = "", .method = "", .server = "", .text = "",
  };
}

const char *
msp_event_kind_get_name (MspEventKind kind)
{
  static const char *const names[MSP_N_EVENTS] = {
    [MSP_EVENT_BIND] = "bind", [MSP_EVENT_SYNC] = "sync", [MSP_EVENT_ATTACHMENT] = "attachment", [MSP_EVENT_SEND] = "send",
    [MSP_EVENT_VIEW] = "view", [MSP_EVENT_DISPLAY] = "display", [MSP_EVENT_SEEN] = "seen",
    [MSP_EVENT_FETCH] = "fetch", [MSP_EVENT_SESSION] = "session",
    [MSP_EVENT_EXPORT] = "export", [MSP_EVENT_RULE] = "rule", [MSP_EVENT_MOVE] = "move", [MSP_EVENT_DELETE] = "delete",
    [MSP_EVENT_SEARCH] = "search", [MSP_EVENT_LOGIN] = "login", [MSP_EVENT_CONTROL] = "control", [MSP_EVENT_TRANSFER] = "transfer",
    [MSP_EVENT_REQUEST] = "request", [MSP_EVENT_FLOW] = "flow", [MSP_EVENT_SCAN] = "scan", [MSP_EVENT_OTHER] = "other",
  };

  return names[kind];
}
