/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* All that the evidence holds about one message, by basis and by class of actor, before anything is decided. */

#include <glib.h>

#include "access/basis.h"
#include "access/index.h"
#include "access/message-id.h"
#include "access/support.h"
#include "access/web.h"

/* One message of the archive, as the evidence sees it. */
typedef struct {
  guint32     mailbox, folder;    /* names of the trail, 0 if no record has them; folder as of msp_trail_get_place */
  guint32     key;                /* name of its folded Message-ID, or 0 */
  gboolean    has_folder;         /* the archive says in which it is, and it need not have been in another before */
  const char *id;                 /* Message-ID in normal form, "" without one */
  const char *folded;             /* in small letters */
  gboolean    is_bracketed;
  gint64      received;           /* or MSP_TIME_UNKNOWN */
  gboolean    is_date_only;       /* only the sender's date tells it */
  const char *locator;
  guint64     size;
  guint64     start, end;         /* in its file; end is G_MAXUINT64 if it lies in an archive */
  guint64     file_size;          /* of the input file, G_MAXUINT64 if not known */
  const char *sender, *recipients, *subject;
} MspSubject;

typedef struct {
  MspSupport found[MSP_N_BASES][MSP_INDEX_CLASSES];
  guint64    unresolved[MSP_INDEX_CLASSES];     /* accesses that name no item */
  guint64    partial_bytes;                     /* the most that a range can have been */
  guint64    fetched, held;                     /* messages of a session, of the mailbox then */
  MspJoin    join;                              /* the worst of the records that name it; NONE if none does */
  gboolean   is_quiet;                          /* trusted records throttled the audit while it was there */
  gboolean   was_moved;                         /* its folder at the time comes from records of moves */
  gboolean   rule_unread;                       /* a rule's words could not be looked for in its text */
  gboolean   is_weak;                           /* NO_ID rests on records of its subject and size */
  gboolean   is_doubtful;                       /* some of the records met it only if a clock of an assumed zone was wrong */
  gboolean   is_touched, is_named_early;        /* a record moves or deletes it; names it before it came */
  gboolean   has_open_session;                  /* a login to its mailbox has no end */
  gboolean   is_downloaded;                     /* an export that holds it was fetched */
} MspGrounds;

/* Whether the text of the message holds one of words; *out_found. FALSE if it cannot be read. */
typedef gboolean (*MspGroundsSearch) (gpointer data, const char *locator, const char *const *words, gboolean *out_found);

typedef struct _MspWeak MspWeak;   /* access/weak.h */

typedef struct {
  const MspIndex  *index;
  const MspWeb    *web;
  MspGroundsSearch search;        /* or NULL */
  gpointer         search_data;
  const MspWeak   *weak;          /* NULL: mail without an id is joined with nothing */
  gint64           until;         /* last instant at which mail was exposed, G_MAXINT64 if not known */
} MspGroundsSources;

void msp_grounds_fill (MspGrounds *self, const MspGroundsSources *sources, const MspSubject *subject);
