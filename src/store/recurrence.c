/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/recurrence.h"

/* Bits of MspFindingFlags: QUOTED 1, FOOTER 64, RECURRING 8192. Copies of one message count once, and so does what is quoted not at
   all: a memo that is answered thirty times is no boilerplate. */
#define RECURRING \
  "SELECT f.paragraph FROM finding f JOIN message m ON m.id = f.message WHERE f.paragraph IS NOT NULL AND f.flags & 1 = 0" \
  " GROUP BY f.paragraph HAVING count (DISTINCT CASE m.message_id WHEN '' THEN m.id ELSE m.message_id END) > 20"

#define MARK_FINDINGS \
  "UPDATE finding SET flags = flags | 64 | 8192, confidence = min (confidence, 40), band = 'low'," \
  " reasons = reasons || '; the same paragraph is in more than 20 messages: at most 40, no part of the score'" \
  " WHERE paragraph IN (" RECURRING ") AND flags & 8192 = 0"

#define MARK_MESSAGES \
  "UPDATE message SET (score, score_max, severity, score_reasons) =" \
  " (SELECT score, score_max, severity, score_reasons FROM rest WHERE rest.message = message.id)" \
  " WHERE id IN (SELECT message FROM finding WHERE paragraph IS NOT NULL AND flags & 8192 <> 0)" \
  " AND NOT EXISTS (SELECT 1 FROM finding f WHERE f.message = message.id AND f.paragraph IS NOT NULL AND f.flags & 8192 = 0)"

gboolean
msp_recurrence_mark (MspDatabase *database, GError **error)
{
  return msp_database_exec (database, MARK_FINDINGS "; " MARK_MESSAGES, error);
}
