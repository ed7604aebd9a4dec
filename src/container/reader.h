/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What holds messages or other files, opened behind one interface. Names lie, so each reader bids on the first bytes and the
   best bid opens. Readers are pulled and know nothing of MIME; what they find inside goes round again. */

#include <glib.h>

#include "base/limits.h"
#include "base/stream.h"
#include "model/fate.h"

#define MSP_CONTAINER_ERROR (msp_container_error_quark ())
typedef enum {
  MSP_CONTAINER_ERROR_CORRUPT,       /* the bytes contradict the format */
  MSP_CONTAINER_ERROR_ENCRYPTED,     /* a password is needed */
  MSP_CONTAINER_ERROR_UNSUPPORTED,   /* a variant that no reader takes */
  MSP_CONTAINER_ERROR_LIMIT,         /* a limit of MspLimits was reached */
  MSP_CONTAINER_ERROR_IO,            /* the source could not be read */
} MspContainerError;
GQuark msp_container_error_quark (void);

typedef enum {
  MSP_ENTRY_MESSAGE,   /* one message, whole or its first part */
  MSP_ENTRY_STREAM,    /* a file inside: to be sniffed and opened in turn */
  MSP_ENTRY_RANGE,     /* bytes that belong to no message: unrecognised, or index data known to be no mail */
} MspEntryKind;

typedef struct {
  MspEntryKind kind;
  guint64      offset;      /* MESSAGE, RANGE: where it begins in the stream, as msp_stream_tell counts; separator included */
  guint64      size;        /* bytes it takes there, separator and trailing blank line included */
  MspSpan      bytes;       /* MESSAGE: RFC 5322 bytes without the separator; valid until the next call */
  MspSpan      stored;      /* MESSAGE: what lies there, where bytes were made of it, valid as long; else its data is NULL */
  gboolean     truncated;   /* MESSAGE: bytes stop at limits.message_bytes, or where the source failed */
  MspFate      fate;        /* RANGE: FAILED/damaged when unrecognised, READ when known to be no mail; STREAM: OPAQUE/encrypted,
                               SKIPPED, …; MESSAGE: READ, or PARTIAL with limit, io or damaged when truncated */
  MspReason    reason;
  const char  *detail;      /* or NULL */
  const char  *name;        /* STREAM: name as stored, raw bytes */
  MspStream   *stream;      /* STREAM: NULL when the fate is not READ; borrowed, valid until the next call. Where the entry is
                               damaged, its good bytes come first, then a read fails (see msp_container_take_error) */
  gint64       mtime;       /* STREAM: or G_MININT64 */
  guint32      flags;       /* MspMessageFlags known from the container: mbox Status, EMLX plist … */
  const char  *labels;      /* comma-separated, or NULL */
} MspEntry;

typedef struct _MspReader MspReader;

typedef struct {
  const char *id;           /* kind in the ledger: "mbox", "eml", "emlx", "zip" … */
  /* 0 (no) to 100 (certain) from the first bytes; name is the last name of the path, for hints only. */
  int        (*bid)  (MspSpan head, gboolean whole, const char *name);
  gpointer   (*open) (MspStream *stream, const char *name, const MspLimits *limits, GError **error);
  /* FALSE with error set: the rest could not be read, all before holds. TRUE with *out_end set: the end. */
  gboolean   (*next) (gpointer impl, MspEntry *out_entry, gboolean *out_end, GError **error);
  /* Kind for the ledger when it is known better after opening ("tar.gz", "mboxcl2"); may be NULL. */
  const char *(*get_kind) (gpointer impl);
  void       (*free) (gpointer impl);
  gboolean   is_archive;    /* it holds files, not messages */
} MspReaderType;

/* The id of the reader that msp_reader_open would take for a stream that begins with head, or NULL. whole: head is all of it. */
const char *msp_reader_sniff    (MspSpan head, gboolean whole, const char *name);

/* Peeks at stream and opens it with the best bidder. NULL without error: no reader wants it (a plain file). Borrows stream and
   limits. */
MspReader  *msp_reader_open     (MspStream *stream, const char *name, const MspLimits *limits, GError **error);

/* Opens the part [start, end) of an mbox file, for several readers at work on one. It yields the entries that begin inside,
   messages whole, with the offsets and the kind of the whole file: however a file is cut, its parts together give the same
   entries. NULL without error if the file cannot be read in parts: it is no mbox by its first bytes, it has Content-Length
   fields in the first 64 KiB, or stream cannot seek. Where stream stood does not matter. */
MspReader  *msp_reader_open_range   (MspStream *stream, const char *name, const MspLimits *limits, guint64 start, guint64 end,
                                     GError **error);

/* Opens stream as one message, whatever its bytes look like; kind "eml". For files that MspLayout.is_message names. */
MspReader  *msp_reader_open_message (MspStream *stream, const char *name, const MspLimits *limits, GError **error);

/* Sizes of MESSAGE and RANGE entries of one container sum to the bytes its stream gave. */
gboolean    msp_reader_next     (MspReader *self, MspEntry *out_entry, gboolean *out_end, GError **error);
const char *msp_reader_get_kind (const MspReader *self);

/* TRUE if it holds files (an archive), FALSE if it holds messages. */
gboolean    msp_reader_is_archive (const MspReader *self);
void        msp_reader_free     (MspReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspReader, msp_reader_free)

/* The table in readers.c, ended by NULL. */
const MspReaderType *const *msp_readers_get_table (void);

/* Puts an error of a stream into MSP_CONTAINER_ERROR: those of an archive's entry as what they are, others as IO. Takes cause.
   For whoever reads entry streams too. */
void        msp_container_take_error (GError **error, GError *cause);

/* What an error of a reader or of an entry's stream means for the ledger: damaged, encrypted, unsupported, limit or io. */
MspReason   msp_container_get_reason (const GError *error);
