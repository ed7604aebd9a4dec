/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/threads.h"

/* u is one row of unlock, v that of another message of the conversation, m and n their messages. Seven days in seconds. */
#define MEETS(what) \
  "EXISTS (SELECT 1 FROM thread a JOIN thread b ON b.key = a.key AND b.message <> a.message JOIN unlock v ON v.message = b.message" \
  " JOIN message m ON m.id = a.message JOIN message n ON n.id = b.message" \
  " WHERE a.message = u.message AND " what " AND abs (m.date - n.date) <= 604800)"

#define INDEXES \
  "CREATE INDEX IF NOT EXISTS thread_by_message ON thread (message); CREATE INDEX IF NOT EXISTS thread_by_key ON thread (key, message);" \
  " CREATE INDEX IF NOT EXISTS unlock_by_message ON unlock (message)"

/* One that lies beside its own password says nothing of others. */
#define MARK_FINDINGS \
  "UPDATE finding SET detector = 'cred_attach', sensitivity = u.sensitivity, confidence = u.confidence," \
  " band = CASE WHEN u.confidence >= 85 THEN 'high' WHEN u.confidence >= 65 THEN 'medium' ELSE 'low' END," \
  " reasons = reasons || '; an attachment in the same conversation is encrypted +5'" \
  " FROM unlock u WHERE finding.message = u.message AND finding.position = u.position AND finding.detector <> 'cred_attach'" \
  " AND finding.flags & 8192 = 0 AND " MEETS ("v.locked")

#define MARK_PASSWORDS \
  "UPDATE message SET score = u.score, score_max = u.score_max, severity = u.severity, score_reasons = u.score_reasons, distinct_values =" \
  "  (SELECT count (*) FROM (SELECT DISTINCT d.value_key, d.detector FROM finding d WHERE d.message = message.id))" \
  " FROM unlock u JOIN finding f ON f.message = u.message AND f.position = u.position" \
  " WHERE message.id = u.message AND f.detector = 'cred_attach'" \
  " AND NOT EXISTS (SELECT 1 FROM finding g WHERE g.message = u.message AND g.flags & 8192 <> 0)"

#define MARK_LOCKED \
  "UPDATE message SET score_max = max (message.score_max, u.locked_max) FROM unlock u" \
  " WHERE message.id = u.message AND u.locked AND " MEETS ("v.position IS NOT NULL")

/* Without both there is nothing to meet. */
#define HAS_BOTH \
  "SELECT EXISTS (SELECT 1 FROM unlock WHERE locked) AND EXISTS (SELECT 1 FROM unlock WHERE position IS NOT NULL)"

gboolean
msp_threads_unlock (MspDatabase *database, GError **error)
{
  gint64 both = 0;

  if (!msp_database_get_number (database, HAS_BOTH, &both, error))
    return FALSE;
  return both == 0 || msp_database_exec (database, INDEXES "; " MARK_FINDINGS "; " MARK_PASSWORDS "; " MARK_LOCKED, error);
}
