/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads a container to its end and keeps what it gave. */

#include "container/reader.h"

typedef struct {
  MspEntryKind kind;
  guint64      offset, size;
  GString     *bytes;
  gboolean     truncated;
  MspFate      fate;
  MspReason    reason;
  guint32      flags;
} TestEntry;

typedef struct {
  GPtrArray *entries;   /* TestEntry */
  guint64    sum;       /* of the sizes */
  char      *kind;      /* NULL: no reader wanted it */
  GError    *error;
} TestEntries;

/* Opens text of len bytes; name for the bids. The stream gives at most chunk bytes a read and fails behind fail_at of them.
   Asserts that the entries follow one another without a gap. */
TestEntries *test_entries_new  (const char *text, gsize len, const char *name, gsize chunk, gsize fail_at,
                                const MspLimits *limits);

/* The bytes of all messages, with "|" behind each and "#size;" for ranges. */
char        *test_entries_dup_text (const TestEntries *self);
void         test_entries_free (TestEntries *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestEntries, test_entries_free)
