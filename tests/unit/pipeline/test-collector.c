/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/collector.h"

#include <criterion/criterion.h>

#include "support/recorder.h"

static void
send_row (MspSink *sink, guint64 size, MspFate fate)
{
  MspSourceRecord record = { .locator = "root/a", .kind = "mbox", .size = size, .messages = 1, .expected = G_MAXUINT64,
                             .fate = fate };

  record.bytes[fate] = size;
  cr_assert (msp_sink_source (sink, &record, NULL));
}

static MspPlanUnit
get_part (MspFile *file, guint part, guint n_parts)
{
  return (MspPlanUnit) { .file = file, .start = 100 * part, .n_parts = n_parts, .n_mine = n_parts };
}

/* Sizes of the rows of three parts, 0 for none, and what the file's row is in the end. */
static const struct {
  guint64     sizes[3];
  MspFate     fate;      /* of the first */
  const char *wanted;
  guint64     failed;
} cases[] = {
  { { 100, 100, 100 }, MSP_FATE_READ, "root/a mbox 300 3 read \n", 0 },
  { { 300, 0, 0 }, MSP_FATE_READ, "root/a mbox 300 1 read \n", 0 },
  { { 100, 100, 100 }, MSP_FATE_FAILED, "root/a mbox 300 3 partial \n", 1 },
};

Test (collector, parts_of_a_file_go_to_the_sink_as_slices)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MspScanStats stats = { 0 };
      MspFile file = { .path = (char *) "root/a", .size = 300 };
      Recorder recorder;

      recorder_init (&recorder);
      g_autoptr (MspCollector) collector = msp_collector_new (&recorder.sink, NULL, &stats);
      for (guint part = 0; part < 3; part++)
        {
          g_auto (MspTally) row = { 0 };
          const MspPlanUnit unit = get_part (&file, part, 3);

          msp_collector_set_unit (collector, &row);
          if (cases[i].sizes[part] > 0)
            send_row (msp_collector_get_sink (collector), cases[i].sizes[part], part == 0 ? cases[i].fate : MSP_FATE_READ);
          cr_expect_eq (recorder.sources->len, 0);
          cr_expect_eq (stats.files, 0);
          cr_assert (msp_collector_end_unit (collector, &unit, &row, NULL));
        }
      cr_expect_str_eq (recorder.sources->str, cases[i].wanted);
      cr_expect_eq (recorder.unbalanced, 0, "case %zu", i);
      cr_expect_eq (stats.files, 1);
      cr_expect_eq (stats.failed, cases[i].failed, "case %zu", i);
      recorder_clear (&recorder);
    }
}

Test (collector, units_of_one_file_at_the_same_time_keep_their_rows_apart)
{
  MspScanStats stats = { 0 };
  MspFile file = { .path = (char *) "root/a", .size = 200 };
  const MspPlanUnit first = get_part (&file, 0, 2), second = get_part (&file, 1, 2);
  MspTally rows[2] = { { 0 }, { 0 } };
  Recorder recorder;

  recorder_init (&recorder);
  g_autoptr (MspCollector) collector = msp_collector_new (&recorder.sink, NULL, &stats);
  for (int i = 0; i < 2; i++)
    {
      msp_collector_set_unit (collector, &rows[i]);
      send_row (msp_collector_get_sink (collector), i == 0 ? 150 : 50, MSP_FATE_READ);
      send_row (msp_collector_get_sink (collector), 7, MSP_FATE_FAILED);   /* given up behind its row */
    }
  cr_expect (rows[0].size == 150 && rows[1].size == 50);
  cr_assert (msp_collector_end_unit (collector, &second, &rows[1], NULL));
  cr_assert (msp_collector_end_unit (collector, &first, &rows[0], NULL));
  cr_expect_str_eq (recorder.sources->str, "root/a mbox 200 2 read \n");
  msp_tally_clear (&rows[0]);
  msp_tally_clear (&rows[1]);
  recorder_clear (&recorder);
}
