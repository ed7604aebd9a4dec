/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/thread.h"

#include <criterion/criterion.h>

static const guint8 key[MSP_KEY_LEN] = { 1 };

/* Keys that both headers have. */
static guint
count_common (const MspMailHeaders *left, const MspMailHeaders *right)
{
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, MSP_VALUE_KEY_LEN), b = g_array_new (FALSE, FALSE, MSP_VALUE_KEY_LEN);
  guint n = 0;

  msp_thread_add_keys (a, left, key);
  msp_thread_add_keys (b, right, key);
  for (guint i = 0; i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      n += memcmp (a->data + (gsize) i * MSP_VALUE_KEY_LEN, b->data + (gsize) j * MSP_VALUE_KEY_LEN, MSP_VALUE_KEY_LEN) == 0;
  return n;
}

#define FROM_TO(one, two) .from = one "@x.example", .to = two "@x.example"

static const struct { MspMailHeaders left, right; guint common; } pairs[] = {
  { { .message_id = "<1@x>" }, { .message_id = "<2@x>", .in_reply_to = "<1@x>" }, 1 },
  { { .message_id = "1@x" }, { .message_id = "<2@x>", .references = "<0@x> <1@x>" }, 1 },
  { { .message_id = "<3@x>", .references = "<0@x>\r\n <1@x>" }, { .message_id = "<4@x>", .references = "<0@x>" }, 1 },
  { { .message_id = "<1@x>" }, { .message_id = "<2@x>" }, 0 },
  { { .subject = "Lunch", FROM_TO ("ann", "bob") }, { .subject = "AW: Re: lunch", FROM_TO ("Bob", "ann") }, 1 },
  { { .subject = "Lunch", FROM_TO ("ann", "bob") }, { .subject = "Lunch", FROM_TO ("ann", "cy") }, 0 },
  { { .subject = "Lunch", FROM_TO ("ann", "bob") }, { .subject = "Dinner", FROM_TO ("ann", "bob") }, 0 },
  { { .subject = "Re:", FROM_TO ("ann", "bob") }, { .subject = "", FROM_TO ("ann", "bob") }, 0 },
};

Test (thread, messages_of_a_conversation_have_a_key_in_common)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    cr_expect_eq (count_common (&pairs[i].left, &pairs[i].right), pairs[i].common, "%u: %u", (guint) i,
                  count_common (&pairs[i].left, &pairs[i].right));
}

Test (thread, topic_is_the_subject_without_marks_of_answers)
{
  static const struct { const char *subject, *topic; } rows[] = {
    { "Re: AW: [x] Lunch ", "[x] lunch" }, { "FWD[2]: a", "a" }, { "Re : b", "b" }, { "Report: c", "report: c" }, { NULL, "" }, { "Re:", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *topic = msp_thread_dup_topic (rows[i].subject);

      cr_expect_str_eq (topic, rows[i].topic);
    }
}

Test (thread, endless_references_keep_the_first_and_the_last)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, MSP_VALUE_KEY_LEN);

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (list, "<%u@x>\r\n ", i);
  const MspMailHeaders first = { .message_id = "<0@x>" }, last = { .message_id = "<9999@x>" }, middle = { .message_id = "<5000@x>" };
  const MspMailHeaders many = { .references = list->str };
  msp_thread_add_keys (keys, &many, key);
  cr_expect_leq (keys->len, 40);
  cr_expect_eq (count_common (&many, &first), 1);
  cr_expect_eq (count_common (&many, &last), 1);
  cr_expect_eq (count_common (&many, &middle), 0);
}
