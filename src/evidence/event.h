/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One thing that a record of access evidence says, whatever wrote the record: who did what to which mail, when, and how sure the
   clock is. Readers make events, msp_access joins them with the archive. Strings are valid UTF-8, borrowed for the length of the
   call that passes the event, "" where the record says nothing, never NULL. They are as recorded: nothing of them may be shown
   that is not meant to be (subjects, search words), see access/. */

#include <glib.h>

#define MSP_TIME_UNKNOWN G_MININT64

typedef enum {
  MSP_EVENT_BIND,        /* items were opened one by one; operations may be more than items: the others are not named */
  MSP_EVENT_SYNC,        /* a folder was downloaded: all in it up to then */
  MSP_EVENT_ATTACHMENT,  /* attachments of the items were fetched */
  MSP_EVENT_SEND,        /* the items were sent by the actor: content left; recipients in parties */
  MSP_EVENT_VIEW,        /* the items were displayed (Gmail: opened, viewed, replied to, forwarded) */
  MSP_EVENT_DISPLAY,     /* a webmail sent the items to the browser */
  MSP_EVENT_SEEN,        /* IMAP: the items took the flag \Seen or were copied: their bodies went to the client */
  MSP_EVENT_FETCH,       /* IMAP commands: bodies of the items were fetched; operations may be more: the others are not named */
  MSP_EVENT_SESSION,     /* end of an IMAP or POP session, with its counters: messages and bytes */
  MSP_EVENT_EXPORT,      /* the mailbox as a whole was exported (Takeout, compliance search, export request); see state */
  MSP_EVENT_RULE,        /* a rule that forwards mail was made, changed or removed: rule */
  MSP_EVENT_MOVE,        /* items went from folder to target */
  MSP_EVENT_DELETE,      /* items were deleted from folder */
  MSP_EVENT_SEARCH,      /* the actor searched; text holds the words */
  MSP_EVENT_LOGIN,
  MSP_EVENT_CONTROL,     /* permissions, audit settings, consent: what opens or hides an access; text says what */
  MSP_EVENT_TRANSFER,    /* a web server sent bytes of the file or page path: status, bytes */
  MSP_EVENT_REQUEST,     /* a mail server answered a request for a mailbox with bytes, without saying which mail */
  MSP_EVENT_FLOW,        /* bytes went from the server (ip of server) to peer (ip), from time on for seconds */
  MSP_EVENT_SCAN,        /* a scanner from outside saw the server: open says whether mail could be read */
  MSP_EVENT_OTHER,       /* anything else about a mailbox: shows that its audit was on, no more */
  MSP_N_EVENTS
} MspEventKind;

typedef enum {
  MSP_CLOCK_STATED,      /* the record names its zone, or the format is documented as UTC */
  MSP_CLOCK_ASSUMED,     /* the zone, the year or the order of day and month is an assumption of the options */
} MspClock;

typedef enum { MSP_LOGON_UNKNOWN, MSP_LOGON_OWNER, MSP_LOGON_DELEGATE, MSP_LOGON_ADMIN, MSP_LOGON_SERVICE } MspLogon;

typedef enum { MSP_EXPORT_STARTED, MSP_EXPORT_COMPLETED, MSP_EXPORT_DOWNLOADED } MspExportState;

typedef enum { MSP_OPEN_UNKNOWN, MSP_OPEN_NO, MSP_OPEN_YES } MspOpen;

/* A message that a record names. */
typedef struct {
  const char *message_id;  /* as recorded, with or without brackets; may end in "..." where the log cuts */
  const char *item;        /* the server's own id of the item, where there is one: links an attachment to its message */
  const char *folder;      /* path as recorded, or "" */
  const char *subject;     /* as recorded, or "" */
  const char *digest;      /* hexadecimal SHA-1 of the message (Cyrus) or SHA-256 of an attachment (Gmail), or "" */
  guint64     size;        /* bytes, 0 where not said */
  guint64     uid;         /* IMAP UID in folder, 0 where not said */
  guint       attachments; /* how many the record lists, 0 where not said */
} MspEventItem;

/* Conditions of a rule: a message fulfils all lists that are not NULL by one of their strings each. No list: all mail. */
typedef struct {
  const char        *name;           /* with the mailbox it identifies the rule */
  gboolean           is_removed;     /* the rule ended with this event */
  gboolean           forwards;       /* it sends copies elsewhere: to targets; if not, and not is_removed, the record is silent on it */
  gboolean           is_partial;     /* it has conditions that the lists do not hold: some of what they take is not sent */
  const char *const *targets;        /* addresses, NULL-terminated, or NULL */
  const char *const *from;           /* substrings of the sender, each list NULL-terminated or NULL */
  const char *const *to;             /* of a recipient */
  const char *const *subject;        /* of the subject */
  const char *const *body;           /* of the text */
  const char *const *subject_or_body;
} MspEventRule;

