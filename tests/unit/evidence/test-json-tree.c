/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "evidence/json-tree.h"
#include "evidence/tidy.h"

TestSuite (json_tree);

static void
write_node (const MspJsonTree *tree, MspNode node, GString *out)
{
  static const char open[] = "-----[{", close[] = "-----]}";
  MspNodeKind kind = msp_json_tree_get_kind (tree, node);

  if (kind < MSP_NODE_ARRAY)
    {
      g_string_append_printf (out, kind == MSP_NODE_STRING ? "'%s'" : "%s", kind == MSP_NODE_NULL ? "null" : msp_json_tree_text (tree, node));
      return;
    }
  g_string_append_c (out, open[kind]);
  for (MspNode child = msp_json_tree_first (tree, node); child != 0; child = msp_json_tree_next (tree, child))
    {
      if (kind == MSP_NODE_OBJECT)
        g_string_append_printf (out, "%s:", msp_json_tree_get_key (tree, child));
      write_node (tree, child, out);
      g_string_append (out, msp_json_tree_next (tree, child) != 0 ? "," : "");
    }
  g_string_append_c (out, close[kind]);
}

/* Parses a copy whose end is the end of its memory. */
static char *
parse (const char *text, gsize len, const char **out_reason)
{
  g_autoptr (MspJsonTree) tree = msp_json_tree_new ();
  g_autofree char *copy = g_memdup2 (text, len);
  GString *out = g_string_new (NULL);
  MspNode root;

  *out_reason = NULL;
  root = msp_json_tree_parse (tree, copy, len, out_reason);
  if (root != 0)
    write_node (tree, root, out);
  return g_string_free (out, FALSE);
}

Test (json_tree, values_of_all_kinds_are_read)
{
  static const struct { const char *text, *expected; } cases[] = {
    { "{}", "{}" }, { "[]", "[]" }, { " [ ] ", "[]" }, { "{\"a\":{},\"b\":[]}", "{a:{},b:[]}" },
    { "{\"a\":1,\"b\":-2.5e+3,\"c\":\"x\",\"d\":null,\"e\":true,\"f\":false}", "{a:1,b:-2.5e+3,c:'x',d:null,e:true,f:false}" },
    { "[1,22,333]", "[1,22,333]" }, { "[ 1 , [2,[3]] ]", "[1,[2,[3]]]" }, { "[null,null]", "[null,null]" },
    { "{\"a\":\"q\\\"b\\\\s\\/n\\n\"}", "{a:'q\"b\\s/n\n'}" }, { "[\"\\u00e9\\u20ac\\ud83d\\ude00\"]", "['é€😀']" },
    { "[\"\\ud83d\",\"\\ude00\",\"\\u0000\"]", "['\xef\xbf\xbd','\xef\xbf\xbd','\xef\xbf\xbd']" }, { "{\"\":\"\"}", "{:''}" },
    { "{\"k\\u0065y\" : \"v\" }", "{key:'v'}" },
    { "[1.10,-0.0,1E5,18446744073709551614,-9223372036854775807]", "[1.10,-0.0,1E5,18446744073709551614,-9223372036854775807]" },
    { "[\"a\\u0000b\\u0000\"]", "['a\xef\xbf\xbd\x62\xef\xbf\xbd']" },
    { "{\"b\":1,\"a\":2,\"b\":3}", "{b:3,a:2}" }, { "[\"a\\tb\"]", "['a\tb']" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *reason;
      g_autofree char *text = parse (cases[i].text, strlen (cases[i].text), &reason);

      cr_expect_null (reason, "%s: %s", cases[i].text, reason);
      cr_expect_str_eq (text, cases[i].expected);
    }
}

Test (json_tree, what_is_not_whole_json_is_refused)
{
  static const char *const cases[] = {
    "", " ", "1", "\"a\"", "{", "[", "{]", "[}", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1,}", "[1,]", "[,1]", "[1 2]", "{a:1}",
    "[\"\\x\"]", "[18446744073709551616]", "[-9223372036854775809]", "[007]", "[1-2]", "/**/{}", "{\"a\":1}/**/",
    "{\"a\":\"b}", "[\"\\", "[\"\\u12\"]", "[nul]", "[True]", "[nan]", "{} x", "[]]", "{\"a\":1}{", "[1,,2]", "{\"a\" 1}", "{1:2}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *reason;
      g_autofree char *text = parse (cases[i], strlen (cases[i]), &reason);

      cr_expect_not_null (reason, "%s", cases[i]);
      cr_expect_str_empty (text);
    }
}

Test (json_tree, every_cut_of_a_record_is_refused)
{
  static const char whole[] = "{\"a\":[1,{\"b\":\"c\\u00e9\\n\"}],\"d\":{\"e\":true,\"f\":-1.5},\"g\":null}";

  for (gsize len = 0; len < strlen (whole); len++)
    {
      const char *reason;
      g_autofree char *text = parse (whole, len, &reason);

      cr_expect_not_null (reason, "%zu", len);
    }
}

