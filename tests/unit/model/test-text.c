/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/text.h"

#include <criterion/criterion.h>

Test (text, innermost_mark_is_found)
{
  g_autoptr (MspText) text = msp_text_new ();

  g_string_append (text->text, "name\tssn\nx\ty\n");
  msp_text_mark (text, MSP_MARK_CELL, 11, 1, 1);
  msp_text_mark (text, MSP_MARK_TABLE, 0, 0, 1);
  g_string_append (text->text, "after");
  msp_text_mark (text, MSP_MARK_QUOTED, 13, 0, 0);
  msp_text_finish (text);

  cr_assert_not_null (msp_text_find_mark (text, MSP_MARK_TABLE, 0));
  cr_assert_null (msp_text_find_mark (text, MSP_MARK_TABLE, 13));
  cr_assert_null (msp_text_find_mark (text, MSP_MARK_CELL, 10));
  cr_assert_eq (msp_text_find_mark (text, MSP_MARK_CELL, 12)->b, 1);
  cr_assert_null (msp_text_find_mark (text, MSP_MARK_QUOTED, 18));
}

static const MspMark *
find_slowly (const MspText *text, MspMarkKind kind, gsize offset)
{
  for (guint i = text->marks->len; i-- > 0;)
    {
      const MspMark *mark = &g_array_index (text->marks, MspMark, i);

      if (mark->kind == (guint32) kind && mark->start <= offset && offset < mark->end)
        return mark;
    }
  return NULL;
}

Test (text, marks_at_random_are_found_as_by_a_search_of_all)
{
  for (guint32 seed = 1; seed <= 50; seed++)
    {
      g_autoptr (MspText) text = msp_text_new ();
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);

      for (guint i = 0; i < 60; i++)
        {
          gsize start = (gsize) g_rand_int_range (random, 0, (gint32) text->text->len + 1);

          g_string_append_len (text->text, "xxxxxxxx", g_rand_int_range (random, 0, 8));
          msp_text_mark (text, (MspMarkKind) g_rand_int_range (random, 0, MSP_N_MARKS), start, i, 0);
        }
      msp_text_finish (text);
      for (guint kind = 0; kind < MSP_N_MARKS; kind++)
        for (gsize at = 0; at <= text->text->len; at++)
          cr_expect_eq (msp_text_find_mark (text, (MspMarkKind) kind, at), find_slowly (text, (MspMarkKind) kind, at));
    }
}

Test (text, a_text_never_finished_has_no_marks_to_find)
{
  g_autoptr (MspText) text = msp_text_new ();

  cr_expect_null (msp_text_find_mark (text, MSP_MARK_CELL, 0));
}

Test (text, a_text_used_again_forgets_its_marks)
{
  g_autoptr (MspText) text = msp_text_new ();

  for (guint i = 0; i < 3; i++)
    {
      g_string_append (text->text, "a text");
      if (i != 1)
        msp_text_add_mark (text, MSP_MARK_CELL, i, 4, 0, 0);
      msp_text_finish (text);
      for (guint32 at = 0; at < 6; at++)
        cr_expect_eq (msp_text_find_mark (text, MSP_MARK_CELL, at) != NULL, i != 1 && at >= i && at < 4);
      msp_text_reset (text);
    }
}

Test (text, marks_of_two_extractors_come_out_in_order)
{
  static const struct { gsize start, end; guint a; } first[] = { { 0, 9, 1 }, { 2, 4, 2 }, { 6, 8, 3 } },
                                                     second[] = { { 0, 9, 4 }, { 0, 3, 5 }, { 2, 5, 6 }, { 7, 9, 7 } };
  static const guint order[] = { 1, 4, 5, 6, 2, 3, 7 };
  g_autoptr (MspText) text = msp_text_new ();

  g_string_append (text->text, "123456789");
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    msp_text_add_mark (text, MSP_MARK_CELL, first[i].start, first[i].end, first[i].a, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (second); i++)
    msp_text_add_mark (text, MSP_MARK_CELL, second[i].start, second[i].end, second[i].a, 0);
  msp_text_finish (text);
  cr_assert_eq (text->marks->len, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    cr_expect_eq (g_array_index (text->marks, MspMark, i).a, order[i], "mark %u", i);
}
