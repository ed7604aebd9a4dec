/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A password sent in one message and the encrypted attachment in another of the same conversation, within seven days, in whatever order:
   known when the case is whole. Nothing is ever tried. */

#include "store/database.h"

/* Twice is as once, and more messages only add to it: shards come out as one scan. */
gboolean msp_threads_unlock (MspDatabase *database, GError **error);
