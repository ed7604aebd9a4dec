/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/reader.h"

#include "container/eml.h"
#include "container/mbox.h"

static const MspReaderType *const table[] = { &msp_mbox_reader, &msp_eml_reader, NULL };

struct _MspReader {
  const MspReaderType *type;
  gpointer             impl;
};

G_DEFINE_QUARK (msp-container-error-quark, msp_container_error)

static MspReader *
open_type (const MspReaderType *type, MspStream *stream, const char *name, const MspLimits *limits, GError **error)
{
  gpointer impl = type->open (stream, name, limits, error);

  if (impl == NULL)
    return NULL;
  MspReader *self = g_new0 (MspReader, 1);
  self->type = type;
  self->impl = impl;
  return self;
}

MspReader *
msp_reader_open (MspStream *stream, const char *name, const MspLimits *limits, GError **error)
{
  const MspReaderType *best = NULL;
  int best_bid = 0;
  MspSpan head;
  GError *cause = NULL;

  if (!msp_stream_peek (stream, MSP_STREAM_PEEK_MAX, &head, &cause))
    {
      msp_container_take_error (error, cause);
      return NULL;
    }
  for (const MspReaderType *const *type = msp_readers_get_table (); *type != NULL; type++)
    {
      int bid = (*type)->bid (head, head.len < MSP_STREAM_PEEK_MAX, name);

      if (bid > best_bid)
        {
          best = *type;
          best_bid = bid;
        }
    }
  return best != NULL ? open_type (best, stream, name, limits, error) : NULL;
}

MspReader *
msp_reader_open_message (MspStream *stream, const char *name, const MspLimits *limits, GError **error)
{
  return open_type (&msp_eml_reader, stream, name, limits, error);
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
  return FALSE;
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

void
msp_container_take_error (GError **error, GError *cause)
{
  if (cause->domain == MSP_CONTAINER_ERROR)
    {
      g_propagate_error (error, cause);
      return;
    }
  g_set_error_literal (error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_IO, cause->message);
  g_error_free (cause);
}
