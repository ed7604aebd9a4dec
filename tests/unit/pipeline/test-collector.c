/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/collector.h"

#include <criterion/criterion.h>

#include "support/recorder.h"

/* Rows of the three parts of one file of 300 bytes, and what the file's row must be. */
static const struct {
  struct {
    guint64   size;    /* 0: the part sends no row */
    MspFate   fate;
    MspReason reason;
  } parts[3];
  const char *wanted;
} cases[] = {
  { { { 100, MSP_FATE_READ, 0 }, { 100, MSP_FATE_READ, 0 }, { 100, MSP_FATE_READ, 0 } }, "root/a mbox 300 3 read \n" },
  { { { 300, MSP_FATE_READ, 0 }, { 0, 0, 0 }, { 0, 0, 0 } }, "root/a mbox 300 1 read \n" },
  { { { 100, MSP_FATE_READ, 0 }, { 90, MSP_FATE_PARTIAL, MSP_REASON_DAMAGED }, { 100, MSP_FATE_READ, 0 } },
    "root/a mbox 300 3 partial damaged\n" },
  { { { 100, MSP_FATE_FAILED, MSP_REASON_CRASHED }, { 100, MSP_FATE_READ, 0 }, { 100, MSP_FATE_READ, 0 } },
    "root/a mbox 300 3 partial crashed\n" },
  { { { 100, MSP_FATE_READ, 0 }, { 100, MSP_FATE_READ, 0 }, { 100, MSP_FATE_FAILED, MSP_REASON_TIMEOUT } },
    "root/a mbox 300 3 partial timeout\n" },
};

static void
send_part (MspSink *sink, guint64 size, MspFate fate, MspReason reason)
{
  MspSourceRecord record = { .locator = "root/a", .kind = "mbox", .size = size, .messages = 1, .expected = G_MAXUINT64,
                             .fate = fate, .reason = reason };

  record.bytes[fate] = size;
  cr_assert (msp_sink_source (sink, &record, NULL));
}

Test (collector, parts_of_a_file_become_one_row)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MspScanStats stats = { 0 };
      MspFile file = { .path = (char *) "root/a", .size = 300 };
      const MspPlanUnit unit = { .file = &file, .n_parts = 3 };
      Recorder recorder;

      recorder_init (&recorder);
      g_autoptr (MspCollector) collector = msp_collector_new (&recorder.sink, NULL, &stats);
      for (guint part = 0; part < 3; part++)
        {
          if (cases[i].parts[part].size > 0)
            send_part (msp_collector_get_sink (collector), cases[i].parts[part].size, cases[i].parts[part].fate,
                       cases[i].parts[part].reason);
          cr_expect_eq (recorder.sources->len, 0);
          cr_assert (msp_collector_end_unit (collector, &unit, NULL));
        }
      cr_expect_str_eq (recorder.sources->str, cases[i].wanted);
      cr_expect_eq (recorder.unbalanced, 0, "case %zu", i);
      cr_expect_eq (stats.files, 1);
      recorder_clear (&recorder);
    }
}
