/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/heap.h"

#include <criterion/criterion.h>
#include <string.h>

#define HEAP (16 * 1024 * 1024)

/* Whether a mapping of the heap has the flag (proc(5), smaps). */
static gboolean
has_flag (const char *flag)
{
  g_autofree char *maps = NULL;
  gboolean found = FALSE;

  (void) g_file_get_contents ("/proc/self/smaps", &maps, NULL, NULL);
  for (const char *at = maps; at != NULL && (at = strstr (at, "[heap]")) != NULL && !found; at++)
    {
      const char *flags = strstr (at, "VmFlags:");

      found = flags != NULL && g_strstr_len (flags, (gssize) strcspn (flags, "\n"), flag) != NULL;
    }
  return found;
}

Test (heap, grows_in_large_pages_and_is_used_as_ever)
{
  gboolean asks = FALSE;

#if defined (__linux__) && defined (__GLIBC__) && !defined (__SANITIZE_ADDRESS__)
  asks = has_flag (" rd") && g_file_test ("/sys/kernel/mm/transparent_hugepage", G_FILE_TEST_IS_DIR);
#endif
  msp_heap_ask_for_large_pages (HEAP);
  g_autofree char *block = g_malloc (HEAP / 2);

  memset (block, 'a', HEAP / 2);
  cr_expect_eq (block[HEAP / 2 - 1], 'a');
  cr_expect (!asks || has_flag (" hg"));
}