Test (json_tree, shuffled_bytes_do_no_harm)
{
  static const char whole[] = "{\"a\":[1,{\"b\":\"c\\u00e9\\n\"}],\"d\":{\"e\":true,\"f\":-1.5},\"g\":null}";

  for (guint seed = 0; seed < 500; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *copy = g_strdup (whole), *text = NULL;
      const char *reason;

      for (guint i = 0; i < 4; i++)
        copy[g_rand_int_range (rand, 0, sizeof whole - 1)] = whole[g_rand_int_range (rand, 0, sizeof whole - 1)];
      text = parse (copy, sizeof whole - 1, &reason);
      cr_expect_eq (reason != NULL, *text == '\0');
    }
}

Test (json_tree, depth_is_limited_without_recursion)
{
  g_autofree char *deep = g_strnfill (1000000, '['), *fits = g_malloc0 (2 * MSP_TREE_DEPTH_MAX + 1);
  g_autofree char *first = NULL, *second = NULL;
  const char *reason;

  first = parse (deep, 1000000, &reason);
  cr_expect_str_eq (reason, "it is nested too deeply");
  memset (fits, '[', MSP_TREE_DEPTH_MAX);
  memset (fits + MSP_TREE_DEPTH_MAX, ']', MSP_TREE_DEPTH_MAX);
  second = parse (fits, strlen (fits), &reason);
  cr_expect_null (reason);
}

Test (json_tree, names_are_case_sensitive_and_getters_tolerant)
{
  char text[] = "{\"Count\":\"50\",\"Float\":1156492.00,\"Minus\":-3,\"Huge\":1e300,\"Word\":\"many\",\"Yes\":\"True\",\"One\":1,\"No\":\"False\","
                "\"List\":[7],\"Token\":\"a\",\"token\":\"b\"}";
  g_autoptr (MspJsonTree) tree = msp_json_tree_new ();
  const char *reason = NULL;
  MspNode root = msp_json_tree_parse (tree, text, strlen (text), &reason);

  cr_assert_neq (root, 0);
  cr_expect_eq (msp_json_tree_get_count (tree, root, "Count"), 50);
  cr_expect_eq (msp_json_tree_get_count (tree, root, "Float"), 1156492);
  cr_expect_eq (msp_json_tree_get_count (tree, root, "Minus"), 0);
  cr_expect_eq (msp_json_tree_get_count (tree, root, "Huge"), 0);
  cr_expect_eq (msp_json_tree_get_count (tree, root, "Word"), 0);
  cr_expect_eq (msp_json_tree_get_count (tree, root, "List"), 0);
  cr_expect (msp_json_tree_get_flag (tree, root, "Yes"));
  cr_expect (msp_json_tree_get_flag (tree, root, "One"));
  cr_expect_not (msp_json_tree_get_flag (tree, root, "No"));
  cr_expect_not (msp_json_tree_get_flag (tree, root, "none"));
  cr_expect_str_eq (msp_json_tree_get_text (tree, root, "Token"), "a");
  cr_expect_str_eq (msp_json_tree_get_text (tree, root, "token"), "b");
  cr_expect_eq (msp_json_tree_get (tree, root, "TOKEN"), 0);
  cr_expect_str_eq (msp_json_tree_get_text (tree, 0, "Token"), "");
}

Test (json_tree, text_that_holds_json_unfolds_and_damage_becomes_null)
{
  char text[] = "{\"a\":\"[{\\\"b\\\":\\\"c\\\\\\\\d\\\"}]\",\"cut\":\"[{\\\"b\\\":\",\"word\":\"b:c\",\"last\":2}";
  g_autoptr (MspJsonTree) tree = msp_json_tree_new ();
  const char *reason = NULL;
  MspNode root = msp_json_tree_parse (tree, text, strlen (text), &reason), list = msp_json_tree_get (tree, root, "a");

  cr_expect (msp_json_tree_unfold (tree, list));
  cr_expect (msp_json_tree_unfold (tree, list));
  cr_expect_str_eq (msp_json_tree_get_text (tree, msp_json_tree_first (tree, list), "b"), "c\\d");
  cr_expect_not (msp_json_tree_unfold (tree, msp_json_tree_get (tree, root, "cut")));
  cr_expect_eq (msp_json_tree_get_kind (tree, msp_json_tree_get (tree, root, "cut")), MSP_NODE_NULL);
  cr_expect_not (msp_json_tree_unfold (tree, msp_json_tree_get (tree, root, "word")));
  cr_expect_str_eq (msp_json_tree_get_text (tree, root, "word"), "b:c");
  cr_expect_not (msp_json_tree_unfold (tree, 0));
  cr_expect_str_eq (msp_json_tree_get_text (tree, root, "last"), "2");
}

Test (json_tree, a_record_of_too_many_values_is_refused)
{
  GString *text = g_string_new ("[0");
  g_autofree char *out = NULL;
  const char *reason;

  for (gsize i = 0; i < (1 << 21); i++)
    g_string_append (text, ",0");
  g_string_append_c (text, ']');
  out = parse (text->str, text->len, &reason);
  cr_expect_str_eq (reason, "it has too many values");
  g_string_free (text, TRUE);
}

Test (json_tree, bytes_that_are_no_utf8_are_replaced_and_nul_is_told)
{
  char latin[] = "caf\xe9 \xe2\x82\xac \xff", nul[] = "a\0b";

  cr_expect (msp_tidy_text (latin, sizeof latin - 1));
  cr_expect_str_eq (latin, "caf? \xe2\x82\xac ?");
  cr_expect_not (msp_tidy_text (nul, sizeof nul - 1));
}
