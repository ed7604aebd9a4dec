/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/reader.h"

#include "container/archive.h"
#include "container/eml.h"
#include "container/emlx.h"
#include "container/mbox.h"
#include "container/msg.h"
#include "container/olm.h"
#include "container/pst.h"
#include "format/archive.h"

static const MspReaderType *const table[] = {
  &msp_mbox_reader, &msp_eml_reader, &msp_emlx_reader, &msp_msg_reader, &msp_olm_reader, &msp_pst_reader, &msp_archive_reader, NULL,
};

struct _MspReader {
  const MspReaderType *type;
  gpointer             impl;
};

G_DEFINE_QUARK (msp-container-error-quark, msp_container_error)

static MspReader *
wrap (const MspReaderType *type, gpointer impl)
{
  if (impl == NULL)
    return NULL;
  MspReader *self = g_new0 (MspReader, 1);
  self->type = type;
  self->impl = impl;
  return self;
}

static const MspReaderType *
find_best (MspSpan head, gboolean whole, const char *name)
{
  const MspReaderType *best = NULL;
  int best_bid = 0;

  for (const MspReaderType *const *type = msp_readers_get_table (); *type != NULL; type++)
    {
      int bid = (*type)->bid (head, whole, name);

      if (bid > best_bid)
        {
          best = *type;
          best_bid = bid;
        }
    }
  return best;
}

const char *
msp_reader_sniff (MspSpan head, gboolean whole, const char *name)
{
  const MspReaderType *type = find_best (head, whole, name);

  return type != NULL ? type->id : NULL;
}

/* The best bidder; FALSE if the stream failed. */
static gboolean
choose (MspStream *stream, const char *name, const MspReaderType **out_type, GError **error)
{
  MspSpan head;
  GError *cause = NULL;

  if (!msp_stream_peek (stream, MSP_STREAM_PEEK_MAX, &head, &cause))
    {
      msp_container_take_error (error, cause);
      return FALSE;
    }
  *out_type = find_best (head, head.len < MSP_STREAM_PEEK_MAX, name);
  return TRUE;
}

MspReader *
msp_reader_open (MspStream *stream, const char *name, const MspLimits *limits, GError **error)
{
  const MspReaderType *type;

  if (!choose (stream, name, &type, error) || type == NULL)
    return NULL;
  return wrap (type, type->open (stream, name, limits, error));
}

MspReader *
msp_reader_open_range (MspStream *stream, const char *name, const MspLimits *limits, guint64 start, guint64 end, GError **error)
{
  const MspReaderType *type;
  GError *cause = NULL;

  if (!msp_stream_can_seek (stream))
    return NULL;
  if (!msp_stream_seek (stream, 0, &cause))
    {
      msp_container_take_error (error, cause);
      return NULL;
    }
  if (!choose (stream, name, &type, error) || type != &msp_mbox_reader)
    return NULL;
  return wrap (type, msp_mbox_open_range (stream, limits, start, end, error));
}

MspReader *
msp_reader_open_message (MspStream *stream, const char *name, const MspLimits *limits, GError **error)
{
  return wrap (&msp_eml_reader, msp_eml_reader.open (stream, name, limits, error));
}

gboolean
msp_reader_next (MspReader *self, MspEntry *out_entry, gboolean *out_end, GError **error)
{
  return self->type->next (self->impl, out_entry, out_end, error);
}

const char *
msp_reader_get_kind (const MspReader *self)
{
  const char *kind = self->type->get_kind != NULL ? self->type->get_kind (self->impl) : NULL;

  return kind != NULL ? kind : self->type->id;
}

gboolean
msp_reader_is_archive (const MspReader *self)
{
  return self->type->is_archive;
}

void
msp_reader_free (MspReader *self)
{
  if (self == NULL)
    return;
  self->type->free (self->impl);
  g_free (self);
}

const MspReaderType *const *
msp_readers_get_table (void)
{
  return table;
}

static MspContainerError
get_code (const GError *error)
{
  static const MspContainerError codes[] = {
    [MSP_ARCHIVE_ERROR_CORRUPT] = MSP_CONTAINER_ERROR_CORRUPT,
    [MSP_ARCHIVE_ERROR_ENCRYPTED] = MSP_CONTAINER_ERROR_ENCRYPTED,
    [MSP_ARCHIVE_ERROR_UNSUPPORTED] = MSP_CONTAINER_ERROR_UNSUPPORTED,
    [MSP_ARCHIVE_ERROR_LIMIT] = MSP_CONTAINER_ERROR_LIMIT,
    [MSP_ARCHIVE_ERROR_IO] = MSP_CONTAINER_ERROR_IO,
  };

  if (error->domain == MSP_CONTAINER_ERROR)
    return (MspContainerError) error->code;
  return error->domain == MSP_ARCHIVE_ERROR ? codes[error->code] : MSP_CONTAINER_ERROR_IO;
}

void
msp_container_take_error (GError **error, GError *cause)
{
  g_set_error_literal (error, MSP_CONTAINER_ERROR, (gint) get_code (cause), cause->message);
  g_error_free (cause);
}

MspReason
msp_container_get_reason (const GError *error)
{
  static const MspReason reasons[] = {
    [MSP_CONTAINER_ERROR_CORRUPT] = MSP_REASON_DAMAGED,
    [MSP_CONTAINER_ERROR_ENCRYPTED] = MSP_REASON_ENCRYPTED,
    [MSP_CONTAINER_ERROR_UNSUPPORTED] = MSP_REASON_UNSUPPORTED,
    [MSP_CONTAINER_ERROR_LIMIT] = MSP_REASON_LIMIT,
    [MSP_CONTAINER_ERROR_IO] = MSP_REASON_IO,
  };

  return reasons[get_code (error)];
}
