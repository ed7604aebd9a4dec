/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A sorted trail arranged for questions about one message: which records name it, and which concern all mail of its mailbox or folder
   up to a time. Lists hold numbers of traces in the trail's order, which is that of time. */

#include <glib.h>

#include "access/actors.h"
#include "access/trail.h"

/* Records that concern whatever was there when they were made, by class (hostile, unknown). */
typedef enum {
  MSP_LIST_SYNC,         /* of one folder: see folders */
  MSP_LIST_THROTTLE,
  MSP_LIST_TAKEOUT,
  MSP_LIST_EXPORT,
  MSP_LIST_SESSION,
  MSP_LIST_IMAP_BULK,    /* sessions that fetched as much as the mailbox held then: from msp_index_end_count on */
  MSP_LIST_POP_BULK,
  MSP_LIST_COUNT,        /* … fewer messages than it held; weight: messages */
  MSP_LIST_BYTES,        /* … fewer bytes, messages not being counted; weight: bytes */
  MSP_LIST_UNRESOLVED,   /* binds that name fewer items than they count; weight: the difference */
  MSP_LIST_REQUEST,      /* weight: bytes */
  MSP_LIST_RULE,
  MSP_LIST_NAMING,       /* binds, and from msp_index_end_count on other accesses that name a message which the archive has not */
  MSP_LIST_OPEN,         /* logins whose session no record ends */
  MSP_N_LISTS
} MspIndexList;

#define MSP_INDEX_CLASSES 2   /* MSP_ACTOR_HOSTILE, MSP_ACTOR_UNKNOWN */

typedef struct {
  guint32     mailbox;
  GArray     *lists[MSP_N_LISTS][MSP_INDEX_CLASSES];   /* guint32, or NULL */
  guint64    *weights[MSP_N_LISTS][MSP_INDEX_CLASSES]; /* of lists that have one: of each place and all behind it */
  GHashTable *folders[MSP_INDEX_CLASSES];   /* syncs: list by folder (msp_trail_get_place) */
  GArray     *quiet;         /* throttled by a trusted actor's records: nobody's binds were recorded */
  GArray     *moves, *rule_changes;   /* of all classes */
  guint64     first, last;   /* trace that shows an audit of access */
  GArray     *silences;      /* pairs of records that show an audit, with nothing between them for longer than MSP_SILENCE_MAX */
  gint64      hidden_since;  /* time of the first record by which access to it is recorded no longer, G_MAXINT64 for none */
  gboolean    is_audited;    /* something recorded access to it, not only changes */
  guint64    *session_messages[MSP_INDEX_CLASSES], *session_bytes[MSP_INDEX_CLASSES];   /* in the archive when each session ended */
  guint64     held;          /* messages when the last session ended */
} MspIndexMailbox;

/* A mailbox in use leaves a record every few days; a longer silence may as well be a hole in the logs. */
#define MSP_SILENCE_MAX (7 * 24 * 3600)

/* A record that names a message. */
typedef struct {
  guint32 mailbox, key;      /* key: name of the folded Message-ID */
  guint32 trace, item;       /* item: index in the trail */
} MspIndexHit;

typedef struct {
  const MspTrail  *trail;
  const MspActors *actors;
  GHashTable *mailboxes;     /* MspIndexMailbox by mailbox */
  gint64      hidden_since;  /* … to any */
  gint64      newest;        /* time of the last record that shows an audit of access, of any mailbox */
  MspIndexMailbox *everyone; /* exports and rules that concern all mailboxes, accesses that name none, or NULL */
  GArray     *hits;          /* MspIndexHit by mailbox, key, trace */
  GArray     *cuts;          /* the same of ids that the log cut, key: what is left of them */
  GArray     *cut_lengths;   /* guint, the different lengths of those, longest first */
  GHashTable *counts;        /* messages of the archive by mailbox and key: see msp_index_count */
  GHashTable *accused, *also_accused;   /* first and second mailbox that shows an access of somebody not trusted to a message, by key */
  GHashTable *places;        /* id (name) of the first message of the archive with a key, by mailbox and key */
  guint64     lost_attachments;   /* fetched, of items that no other record names */
} MspIndex;

/* trail must be sorted. Borrows both. */
MspIndex *msp_index_new   (const MspTrail *trail, const MspActors *actors);

/* NULL if no record is about it. */
MspIndexMailbox *msp_index_get_mailbox (const MspIndex *self, guint32 mailbox);

/* The hits of one key: [*out_first, end returned) of hits or cuts. */
guint     msp_index_find  (const GArray *hits, guint32 mailbox, guint32 key, guint *out_first);

/* The name of the cut id that folded begins with and that is in mailbox, or 0. */
guint32   msp_index_find_cut (const MspIndex *self, guint32 mailbox, const char *folded, guint *at);

/* Another mailbox than this one in which a record shows an access of somebody not trusted to the message with the key, or 0. */
guint32   msp_index_find_elsewhere (const MspIndex *self, guint32 mailbox, guint32 key);

/* Tells of each message of the archive, once, before any question. key: name of its folded Message-ID, 0 if no record has it; folded:
   the id itself. received: or MSP_TIME_UNKNOWN, which counts as ever. */
void      msp_index_count (MspIndex *self, guint32 mailbox, guint32 key, const char *folded, gint64 received, guint64 size);

/* After all of them. */
void      msp_index_end_count (MspIndex *self);

/* Messages counted with the key in the mailbox. */
guint     msp_index_get_count (const MspIndex *self, guint32 mailbox, guint32 key);
/* The message of the archive with this id has the key; the first counts. Name of that id, or 0. */
void      msp_index_note_place (MspIndex *self, guint32 mailbox, guint32 key, guint32 id);
guint32   msp_index_get_place (const MspIndex *self, guint32 mailbox, guint32 key);
void      msp_index_free  (MspIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspIndex, msp_index_free)
