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
