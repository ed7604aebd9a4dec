/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include "format/pst/reader.h"

static MspPstInput *
get_input (intptr_t *handle)
{
  return (MspPstInput *) (void *) handle;
}

static int
input_free (intptr_t **handle, libbfio_error_t **error)
{
  *handle = NULL;
  return 1;
}

static int
input_clone (intptr_t **out_handle, intptr_t *handle, libbfio_error_t **error)
{
  *out_handle = handle;
  return 1;
}

static int
input_open (intptr_t *handle, int flags, libbfio_error_t **error)
{
  return 1;
}

static int
input_close (intptr_t *handle, libbfio_error_t **error)
{
  return 0;
}

static ssize_t
input_read (intptr_t *handle, uint8_t *buffer, size_t size, libbfio_error_t **error)
{
  MspPstInput *self = get_input (handle);
  guint64 there = self->source.size - MIN (self->position, self->source.size);
  gsize n = (gsize) MIN (there, size);

  if (n > self->left || (n > 0 && !self->source.read (self->source.data, self->position, buffer, n)))
    return -1;
  self->left -= n;
  self->position += n;
  return (ssize_t) n;
}

static ssize_t
input_write (intptr_t *handle, const uint8_t *buffer, size_t size, libbfio_error_t **error)
{
  return -1;
}

static off64_t
input_seek (intptr_t *handle, off64_t offset, int whence, libbfio_error_t **error)
{
  MspPstInput *self = get_input (handle);
  guint64 base = whence == SEEK_CUR ? self->position : whence == SEEK_END ? self->source.size : 0;

  if (offset < 0 ? (guint64) -(offset + 1) >= base : (guint64) offset > G_MAXINT64 - MIN (base, G_MAXINT64))
    return -1;
  self->position = base + (guint64) offset;
  return (off64_t) self->position;
}

static int
input_is_there (intptr_t *handle, libbfio_error_t **error)
{
  return 1;
}

static int
input_get_size (intptr_t *handle, size64_t *size, libbfio_error_t **error)
{
  *size = get_input (handle)->source.size;
  return 1;
}

libbfio_handle_t *
msp_pst_input_new (MspPstInput *input)
{
  libbfio_handle_t *handle = NULL;

  if (libbfio_handle_initialize (&handle, (intptr_t *) (void *) input, input_free, input_clone, input_open, input_close,
                                 input_read, input_write, input_seek, input_is_there, input_is_there, input_get_size,
                                 LIBBFIO_FLAG_IO_HANDLE_NON_MANAGED, NULL) != 1)
    return NULL;
  return handle;
}
