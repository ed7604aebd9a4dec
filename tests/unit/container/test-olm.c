/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/olm.h"

#include <criterion/criterion.h>

#include "entries.h"
#include "model/record.h"

#define PERSON(list, name) "<" list "><emailAddress OPFContactEmailAddressAddress=\"" name "@a.example\" " \
  "OPFContactEmailAddressName=\"" name "\"/></" list ">"
#define EMAIL(subject, more) "<email xml:space=\"preserve\"><OPFMessageCopySubject>" subject "</OPFMessageCopySubject>" \
  "<OPFMessageCopyBody>a &lt;/email&gt; b</OPFMessageCopyBody>" PERSON ("OPFMessageCopyFromAddresses", "ann") \
  "<OPFMessageCopySentTime>2011-08-23T18:36:50</OPFMessageCopySentTime>" more "</email>\n"
#define START "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<emails elementCount=\"1\">"
#define END "</emails>\n"

Test (olm, message_has_its_fields)
{
  static const char text[] = START EMAIL ("Hi", PERSON ("OPFMessageCopyToAddresses", "bob") PERSON ("OPFMessageCopyBCCAddresses", "cy")
    "<OPFMessageGetIsRead>1E0</OPFMessageGetIsRead>"
    "<OPFMessageCopyCategoryList><category OPFCategoryCopyName=\"Red\"/></OPFMessageCopyCategoryList>"
    "<OPFMessageCopyAttachmentList><messageAttachment OPFAttachmentName=\"a.txt\" OPFAttachmentURL=\"Local/a.txt\"/>"
    "</OPFMessageCopyAttachmentList>") END;
  static const char *const expected[] = {
    "From: \"ann\" <ann@a.example>\n", "To: \"bob\" <bob@a.example>\n", "Bcc: \"cy\" <cy@a.example>\n", "Subject: Hi\n",
    "Date: Tue, 23 Aug 2011 18:36:50 +0000\n", "Keywords: Red\n", "a </email> b\n", "Attachment: a.txt (Local/a.txt)\n",
  };
  g_autoptr (TestEntries) got = test_entries_new (text, sizeof text - 1, "message_00001.xml", 100, G_MAXSIZE, NULL);
  const TestEntry *entry = g_ptr_array_index (got->entries, 0);

  cr_assert_str_eq (got->kind, "olm");
  cr_expect_eq (got->entries->len, 1);
  cr_expect_eq (got->sum, sizeof text - 1);
  cr_expect_eq (entry->flags, MSP_MESSAGE_SEEN);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    cr_expect_not_null (strstr (entry->bytes->str, expected[i]), "'%s' is not in\n%s", expected[i], entry->bytes->str);
}

Test (olm, several_messages_follow_one_another)
{
  static const char text[] = START EMAIL ("one", "") EMAIL ("two", "") EMAIL ("three", "") END;
  g_autoptr (TestEntries) got = test_entries_new (text, sizeof text - 1, "a.xml", 1000, G_MAXSIZE, NULL);

  cr_expect_eq (got->entries->len, 3);
  cr_expect_eq (got->sum, sizeof text - 1);
}

Test (olm, cut_and_damaged_files_balance)
{
  static const char text[] = START EMAIL ("one", PERSON ("OPFMessageCopyToAddresses", "bob")) EMAIL ("two", "") END;
  g_autoptr (GRand) rand = g_rand_new_with_seed (41);
  guint partial = 0;

  for (guint round = 0; round < 1000; round++)
    {
      gsize cut = round % 2 == 0 ? (gsize) g_rand_int_range (rand, 200, sizeof text) : sizeof text - 1;
      g_autofree char *bytes = g_memdup2 (text, sizeof text);

      for (guint i = 0; i < round % 6; i++)
        bytes[g_rand_int_range (rand, 60, sizeof text - 1)] = text[g_rand_int_range (rand, 60, sizeof text - 1)];
      g_autoptr (TestEntries) got = test_entries_new (bytes, cut, "a.xml", 77, round % 7 == 0 ? cut / 2 : G_MAXSIZE, NULL);
      cr_expect (got->kind == NULL || got->error != NULL || got->sum == cut, "round %u", round);
      partial += got->entries->len > 0 && ((TestEntry *) g_ptr_array_index (got->entries, 0))->fate == MSP_FATE_PARTIAL;
    }
  cr_expect_gt (partial, 100);
}
