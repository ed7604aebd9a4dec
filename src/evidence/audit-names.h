/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The names that Log Analytics (OfficeActivity) gives to the keys of AuditData. */

#include "evidence/json-tree.h"

/* The key of AuditData for a column; column itself, if it is called the same. */
const char *msp_audit_get_key    (const char *column);

/* Renames all members of object. */
void        msp_audit_rename     (MspJsonTree *tree, MspNode object);

/* The first member of object among the names that wrappers give to the time of a record, 0 if there is none. */
MspNode     msp_audit_find_time  (const MspJsonTree *tree, MspNode object);

/* Whether a column of that name holds the time of a record; *out_is_utc whether the name promises UTC. */
gboolean    msp_audit_is_time    (const char *column, gboolean *out_is_utc);
