/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A connection of Zeek's conn.log as flows. */

#include "evidence/event.h"

#include "base/span.h"

typedef enum {
  MSP_ZEEK_TIME, MSP_ZEEK_ID, MSP_ZEEK_ORIGINATOR, MSP_ZEEK_RESPONDER, MSP_ZEEK_PORT, MSP_ZEEK_DURATION,
  MSP_ZEEK_ORIGINATOR_BYTES, MSP_ZEEK_RESPONDER_BYTES, MSP_ZEEK_ORIGINATOR_IP_BYTES, MSP_ZEEK_RESPONDER_IP_BYTES,
  MSP_ZEEK_LOCAL_ORIGINATOR, MSP_ZEEK_LOCAL_RESPONDER,
  MSP_ZEEK_N,
} MspZeekField;

/* The field of that name in conn.log, MSP_ZEEK_N for others. */
MspZeekField msp_zeek_field_find (MspSpan name);

/* Its name. Static. */
const char  *msp_zeek_field_get_name (MspZeekField field);

/* Sends a flow for each side that sent bytes, passes a connection without any, rejects what is none. values are empty where a
   field is unset. Where Zeek was told which networks are its own, what comes in from outside is left out. */
gboolean     msp_zeek_flow_send  (const MspSpan values[MSP_ZEEK_N], guint64 line, MspEventSink *sink, GError **error);
