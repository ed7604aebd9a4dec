/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/msg.h"

#include <criterion/criterion.h>

#include "entries.h"
#include "model/record.h"
#include "support/outlook.h"

static const OutlookMessage message = {
  .subject = "a", .body = "some text", .category = "Red", .recipients = { { "Bob", "bob@a.example", 1 } },
};

Test (msg, file_is_one_message_of_its_size)
{
  g_autoptr (GBytes) file = outlook_make_msg (&message);
  gsize len;
  const char *data = g_bytes_get_data (file, &len);
  g_autoptr (TestEntries) got = test_entries_new (data, len, "a.msg", 7000, G_MAXSIZE, NULL);
  const TestEntry *entry = g_ptr_array_index (got->entries, 0);

  cr_assert_str_eq (got->kind, "msg");
  cr_expect_eq (got->entries->len, 1);
  cr_expect_eq (got->sum, len);
  cr_expect_eq (entry->kind, MSP_ENTRY_MESSAGE);
  cr_expect_eq (entry->flags, MSP_MESSAGE_SEEN);
  cr_expect_eq (entry->fate, MSP_FATE_READ);
  cr_expect (g_str_has_prefix (entry->bytes->str, "To: \"Bob\" <bob@a.example>\nSubject: a\n"), "%s", entry->bytes->str);
  cr_expect_not_null (strstr (entry->bytes->str, "Keywords: Red\n"));
}

Test (msg, other_compound_files_are_left_alone)
{
  static const char text[600] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
  g_autoptr (TestEntries) document = test_entries_new (text, sizeof text, "a.doc", 1000, G_MAXSIZE, NULL);
  g_autoptr (TestEntries) broken = test_entries_new (text, sizeof text, "a.msg", 1000, G_MAXSIZE, NULL);
  const TestEntry *entry = g_ptr_array_index (broken->entries, 0);

  cr_expect_null (document->kind);
  cr_expect_str_eq (broken->kind, "msg");
  cr_expect_eq (entry->kind, MSP_ENTRY_RANGE);
  cr_expect_eq (entry->fate, MSP_FATE_FAILED);
  cr_expect_eq (broken->sum, sizeof text);
}

Test (msg, cut_and_damaged_files_balance)
{
  g_autoptr (GBytes) file = outlook_make_msg (&message);
  gsize len;
  const char *data = g_bytes_get_data (file, &len);
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);

  for (guint round = 0; round < 1000; round++)
    {
      gsize cut = round % 2 == 0 ? (gsize) g_rand_int_range (rand, 600, (gint32) len) : len;
      g_autofree char *text = g_memdup2 (data, len);

      for (guint i = 0; i < round % 6; i++)
        text[g_rand_int_range (rand, 8, (gint32) len)] = (char) g_rand_int (rand);
      g_autoptr (TestEntries) got = test_entries_new (text, cut, "a.msg", 5000, round % 5 == 0 ? cut / 2 : G_MAXSIZE, NULL);
      cr_expect (got->kind == NULL || got->error != NULL || got->sum == cut, "round %u", round);
    }
}
