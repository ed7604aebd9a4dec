/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/audit-names.h"

#include <string.h>

const char *
msp_audit_get_key (const char *column)
{
  static const struct { const char *column, *key; } names[] = {
    { "OfficeId", "Id" }, { "OfficeWorkload", "Workload" }, { "Client_IPAddress", "ClientIPAddress" },
    { "Logon_Type", "LogonType" }, { "OfficeObjectId", "ObjectId" }, { "Operations", "Operation" },
    { "UserIds", "UserId" }, { "ActionType", "Operation" },
    { "RecordId", "Id" }, { "Identity", "Id" }, { "id", "Id" }, { "operation", "Operation" }, { "userId", "UserId" },
    { "userPrincipalName", "UserId" }, { "clientIp", "ClientIP" }, { "IPAddress", "ClientIP" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (column[0] == names[i].column[0] && strcmp (column, names[i].column) == 0)
      return names[i].key;
  return column;
}

void
msp_audit_rename (MspJsonTree *tree, MspNode object)
{
  for (MspNode node = msp_json_tree_first (tree, object); node != 0; node = msp_json_tree_next (tree, node))
    msp_json_tree_set_key (tree, node, msp_audit_get_key (msp_json_tree_get_key (tree, node)));
}

gboolean
msp_audit_is_time (const char *column, gboolean *out_is_utc)
{
  static const struct { const char *column; gboolean is_utc; } names[] = {
    { "CreationTime", TRUE }, { "TimeGenerated [UTC]", TRUE }, { "TimeGenerated", TRUE }, { "TimeGenerated [Local Time]", FALSE },
    { "Timestamp", TRUE }, { "Timestamp [UTC]", TRUE }, { "createdDateTime", TRUE }, { "CreationDate", FALSE }, { "time", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (column[0] == names[i].column[0] && strcmp (column, names[i].column) == 0)
      {
        *out_is_utc = names[i].is_utc;
        return TRUE;
      }
  return FALSE;
}

MspNode
msp_audit_find_time (const MspJsonTree *tree, MspNode object)
{
  gboolean is_utc;

  for (MspNode node = msp_json_tree_first (tree, object); node != 0; node = msp_json_tree_next (tree, node))
    if (msp_audit_is_time (msp_json_tree_get_key (tree, node), &is_utc) && *msp_json_tree_text (tree, node) != '\0')
      return node;
  return 0;
}
