/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* mailspill access as a whole: evidence read, joined with the case, and the case's tables of access filled anew. What comes out depends
   on the case, the content of the evidence and the options alone. */

#include <glib.h>

#include "access/actors.h"
#include "access/digests.h"
#include "access/gather.h"
#include "access/grounds.h"
#include "model/search.h"

typedef enum { MSP_SCOPE_BOTH, MSP_SCOPE_FOLDER, MSP_SCOPE_MAILBOX } MspSyncScope;
typedef enum { MSP_UNKNOWN_REPORT, MSP_UNKNOWN_HOSTILE, MSP_UNKNOWN_TRUSTED } MspUnknownActor;

typedef struct {
  const char *const   *evidence;       /* paths, NULL-terminated */
  const MspActorRules *rules;
  MspEvidenceOptions   reading;
  MspEvidenceReadFunc  read;           /* NULL: evidence is read in this process */
  gpointer             read_data;
  const char          *window;         /* "START/END", or NULL */
  const char          *mailbox_map, *folder_map, *audit_config;   /* CSV files, or NULL */
  const char *const   *facts;          /* what the operator states, NULL-terminated, or NULL: kept beside, never mixed in */
  MspSyncScope         scope;
  MspUnknownActor      unknown;
  gint64               as_of;          /* or MSP_TIME_UNKNOWN: the newest record's */
  guint                retention;      /* days, 0: not stated */
  guint                compression;    /* of what left, at best: for the bound of bytes */
  MspSearchSource      search;         /* in mail read again from its sources, or NULL: nobody can */
  gpointer             search_data;
  MspDigestSource      digests;        /* of mail read again, or NULL */
  gpointer             digests_data;
  MspHashes            hashes;
  gboolean             joins_weakly;   /* mail without an id by subject and size: see access/weak.h */
} MspAccessOptions;

/* Fills the tables of the case at path, of which nobody else may have it open. *out_complete: all evidence was read to its end, and says
   that it is complete. MSP_ACCESS_ERROR, MSP_STORE_ERROR, G_FILE_ERROR. */
gboolean msp_access_run (const char *path, const MspAccessOptions *options, gboolean *out_complete, GError **error);
