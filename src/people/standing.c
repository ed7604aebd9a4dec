/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/standing.h"

/* One way to take mentions for persons. */
typedef struct {
  const MspEvidence *evidence;
  const guint32     *group;    /* of each mention */
  const MspReach    *reach;
  guint8            *worst;    /* of each group, MspAccessVerdict + 1, 0 for none yet */
  guint8            *affected;
} Counter;

static void
look_at (Counter *self, const MspEvidenceRow *row)
{
  guint32 group = self->group[row->mention];
  MspAccessVerdict verdict = msp_reach_get_verdict (self->reach, row->message);

  if (self->worst[group] == 0 || msp_reach_is_worse (verdict, (MspAccessVerdict) (self->worst[group] - 1)))
    self->worst[group] = (guint8) (verdict + 1);
  self->affected[group] |= row->category != MSP_CATEGORY_CONTACT || (row->flags & MSP_FINDING_OF_OTHER) != 0;
}

static void
count (const MspEvidence *evidence, const guint32 *group, const MspReach *reach, guint64 out[MSP_N_VERDICTS + 1])
{
  Counter self = { evidence, group, reach, g_new0 (guint8, evidence->mentions->len + 1), g_new0 (guint8, evidence->mentions->len + 1) };

  for (guint i = 0; i < evidence->rows->len; i++)
    if (g_array_index (evidence->rows, MspEvidenceRow, i).mention != MSP_NO_MENTION)
      look_at (&self, &g_array_index (evidence->rows, MspEvidenceRow, i));
  for (guint i = 0; i < evidence->mentions->len; i++)
    if (self.affected[i])
      out[self.worst[i] - 1]++;
  g_free (self.worst);
  g_free (self.affected);
}

static MspHeads
make_heads (guint64 fewest, guint64 people, guint64 most)
{
  return (MspHeads) { MIN (fewest, people), people, MAX (most, people) };
}

void
msp_standing_init (MspStanding *self, const MspEvidence *evidence, const MspResolution *resolution, const MspReach *reach)
{
  guint64 fewest[MSP_N_VERDICTS + 1] = { 0 }, people[MSP_N_VERDICTS + 1] = { 0 }, most[MSP_N_VERDICTS + 1] = { 0 };
  const MspAccessVerdict a = MSP_VERDICT_NOT_SHOWN, b = MSP_VERDICT_NOT_EXPOSED;

  *self = (MspStanding) { 0 };
  if (!msp_reach_has_run (reach))
    return;
  count (evidence, resolution->fewest, reach, fewest);
  count (evidence, resolution->person, reach, people);
  count (evidence, resolution->most, reach, most);
  for (int i = 0; i <= MSP_N_VERDICTS; i++)
    self->by_verdict[i] = make_heads (fewest[i], people[i], most[i]);
  self->cleared = make_heads (fewest[a] + fewest[b], people[a] + people[b], most[a] + most[b]);
}
