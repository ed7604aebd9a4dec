/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Which row of the ledger a path means that an export states: paths are as the exporter had them, the files may have been unpacked,
   moved with their folder, or still lie in an archive. */

#include <glib.h>

/* The folder that a locator lies in: "a.zip!" of "a.zip!/b.csv", "" of "b.csv". Caller owns. */
char *msp_claim_place_dup_folder (const char *locator);

/* The stated path as locators write it. Caller owns. */
char *msp_claim_place_dup_encoded (const char *path);

/* "jane@x.example" of the locator "backup/jane%40x.example.tgz!" of what lies in an archive; NULL for others. Caller owns. */
char *msp_claim_place_dup_archive (const char *locator);

/* How well candidate, a locator whose last name is that of path (encoded), fits a claim of the file at source: 0 not at all, else
   more is better. Below the source's folder at whatever depth, or just as stated from one of the two folders above it; two names
   must fit, or all that the path has. Case does not count. */
guint msp_claim_place_rank (const char *source, const char *path, const char *candidate);

/* Length of the beginning of path that names a file with messages inside ("a.pst" of "a.pst/Inbox/1"); 0 without one. */
gsize msp_claim_place_store_len (const char *path);

/* Whether text names an account, between characters that belong to no address. */
gboolean msp_claim_place_names (const char *text, const char *account);
