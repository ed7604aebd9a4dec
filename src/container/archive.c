/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/archive.h"

#include "format/archive.h"

/* A zip that is a document goes to the extractors. */
static int
archive_bid (MspSpan head, gboolean whole, const char *name)
{
  const MspArchiveKind *kind = msp_archive_kind_sniff (head);

  return kind == NULL || msp_archive_kind_is_document (head) ? 0 : kind->certainty;
}

static gpointer
archive_open (MspStream *stream, const char *name, const MspLimits *limits, GError **error)
{
  GError *cause = NULL;
  MspSpan head;

  if (!msp_stream_peek (stream, MSP_STREAM_PEEK_MAX, &head, &cause))
    {
      msp_container_take_error (error, cause);
      return NULL;
    }
  const MspArchiveKind *kind = msp_archive_kind_sniff (head);
  if (kind == NULL)
    {
      g_set_error_literal (error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_UNSUPPORTED, "no archive of a known kind");
      return NULL;
    }
  MspArchive *self = msp_archive_open (stream, kind, name, limits, &cause);
  if (self == NULL)
    msp_container_take_error (error, cause);
  return self;
}

static void
set_fate (MspEntry *entry, MspArchiveEntryKind kind)
{
  static const struct { MspFate fate; MspReason reason; const char *detail; } rows[] = {
    [MSP_ARCHIVE_FILE] = { MSP_FATE_READ, MSP_REASON_NONE, NULL },
    [MSP_ARCHIVE_ENCRYPTED_FILE] = { MSP_FATE_OPAQUE, MSP_REASON_ENCRYPTED, "encrypted in its archive" },
    [MSP_ARCHIVE_DAMAGED_FILE] = { MSP_FATE_FAILED, MSP_REASON_DAMAGED, "the archive's entry is damaged" },
    [MSP_ARCHIVE_LINK] = { MSP_FATE_OPAQUE, MSP_REASON_UNSUPPORTED, "a link in an archive" },
    [MSP_ARCHIVE_SPECIAL] = { MSP_FATE_OPAQUE, MSP_REASON_UNSUPPORTED, "a device or pipe in an archive" },
  };

  entry->fate = rows[kind].fate;
  entry->reason = rows[kind].reason;
  entry->detail = rows[kind].detail;
}

static gboolean
archive_next (gpointer impl, MspEntry *out_entry, gboolean *out_end, GError **error)
{
  MspArchiveEntry entry;
  GError *cause = NULL;

  if (!msp_archive_next (impl, &entry, out_end, &cause))
    {
      msp_container_take_error (error, cause);
      return FALSE;
    }
  if (*out_end)
    return TRUE;
  *out_entry = (MspEntry) { .kind = MSP_ENTRY_STREAM, .name = entry.name, .stream = entry.stream, .mtime = entry.mtime };
  set_fate (out_entry, entry.kind);
  return TRUE;
}

static const char *
archive_get_kind (gpointer impl)
{
  return msp_archive_get_kind (impl);
}

static void
archive_free (gpointer impl)
{
  msp_archive_free (impl);
}

const MspReaderType msp_archive_reader = { "archive", archive_bid, archive_open, archive_next, archive_get_kind, archive_free, TRUE };