typedef struct {
  MspEventKind kind;
  const char  *id;           /* the record's own identifier; "" has the census make one of file and line. A record may make several
                                events (a folder each): they share id and line and follow one another */
  guint64      line;         /* where the record begins: line of a text, number of a record in JSON; from 1 */
  gint64       time;         /* seconds since 1970 UTC, of SESSION its end; MSP_TIME_UNKNOWN only for SCAN and FLOW without one */
  gint64       end;          /* of FLOW and SESSION: the last second, else MSP_TIME_UNKNOWN */
  guint        precision;    /* seconds by which time may be off */
  MspClock     clock;
  const char  *operation;    /* the source's own word: "MailItemsAccessed" */

  const char  *mailbox;      /* address or account name */
  const char  *mailbox_guid, *mailbox_sid;

  const char  *user;         /* who acted */
  const char  *ip;           /* without port, brackets and zone; IPv4-mapped addresses as IPv4 */
  const char  *session, *token;
  const char  *sign_in;      /* the sign-in that the session came from (AADSessionId) */
  const char  *app, *client_app, *client;   /* ids of the applications; the client's own description */
  MspLogon     logon;
  gboolean     is_external;  /* another organisation's user */

  const MspEventItem *items;
  gsize        n_items;
  guint64      operations;   /* of BIND, VIEW, FETCH and DISPLAY: how many items were opened; of BIND at least n_items */
  gboolean     is_throttled; /* of BIND: the server stopped recording binds for 24 hours from here */
  gboolean     is_cut;       /* a collector lost fields that may name more items */
  const char  *folder, *target;   /* of SYNC, MOVE, DELETE */

  guint64      messages;     /* of SESSION: bodies fetched */
  gboolean     is_pop;       /* … of POP, not IMAP */
  gboolean     opens_session;   /* of LOGIN: a SESSION should follow that says what was fetched */
  gboolean     has_messages; /* … and whether the log counts them (Courier counts bytes alone) */
  guint64      bytes;        /* SESSION: of bodies; TRANSFER, REQUEST, FLOW: sent by the server; 0 with no has_bytes */
  gboolean     has_bytes;
  MspExportState state;
  gboolean     is_takeout;   /* of EXPORT: of the account, by Google Takeout */
  const MspEventRule *rule;

  const char  *path;         /* of TRANSFER and REQUEST: decoded path of the URL, query in text */
  const char  *method;
  guint        status;       /* of HTTP */
  const char  *server;       /* address of the exposed server: SCAN, FLOW */
  guint        port;
  MspOpen      open;
  const char  *const *parties;   /* of SEND: recipients, NULL-terminated, or NULL */
  const char  *text;
} MspEvent;

/* What makes a file of evidence incomplete by its own word. */
typedef enum {
  MSP_MARK_ROW_CAP       = 1 << 0,   /* exactly as many rows as an export holds at most */
  MSP_MARK_NEXT_LINK     = 1 << 1,   /* more pages follow that are not here */
  MSP_MARK_FLATTENED     = 1 << 2,   /* nested fields were lost by the collector ("System.Object[]") */
  MSP_MARK_CUT           = 1 << 3,   /* the file ends in the middle of a record, or could not be read to its end */
  MSP_MARK_NO_YEAR       = 1 << 4,   /* times without a year or zone: assumed */
  MSP_MARK_DATE_ORDER    = 1 << 5,   /* day and month cannot be told apart: rejected or assumed */
  MSP_MARK_SAMPLED       = 1 << 6,   /* counts of a sample of the traffic */
} MspEvidenceMark;

/* Where a reader sends what it read. */
typedef struct _MspEventSink MspEventSink;
struct _MspEventSink {
  /* FALSE with error set: stop. */
  gboolean (*event)  (MspEventSink *self, const MspEvent *event, GError **error);
  /* A record that is none, by its line (or number): why, in English, without its content. The file goes on. known: NULL, or what is
     certain of it all the same: id, time and the keys of the one mailbox that it concerns, each "" or unknown where that is not. */
  void     (*reject) (MspEventSink *self, guint64 line, const char *reason, const MspEvent *known);
  /* A record that was understood and says nothing about mail: counted. */
  void     (*pass)   (MspEventSink *self, guint64 line);
  void     (*mark)   (MspEventSink *self, MspEvidenceMark mark);
};

/* Sets every string to "", times to unknown and numbers to 0. */
void msp_event_init (MspEvent *self, MspEventKind kind);

/* "bind", "sync" …: as in timeline.csv. Static. */
const char *msp_event_kind_get_name (MspEventKind kind);
