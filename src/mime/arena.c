/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/arena.h"

#include <stdalign.h>
#include <stddef.h>

#define BLOCK_SIZE (64 * 1024)

typedef struct _Block {
  struct _Block *next;
  gsize          size;
  alignas (max_align_t) char data[];
} Block;

struct _MspArena {
  Block *blocks;   /* the one in use first */
  gsize  used;     /* of that one */
};

static void
add_block (MspArena *self, gsize size)
{
  Block *block = g_malloc (sizeof (Block) + size);

  block->next = self->blocks;
  block->size = size;
  self->blocks = block;
  self->used = 0;
}

static char *
take (MspArena *self, gsize size)
{
  gsize start = (self->used + alignof (max_align_t) - 1) & ~(alignof (max_align_t) - 1);

  if (start > self->blocks->size || size > self->blocks->size - start)
    {
      add_block (self, MAX (size, BLOCK_SIZE));
      start = 0;
    }
  self->used = start + size;
  return self->blocks->data + start;
}

MspArena *
msp_arena_new (void)
{
  MspArena *self = g_new0 (MspArena, 1);

  add_block (self, BLOCK_SIZE);
  return self;
}

gpointer
msp_arena_alloc (MspArena *self, gsize size)
{
  return memset (take (self, size), 0, size);
}

const char *
msp_arena_copy (MspArena *self, MspSpan span)
{
  char *copy = take (self, span.len + 1);

  if (span.len > 0)
    memcpy (copy, span.data, span.len);
  copy[span.len] = '\0';
  return copy;
}

const char *
msp_arena_copy_down (MspArena *self, MspSpan span)
{
  char *copy = take (self, span.len + 1);

  for (gsize i = 0; i < span.len; i++)
    copy[i] = g_ascii_tolower (span.data[i]);
  copy[span.len] = '\0';
  return copy;
}

const char *
msp_arena_printf (MspArena *self, const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  return msp_arena_copy (self, msp_span_from_string (text));
}

static void
free_blocks (Block *block)
{
  while (block != NULL)
    {
      Block *next = block->next;

      g_free (block);
      block = next;
    }
}

void
msp_arena_reset (MspArena *self)
{
  free_blocks (g_steal_pointer (&self->blocks->next));
  if (self->blocks->size > BLOCK_SIZE)
    {
      free_blocks (g_steal_pointer (&self->blocks));
      add_block (self, BLOCK_SIZE);
    }
  self->used = 0;
}

void
msp_arena_free (MspArena *self)
{
  if (self == NULL)
    return;
  free_blocks (self->blocks);
  g_free (self);
}
