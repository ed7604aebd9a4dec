/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/emlx.h"

#include <criterion/criterion.h>

#include "entries.h"
#include "model/record.h"

#define PLIST(flags) "<?xml version=\"1.0\"?>\n" \
  "<plist version=\"1.0\"><dict><key>flags</key><integer>" flags "</integer></dict></plist>\n"
#define MESSAGE "Subject: a\n\nsome text\n"

Test (emlx, message_and_flags_are_told_apart)
{
  static const struct { const char *text, *expected; guint32 flags; MspReason reason; } rows[] = {
    { "22        \n" MESSAGE PLIST ("1"), MESSAGE "|#101;", MSP_MESSAGE_SEEN, MSP_REASON_NONE },
    { "22\n" MESSAGE PLIST ("3"), MESSAGE "|#101;", MSP_MESSAGE_SEEN | MSP_MESSAGE_DELETED, MSP_REASON_NONE },
    { "22\n" MESSAGE PLIST ("66"), MESSAGE "|#102;", MSP_MESSAGE_DELETED | MSP_MESSAGE_DRAFT, MSP_REASON_NONE },
    { "22\n" MESSAGE, MESSAGE "|", 0, MSP_REASON_NONE },
    { "22\n" MESSAGE "\n", MESSAGE "|#1;", 0, MSP_REASON_NONE },
    { "10\n" MESSAGE PLIST ("1"), MESSAGE "|#101;", MSP_MESSAGE_SEEN, MSP_REASON_NONE },
    { "99999\n" MESSAGE PLIST ("1"), MESSAGE "|#101;", MSP_MESSAGE_SEEN, MSP_REASON_DAMAGED },
    { "99999\n" MESSAGE, MESSAGE "|", 0, MSP_REASON_DAMAGED },
    { "10\n" MESSAGE, MESSAGE "|", 0, MSP_REASON_NONE },
    { "22\n" MESSAGE "<?xml damaged", MESSAGE "|#13;", 0, MSP_REASON_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TestEntries) got = test_entries_new (rows[i].text, strlen (rows[i].text), "1.emlx", 1, G_MAXSIZE, NULL);
      g_autofree char *text = test_entries_dup_text (got);
      const TestEntry *entry = g_ptr_array_index (got->entries, 0);

      cr_expect_str_eq (text, rows[i].expected, "row %zu", i);
      cr_expect_str_eq (got->kind, "emlx");
      cr_expect_eq (entry->flags, rows[i].flags, "row %zu", i);
      cr_expect_eq (entry->reason, rows[i].reason, "row %zu", i);
      cr_expect_eq (got->sum, strlen (rows[i].text), "row %zu", i);
    }
}

Test (emlx, damaged_bytes_all_belong_to_an_entry)
{
  static const char good[] = "22\n" MESSAGE PLIST ("1");
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  MspLimits limits;
  guint accepted = 0;

  msp_limits_init (&limits);
  for (guint round = 0; round < 2000; round++)
    {
      g_autofree char *text = g_memdup2 (good, sizeof good);
      gsize len = round % 4 == 0 ? (gsize) g_rand_int_range (rand, 0, sizeof good) : sizeof good - 1;

      for (guint i = 0; i < round % 5 && len > 0; i++)
        text[g_rand_int_range (rand, 0, (gint32) len)] = good[g_rand_int_range (rand, 0, sizeof good - 1)];
      limits.message_bytes = round % 3 == 0 ? 8 : 1000;
      g_autoptr (TestEntries) got = test_entries_new (text, len, "1.emlx", 7, G_MAXSIZE, &limits);
      if (got->kind != NULL)
        cr_expect_eq (got->sum, len, "round %u", round);
      accepted += got->kind != NULL;
    }
  cr_expect_gt (accepted, 1000);
}
