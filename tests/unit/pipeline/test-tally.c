/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/tally.h"

#include <criterion/criterion.h>
#include <gio/gio.h>

static const struct {
  MspContainerError code;
  guint64           read;      /* bytes accounted for before the error */
  MspFate           fate;
  MspReason         reason;
} cases[] = {
  { MSP_CONTAINER_ERROR_CORRUPT, 0, MSP_FATE_FAILED, MSP_REASON_DAMAGED },
  { MSP_CONTAINER_ERROR_CORRUPT, 10, MSP_FATE_PARTIAL, MSP_REASON_DAMAGED },
  { MSP_CONTAINER_ERROR_ENCRYPTED, 0, MSP_FATE_OPAQUE, MSP_REASON_ENCRYPTED },
  { MSP_CONTAINER_ERROR_UNSUPPORTED, 0, MSP_FATE_OPAQUE, MSP_REASON_UNSUPPORTED },
  { MSP_CONTAINER_ERROR_LIMIT, 0, MSP_FATE_PARTIAL, MSP_REASON_LIMIT },
  { MSP_CONTAINER_ERROR_IO, 0, MSP_FATE_FAILED, MSP_REASON_IO },
};

Test (tally, an_error_becomes_a_fate_with_its_reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (MSP_CONTAINER_ERROR, (gint) cases[i].code, "planted \xff");
      g_auto (MspTally) row = { 0 };

      msp_tally_init (&row, "a", NULL);
      row.bytes[MSP_FATE_READ] = cases[i].read;
      msp_tally_fail (&row, error);
      cr_expect_eq (row.fate, cases[i].fate, "row %zu", i);
      cr_expect_eq (row.reason, cases[i].reason, "row %zu", i);
      cr_expect (g_utf8_validate (row.detail, -1, NULL));
    }
}

Test (tally, bytes_are_filled_up_to_the_size_and_never_beyond)
{
  g_auto (MspTally) row = { 0 };

  msp_tally_init (&row, "a", "b");
  row.bytes[MSP_FATE_OPAQUE] = 30;
  msp_tally_fill (&row, 100, MSP_FATE_FAILED);
  cr_expect_eq (row.bytes[MSP_FATE_FAILED], 70);
  msp_tally_fill (&row, 50, MSP_FATE_READ);
  cr_expect_eq (msp_tally_get_sum (&row), 100);
}
