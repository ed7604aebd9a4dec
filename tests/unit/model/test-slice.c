/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/slice.h"

#include <criterion/criterion.h>

/* The three parts of one file of 300 bytes, and what the file's row must be. */
static const struct {
  struct {
    guint64   size;    /* 0: nothing in it */
    MspFate   fate;
    MspReason reason;
  } parts[3];
  guint64   messages, failed;
  MspFate   fate;
  MspReason reason;
} cases[] = {
  { { { 100, MSP_FATE_READ, 0 }, { 100, MSP_FATE_READ, 0 }, { 100, MSP_FATE_READ, 0 } }, 3, 0, MSP_FATE_READ, 0 },
  { { { 300, MSP_FATE_READ, 0 }, { 0, 0, 0 }, { 0, 0, 0 } }, 1, 0, MSP_FATE_READ, 0 },
  { { { 100, MSP_FATE_READ, 0 }, { 90, MSP_FATE_PARTIAL, MSP_REASON_DAMAGED }, { 100, MSP_FATE_READ, 0 } },
    3, 10, MSP_FATE_PARTIAL, MSP_REASON_DAMAGED },
  { { { 100, MSP_FATE_FAILED, MSP_REASON_CRASHED }, { 100, MSP_FATE_READ, 0 }, { 100, MSP_FATE_READ, 0 } },
    3, 100, MSP_FATE_PARTIAL, MSP_REASON_CRASHED },
  { { { 100, MSP_FATE_READ, 0 }, { 100, MSP_FATE_READ, 0 }, { 100, MSP_FATE_FAILED, MSP_REASON_TIMEOUT } },
    3, 100, MSP_FATE_PARTIAL, MSP_REASON_TIMEOUT },
  { { { 100, MSP_FATE_FAILED, MSP_REASON_CRASHED }, { 100, MSP_FATE_FAILED, MSP_REASON_MEMORY },
      { 90, MSP_FATE_FAILED, MSP_REASON_IO } },
    3, 300, MSP_FATE_FAILED, MSP_REASON_CRASHED },
};

static MspSliceRecord
get_slice (gsize i, guint part)
{
  guint64 size = cases[i].parts[part].size;
  MspSliceRecord slice = {
    .row = { .locator = "root/a", .kind = size > 0 ? "mbox" : NULL, .size = size, .messages = 1, .expected = G_MAXUINT64,
             .fate = cases[i].parts[part].fate, .reason = cases[i].parts[part].reason, .sha256 = part == 2 ? "feed" : NULL },
    .start = 100 * part, .n_parts = 3, .file_size = 300,
  };

  slice.row.bytes[slice.row.fate] = size;
  return slice;
}

static guint64
get_sum (const MspSourceRecord *row)
{
  guint64 sum = 0;

  for (int i = 0; i < MSP_N_FATES; i++)
    sum += row->bytes[i];
  return sum;
}

Test (slice, parts_of_a_file_become_one_row)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (MspSliceSum) sum = { 0 };

      for (guint part = 0; part < 3; part++)
        {
          const MspSliceRecord slice = get_slice (i, part);

          cr_expect_not (part > 0 && msp_slice_sum_is_whole (&sum));
          msp_slice_sum_add (&sum, &slice);
        }
      cr_expect (msp_slice_sum_is_whole (&sum));
      const MspSourceRecord row = msp_slice_sum_to_record (&sum);
      cr_expect_str_eq (row.locator, "root/a");
      cr_expect_str_eq (row.kind, "mbox");
      cr_expect_str_eq (row.sha256, "feed");
      cr_expect_null (row.parent);
      cr_expect_eq (row.size, 300, "row %zu", i);
      cr_expect_eq (get_sum (&row), 300, "row %zu", i);
      cr_expect_eq (row.messages, cases[i].messages, "row %zu", i);
      cr_expect_eq (row.bytes[MSP_FATE_FAILED], cases[i].failed, "row %zu", i);
      cr_expect_eq (row.fate, cases[i].fate, "row %zu", i);
      cr_expect_eq (row.reason, cases[i].reason, "row %zu", i);
    }
}

Test (slice, some_parts_balance_by_themselves)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint missing = 0; missing < 3; missing++)
      {
        g_auto (MspSliceSum) sum = { 0 };

        for (guint part = 0; part < 3; part++)
          if (part != missing)
            {
              const MspSliceRecord slice = get_slice (i, part);

              msp_slice_sum_add (&sum, &slice);
            }
        cr_expect_not (msp_slice_sum_is_whole (&sum));
        const MspSourceRecord row = msp_slice_sum_to_record (&sum);
        cr_expect_eq (get_sum (&row), row.size, "row %zu without %u", i, missing);
        cr_expect_eq (row.kind == NULL, row.size == 0, "row %zu without %u", i, missing);
      }
}
