/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Archives for the tests, made by libarchive's writers, and what our reader says of them. */

#include "base/limits.h"

/* The longest archive that can be made. */
#define ARCHIVES_CAPACITY (4 * 1024 * 1024)

typedef struct {
  const char *name;    /* NULL: behind the last */
  const char *text;    /* NULL: times letters 'x' */
  gsize       times;
  guint       type;    /* AE_IFREG … */
} ArchiveMember;

/* Four files, ended by a member without name, and how archives_describe tells of them. */
#define ARCHIVES_N_MEMBERS 4
extern const ArchiveMember archives_members[ARCHIVES_N_MEMBERS + 1];
#define ARCHIVES_ALL "jane/inbox.mbox=10;jane/Entw\303\274rfe.txt=6;empty=0;big=300000;"

/* A new archive of members; filter 0 for none. */
GBytes *archives_make (int format, int filter, const ArchiveMember *member);

/* "name=bytes;" for each entry, "name!kind;" without stream, "!code" where it fails, in an entry as at the end. Caller owns it.
   name, limits and out_kind may be NULL. */
char   *archives_describe (GBytes *bytes, gboolean can_seek, const char *name, const MspLimits *limits, char **out_kind);

/* The bytes of the entry of this name; NULL if there is none that can be read to its end. Caller owns them. */
char   *archives_dup_content (GBytes *bytes, const char *name, gsize *out_len);
