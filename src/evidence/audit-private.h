/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files audit-*.c share: one record on its way to events. */

#include "evidence/audit-record.h"

#define MSP_AUDIT_FLATTENED "its nested fields were lost (\"System.Object[]\"): export AuditData as JSON"

struct _MspAudit {
  MspJsonTree                  *tree;
  const MspEvidenceOptions *options;
  MspEventSink             *sink;
  MspNode                   root;
  MspEvent                  event;         /* what all events of the record have in common */
  GArray                   *items;         /* of MspEventItem */
  GStringChunk             *texts;         /* made for this record */
  GPtrArray                *lists;         /* of string arrays made for this record */
  gboolean                  is_flattened;  /* a list that matters was lost by the collector */
  gboolean                  is_cut;        /* … a cell of a table too long for it */
  gboolean                  is_of_items;   /* a record of one mailbox about items in it */
};

/* The member of the record, an object or array whose text is unfolded; 0 if there is none. Notes where it was flattened. */
MspNode     msp_audit_get_list     (MspAudit *self, const char *key);

/* The elements of a list, one after another; a collector may have taken the list off its only element. Notes where they were
   flattened. 0 behind the last. */
MspNode     msp_audit_first        (MspAudit *self, MspNode list);
MspNode     msp_audit_next         (MspAudit *self, MspNode list, MspNode node);

/* The value of a name in a list of {Name, Value}, in an object, or in text "name:value"; 0 or "" if there is none. */
MspNode     msp_audit_find_value   (MspAudit *self, MspNode list, const char *name);
const char *msp_audit_get_value    (MspAudit *self, MspNode list, const char *name);

/* The mailbox that a command with these parameters is about, as it names it; that of the record if it names none. */
const char *msp_audit_get_mailbox  (MspAudit *self, MspNode parameters);

/* Sends the event with the items gathered. */
gboolean    msp_audit_emit         (MspAudit *self, MspEvent *event, GError **error);

/* Each sends what the record says, after what its table row in audit-record.c says it is. */
gboolean    msp_audit_send_access     (MspAudit *self, GError **error);   /* audit-items.c */
gboolean    msp_audit_send_attachment (MspAudit *self, GError **error);
gboolean    msp_audit_send_item       (MspAudit *self, GError **error);   /* one Item, opened */
gboolean    msp_audit_send_sent       (MspAudit *self, GError **error);
gboolean    msp_audit_send_moved      (MspAudit *self, GError **error);
gboolean    msp_audit_send_deleted    (MspAudit *self, GError **error);
gboolean    msp_audit_send_copied     (MspAudit *self, GError **error);
gboolean    msp_audit_send_rule       (MspAudit *self, GError **error);   /* audit-rule.c */
gboolean    msp_audit_send_outlook_rule (MspAudit *self, GError **error);
gboolean    msp_audit_send_mailbox    (MspAudit *self, GError **error);   /* Set-Mailbox */
gboolean    msp_audit_send_control    (MspAudit *self, GError **error);   /* audit-control.c */
gboolean    msp_audit_send_export     (MspAudit *self, GError **error);
gboolean    msp_audit_send_search     (MspAudit *self, GError **error);
gboolean    msp_audit_send_login      (MspAudit *self, GError **error);
gboolean    msp_audit_send_other      (MspAudit *self, GError **error);

/* Addresses or words of a value that lists them by separators; NULL if there are none. Lives as long as the record. */
const char *const *msp_audit_split    (MspAudit *self, MspNode value, const char *separators);
