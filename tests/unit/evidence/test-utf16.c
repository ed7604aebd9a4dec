/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "evidence/reader.h"

TestSuite (utf16);

/* What evidence of these bytes unpacks to; NULL if it is as it stands. */
static char *
unpack (const char *data, gsize len)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, len);
  g_autoptr (MspStream) packed = msp_stream_new_for_bytes (bytes), stream = NULL;
  char *text = g_malloc0 (4 * len + 1);
  gsize n = 0;
  gssize got;

  cr_assert (msp_evidence_unpack (packed, &stream, NULL));
  if (stream == NULL)
    {
      g_free (text);
      return NULL;
    }
  while ((got = msp_stream_read (stream, text + n, 3, NULL)) > 0)
    n += (gsize) got;
  cr_expect_eq (got, 0);
  return text;
}

Test (utf16, both_byte_orders_become_utf8)
{
  static const char little[] = "\xff\xfe{\0\xe9\0\xac\x20=\xd8\x00\xde}\0", big[] = "\xfe\xff\0{\0\xe9\x20\xac\xd8=\xde\x00\0}";
  g_autofree char *first = unpack (little, sizeof little - 1), *second = unpack (big, sizeof big - 1);

  cr_expect_str_eq (first, "{é€😀}");
  cr_expect_str_eq (second, "{é€😀}");
}

Test (utf16, halves_of_characters_are_replaced)
{
  static const char lone[] = "\xff\xfe=\xd8x\0\x00\xde=\xd8", odd[] = "\xff\xfex\0y", empty[] = "\xff\xfe";
  g_autofree char *first = unpack (lone, sizeof lone - 1), *second = unpack (odd, sizeof odd - 1), *third = unpack (empty, 2);

  cr_expect_str_eq (first, "\xef\xbf\xbdx\xef\xbf\xbd\xef\xbf\xbd");
  cr_expect_str_eq (second, "x\xef\xbf\xbd");
  cr_expect_str_eq (third, "");
}

Test (utf16, long_text_keeps_every_character)
{
  gsize n = 100001;
  g_autofree char *units = g_malloc (2 * n + 2), *text = NULL;

  memcpy (units, "\xff\xfe", 2);
  for (gsize i = 0; i < n; i++)
    memcpy (units + 2 + 2 * i, "a\0", 2);
  text = unpack (units, 2 * n + 2);
  cr_expect_eq (strlen (text), n);
}

Test (utf16, utf8_is_left_alone)
{
  cr_expect_null (unpack ("{}", 2));
}
