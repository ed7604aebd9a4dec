/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "access/mailboxes.h"

TestSuite (mailboxes);

Test (mailboxes, keys_of_one_are_one_whatever_order_they_come_in)
{
  static const char *const keys[] = { "S-1-5-21-7", "A3E7C1D9", "pat@agency.example", "alias@agency.example" };

  for (gsize first = 0; first < G_N_ELEMENTS (keys); first++)
    {
      g_autoptr (MspNames) names = msp_names_new ();
      g_autoptr (MspMailboxes) mailboxes = msp_mailboxes_new (names);
      guint32 other = msp_mailboxes_add (mailboxes, "dana@agency.example"), top = msp_mailboxes_add (mailboxes, keys[first]);

      for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        msp_mailboxes_join (mailboxes, top, msp_mailboxes_add (mailboxes, keys[i]));
      for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        cr_expect_str_eq (msp_mailboxes_get_title (mailboxes, msp_mailboxes_add (mailboxes, keys[i])), "alias@agency.example");
      cr_expect_neq (msp_mailboxes_find (mailboxes, other), msp_mailboxes_find (mailboxes, top));
    }
}

Test (mailboxes, no_key_is_no_mailbox)
{
  g_autoptr (MspNames) names = msp_names_new ();
  g_autoptr (MspMailboxes) mailboxes = msp_mailboxes_new (names);
  guint32 pat = msp_mailboxes_add (mailboxes, " Pat@Agency.example ");

  msp_mailboxes_join (mailboxes, pat, 0);
  cr_expect_eq (msp_mailboxes_add (mailboxes, ""), 0);
  cr_expect_eq (msp_mailboxes_find (mailboxes, 0), 0);
  cr_expect_eq (msp_mailboxes_find (mailboxes, msp_names_add (names, "not a key")), 0);
  cr_expect_str_eq (msp_mailboxes_get_title (mailboxes, pat), "pat@agency.example");
}
