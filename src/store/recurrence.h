/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Footers and legends that recur over the archive. Only the whole case can tell them: one worker, shard or message never. */

#include "store/database.h"

/* Marks the findings of paragraphs that more than 20 messages have written themselves, and gives the messages whose paragraphs all
   recur their score without them. Nothing changes when it is done again, and more messages only mark more, so that the joined
   cases of shards come out as one scan's. */
gboolean msp_recurrence_mark (MspDatabase *database, GError **error);
