/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "detect/guard.h"
#include "detect/paragraph.h"

#define LINE "QWxhZGRpbjpvcGVuIHNlc2FtZQWxhZGRpbjpvcGVuIHNlc2FtZQWxhZGRpbjpvcGVuIHNlc2Ft"

/* Each text holds the value once; the named guard objects or, NULL, none does. */
Test (guard, neighbours_speak_against_a_value)
{
  static const struct {
    MspGuards   guards;
    const char *text, *value, *objection;
  } rows[] = {
    { MSP_GUARD_EDGES, "no 123456789.", "123456789", NULL },
    { MSP_GUARD_EDGES, "x123456789", "123456789", "edges" },
    { MSP_GUARD_EDGES, "123456789_", "123456789", "edges" },
    { MSP_GUARD_EDGES, "\303\251123456789", "123456789", "edges" },
    { MSP_GUARD_EDGES, "\342\200\234123456789\342\200\235", "123456789", NULL },
    { MSP_GUARD_NUMBER, "1.123456789", "123456789", "number" },
    { MSP_GUARD_NUMBER, "123456789-0", "123456789", "number" },
    { MSP_GUARD_NUMBER, "123456789. 5", "123456789", NULL },
    { MSP_GUARD_NUMBER, "f(10) = 1.95520948210738", "1.95520948210738", "number" },
    { MSP_GUARD_NUMBER, "rib 536.90.4399", "536.90.4399", NULL },
    { MSP_GUARD_URL, "see http://a.example/x?id=123456789 now", "123456789", "url" },
    { MSP_GUARD_URL, "<20030405.123456789@mail.example>", "123456789", "url" },
    { MSP_GUARD_URL, "/var/log/123456789", "123456789", "url" },
    { MSP_GUARD_URL, "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "11d0", "url" },
    { MSP_GUARD_URL, "Message-ID: abc 123456789", "123456789", "url" },
    { MSP_GUARD_URL, "and/or 123456789", "123456789", NULL },
    { MSP_GUARD_HEX, "a1b2 123456789", "123456789", "hex" },
    { MSP_GUARD_HEX, "123456789 0f3c", "123456789", "hex" },
    { MSP_GUARD_HEX, "add 123456789 bed", "123456789", NULL },
    { MSP_GUARD_ENCODED, LINE "\n" LINE "123456789\n" LINE, "123456789", "encoded" },
    { MSP_GUARD_ENCODED, "one line of words and 123456789 in it, as long as base64 would be, is none", "123456789", NULL },
    { MSP_GUARD_MASKED, "***-**-1234", "1234", "masked" },
    { MSP_GUARD_MASKED, "XXX-XX-1234", "1234", "masked" },
    { MSP_GUARD_MASKED, "no. 1234", "1234", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize start = (gsize) (strstr (rows[i].text, rows[i].value) - rows[i].text);
      MspGuardMemo memo = { 0 };
      MspGuards objects = msp_guards_check (&memo, rows[i].guards, msp_span_from_string (rows[i].text), start,
                                            start + strlen (rows[i].value));

      cr_expect_str_eq (objects != 0 ? msp_guard_get_name (objects) : "none", rows[i].objection != NULL ? rows[i].objection : "none",
                        "row %zu '%s'", i, rows[i].text);
    }
}

/* Rules in turn, each with some guards: what the memo holds changes no answer, nor does what it holds of another place. */
Test (guard, memo_says_what_a_fresh_check_says)
{
  static const char text[] = "v 1.123456789 a1b2 987654321 see http://a.example/?id=555666777";
  static const char *const values[] = { "123456789", "987654321", "555666777" };
  static const MspGuards sets[] = { MSP_GUARD_EDGES, MSP_GUARD_NUMBER | MSP_GUARD_URL, MSP_GUARD_HEX,
                                    MSP_GUARD_URL | MSP_GUARD_HEX, MSP_GUARD_NUMBER | MSP_GUARD_HISTOGRAM,
                                    MSP_GUARD_EDGES | MSP_GUARD_ENCODED, 0 };
  MspGuardMemo memo = { 0 };

  for (gsize i = 0; i < 20 * G_N_ELEMENTS (sets); i++)
    {
      const char *value = values[i / 3 % G_N_ELEMENTS (values)];
      gsize start = (gsize) (strstr (text, value) - text);
      MspGuardMemo fresh = { 0 };
      MspGuards guards = sets[i * 5 % G_N_ELEMENTS (sets)];

      cr_expect_eq (msp_guards_check (&memo, guards, msp_span_from_string (text), start, start + 9) != 0,
                    msp_guards_check (&fresh, guards, msp_span_from_string (text), start, start + 9) != 0, "step %zu", i);
    }
}

Test (guard, histogram_refuses_patterns_of_digits)
{
  static const struct {
    const char *value;
    gboolean    stands;
  } rows[] = { { "536-90-4399", TRUE }, { "111-11-1112", FALSE }, { "123456-111", FALSE }, { "987654321", FALSE },
               { "123-45-9999", TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_eq (msp_guard_histogram (msp_span_from_string (rows[i].value), 0, strlen (rows[i].value)), rows[i].stands, "%s",
                  rows[i].value);
}

Test (paragraph, is_the_same_however_it_is_laid_out)
{
  static const struct { const char *text; gboolean stands, same; } layouts[] = {
    { "Dear Bob,\n\nThis mail is privileged\nand confidential.\n", TRUE, TRUE },
    { "Dear Bob,\nwe speak at nine.\n\n  This mail is privileged and confidential.\n\nVisit us.\n", TRUE, TRUE },
    { "On Friday Jane wrote:\n>\n> This mail is privileged\n> and confidential.\n>\n> Visit us.\n", TRUE, TRUE },
    { "Dear Bob,\n\nThis memo is privileged and confidential.\n", TRUE, FALSE },
    { "This mail is privileged and confidential.\n\nJane\n", FALSE, FALSE },
    { "privileged", FALSE, FALSE },
  };
  static const guint8 key[MSP_KEY_LEN] = { 1 };
  g_autoptr (MspKeyedHash) keyed = msp_keyed_hash_new (key);
  guint8 first[MSP_VALUE_KEY_LEN];

  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      MspSpan text = msp_span_from_string (layouts[i].text);
      guint8 hash[MSP_VALUE_KEY_LEN] = { 0 };
      gboolean stands = msp_paragraph_hash (text, (gsize) (strstr (layouts[i].text, "privileged") - layouts[i].text), keyed, hash);

      cr_expect_eq (stands, layouts[i].stands, "row %zu", i);
      if (i == 0)
        memcpy (first, hash, sizeof first);
      cr_expect_eq (memcmp (hash, first, sizeof first) == 0, layouts[i].same, "row %zu", i);
    }
}
