/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/heap.h"

#include <stdlib.h>

#if defined (__linux__) && defined (__GLIBC__) && !defined (__SANITIZE_ADDRESS__)
#include <malloc.h>
#include <sys/mman.h>

#define LARGE_PAGE ((guintptr) 2 * 1024 * 1024)

/* What glibc comes to by itself with the first large block that is freed (mallopt(3), M_MMAP_THRESHOLD). */
#define LARGEST_ON_HEAP (32 * 1024 * 1024)

void
msp_heap_ask_for_large_pages (gsize bytes)
{
  void *memory;

  if (mallopt (M_MMAP_THRESHOLD, LARGEST_ON_HEAP) == 0 || mallopt (M_TRIM_THRESHOLD, 2 * LARGEST_ON_HEAP) == 0)
    return;
  memory = malloc (bytes);
  if (memory == NULL)
    return;
  guintptr start = ((guintptr) memory + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
  guintptr end = ((guintptr) memory + bytes) / LARGE_PAGE * LARGE_PAGE;

  if (end > start)
    (void) madvise ((void *) start, end - start, MADV_HUGEPAGE);
  /* It stays part of the heap. */
  free (memory);
}
#else
void
msp_heap_ask_for_large_pages (gsize bytes)
{
}
#endif
