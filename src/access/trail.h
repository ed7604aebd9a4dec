/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* All events of the evidence, compact and in one order whatever order they came in: some 200 bytes each, strings kept once. */

#include <glib.h>

#include "access/mailboxes.h"
#include "access/names.h"
#include "evidence/event.h"

/* Who acted, as far as a record tells. All are names. */
typedef struct {
  guint32 user, ip, session, sign_in, token, app, client_app, client;
} MspTrailContext;

/* Strings are names. */
typedef struct {
  guint32  id;             /* Message-ID in normal form, without what a log cut off */
  guint32  folded;         /* the same in small letters */
  guint32  folder;         /* in normal form */
  guint64  item;           /* hash of the server's own id, 0 without one */
  guint32  uid;            /* IMAP UID in folder, or 0 */
  guint32  digest;         /* in small letters */
  guint64  subject, size;  /* msp_subject_hash, and bytes; 0 without */
  guint8   is_bracketed, is_cut;
  guint8   join;           /* MspJoin by which folded was found where the record has no id of it: CONTENT_HASH or UID; else EXACT */
} MspTrailItem;

typedef struct {
  guint32      name;                       /* name */
  gboolean     is_removed, forwards, is_partial;
  char       **from, **to, **subject, **body, **subject_or_body;   /* owned, or NULL */
} MspTrailRule;

typedef struct {
  gint64  time, end;
  guint64 operations, messages, bytes;
  guint64 line;            /* where the record begins in its file */
  guint32 id, input;       /* name of the record, 0 if it has none of its own; index of the file */
  guint32 operation;       /* name */
  guint32 mailbox;         /* of msp_mailboxes_find once sorted; 0 for none */
  guint32 context;         /* index */
  guint32 first_item, n_items;
  guint32 folder, target;  /* names, in normal form; of TRANSFER, REQUEST: path is in folder */
  guint32 server, method;  /* names */
  guint32 rule;            /* index + 1, or 0 */
  guint32 precision, port;
  guint16 status;
  guint8  kind;            /* MspEventKind */
  guint8  clock, logon, state, open;
  guint8  hiding;          /* MspHiding */
  guint   is_throttled : 1, has_messages : 1, has_bytes : 1, is_pop : 1, opens_session : 1, is_takeout : 1;
} MspTrace;

/* Binds within two minutes share a record, so that an access may be later than its record says by as much. */
#define MSP_RECORD_PAD 120

/* No zone is further from UTC. */
#define MSP_ZONE_SECONDS (14 * 3600)

/* Seconds by which a time may be wrong for its zone. */
static inline gint64
msp_clock_get_zone_doubt (MspClock clock)
{
  return clock == MSP_CLOCK_ASSUMED ? MSP_ZONE_SECONDS : 0;
}

/* Seconds by which what a record tells may be later than its time. */
static inline gint64
msp_clock_get_doubt (MspClock clock, guint precision)
{
  return MAX (msp_clock_get_zone_doubt (clock), MAX ((gint64) precision, MSP_RECORD_PAD));
}

typedef struct {
  MspNames *names;
  MspMailboxes *mailboxes;
  GArray   *traces;        /* MspTrace */
  GArray   *items;         /* MspTrailItem */
  GArray   *contexts;      /* MspTrailContext */
  GArray   *rules;         /* MspTrailRule */
  GHashTable *context_numbers;
  GHashTable *places;      /* of each folder: see msp_trail_get_place */
  GArray   *inputs;        /* guint32: names of the files, for records without an id */
} MspTrail;

MspTrail       *msp_trail_new      (void);

/* The next file of evidence is known by this name. */
void            msp_trail_add_input (MspTrail *self, const char *name);

/* Copies event, of the file with index input; id is its record's, "" if it has none. All keys of its mailbox are joined. */
void            msp_trail_add      (MspTrail *self, const MspEvent *event, guint32 input, const char *id);

/* The mailbox that event names, to be added to; 0 if it names none. All its keys are joined. */
guint32         msp_trail_add_mailbox (MspTrail *self, const MspEvent *event);

/* The name of folder, of a trace, in the one language in which folders that every mailbox has are compared (msp_folder_generalise);
   0 for none. */
guint32         msp_trail_get_place (const MspTrail *self, guint32 folder);

/* Takes back what was added of the record whose first trace this is. */
void            msp_trail_drop     (MspTrail *self, guint first);

/* Sorts by time, record, kind and place: call once, behind the last. */
void            msp_trail_sort     (MspTrail *self);

static inline const MspTrace *
msp_trail_get (const MspTrail *self, guint i)
{
  return &g_array_index (self->traces, MspTrace, i);
}

static inline const MspTrailItem *
msp_trail_get_item (const MspTrail *self, const MspTrace *trace, guint i)
{
  return &g_array_index (self->items, MspTrailItem, trace->first_item + i);
}

static inline const MspTrailContext *
msp_trail_get_context (const MspTrail *self, const MspTrace *trace)
{
  return &g_array_index (self->contexts, MspTrailContext, trace->context);
}

/* Tells of each item of each record about a mailbox, in the trail's order. What is joined is written into the item. */
typedef void (*MspTrailVisit) (gpointer data, const MspTrace *trace, MspTrailItem *item);
void            msp_trail_visit_items (const MspTrail *self, MspTrailVisit visit, gpointer data);

/* What a record is known by: its id, or the name of its file and its line ("access.log:17"). Caller owns it. */
char           *msp_trail_dup_id   (const MspTrail *self, const MspTrace *trace);

/* The first place in list (guint32 numbers of traces, in order) whose trace is not before time; its length if there is none. */
guint           msp_trail_find_time (const MspTrail *self, const GArray *list, gint64 time);

/* Whether the item says which message it is: what is left of an id that a log cut may be too short for that. */
gboolean        msp_trail_names_message (const MspTrail *self, const MspTrailItem *item);

/* Accesses of the record that name no message. */
guint64         msp_trail_count_unnamed (const MspTrail *self, const MspTrace *trace);
void            msp_trail_free     (MspTrail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspTrail, msp_trail_free)
