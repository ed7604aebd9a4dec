/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/item.h"

#include <criterion/criterion.h>

Test (item, nameless_item_is_numbered)
{
  g_autoptr (GPtrArray) items = msp_items_new ();

  msp_items_add (items, "a.txt", "text/plain", g_bytes_new_static ("x", 1), MSP_FATE_READ, MSP_REASON_NONE);
  msp_items_add (items, NULL, NULL, NULL, MSP_FATE_OPAQUE, MSP_REASON_ENCRYPTED);
  const MspItem *first = g_ptr_array_index (items, 0), *second = g_ptr_array_index (items, 1);
  cr_expect_str_eq (first->name, "a.txt");
  cr_expect_eq (g_bytes_get_size (first->bytes), 1);
  cr_expect_str_eq (second->name, "2");
  cr_expect_null (second->bytes);
  cr_expect_eq (second->reason, MSP_REASON_ENCRYPTED);
}

Test (item, name_is_made_valid)
{
  g_autoptr (GPtrArray) items = msp_items_new ();

  msp_items_add (items, "a\xff.txt", NULL, NULL, MSP_FATE_FAILED, MSP_REASON_DAMAGED);
  cr_expect (g_utf8_validate (((const MspItem *) g_ptr_array_index (items, 0))->name, -1, NULL));
}

Test (item, nobody_asked)
{
  msp_items_add (NULL, "a.txt", NULL, g_bytes_new_static ("x", 1), MSP_FATE_READ, MSP_REASON_NONE);
}
