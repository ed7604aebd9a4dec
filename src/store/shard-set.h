/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whether cases are all the shards of one scan, each once. */

#include <glib.h>

/* inputs: paths of cases, NULL-terminated. TRUE too if none of them is a shard. MSP_STORE_ERROR_MERGE names what is missing,
   there twice, or of another scan; other errors if a case cannot be opened. */
gboolean msp_shard_set_check (const char *const *inputs, GError **error);
