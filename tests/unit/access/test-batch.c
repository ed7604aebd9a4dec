/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/batch.h"

#include <criterion/criterion.h>

TestSuite (batch);

#define ENOUGH 16384
#define MOST 131072

static void
add_of_file (MspBatch *batch, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *locator = g_strdup_printf ("a.mbox@%u", i);

      msp_batch_add (batch, locator);
    }
}

Test (batch, copies_of_one_locator_are_one)
{
  MspBatch batch;

  msp_batch_init (&batch);
  cr_expect_eq (msp_batch_add (&batch, "a.mbox@0"), 0);
  cr_expect_eq (msp_batch_add (&batch, "a.mbox@0"), 0);
  cr_expect_eq (msp_batch_add (&batch, "a.mbox@9"), 1);
  cr_expect_str_eq (g_ptr_array_index (batch.locators, 1), "a.mbox@9");
  msp_batch_empty (&batch);
  cr_expect_eq (msp_batch_add (&batch, "a.mbox@9"), 0);
  msp_batch_clear (&batch);
}

/* A file is opened once, unless it has too many messages. */
Test (batch, it_ends_with_a_file)
{
  MspBatch batch;

  msp_batch_init (&batch);
  add_of_file (&batch, ENOUGH - 1);
  cr_expect_not (msp_batch_is_full (&batch, "b.mbox@0"));
  msp_batch_add (&batch, "a.mbox@last");
  cr_expect (msp_batch_is_full (&batch, "b.mbox@0"));
  cr_expect (msp_batch_is_full (&batch, "a.mbox.old@0"), "another name that begins alike");
  cr_expect_not (msp_batch_is_full (&batch, "a.mbox@more"));
  cr_expect_not (msp_batch_is_full (&batch, "a.mbox@last"), "the last one again");
  msp_batch_clear (&batch);
}

Test (batch, a_file_of_very_many_is_asked_in_parts)
{
  MspBatch batch;

  msp_batch_init (&batch);
  add_of_file (&batch, MOST);
  cr_expect (msp_batch_is_full (&batch, "a.mbox@more"));
  msp_batch_clear (&batch);
}
