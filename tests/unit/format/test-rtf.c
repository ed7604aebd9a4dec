/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/rtf.h"

#include <criterion/criterion.h>

static char *
dup_text (const char *text, gsize len)
{
  g_auto (MspRtf) rtf = { 0 };

  msp_rtf_init (&rtf, msp_span_new (text, len), 100000);
  GString *out = g_string_new_len (rtf.text->str, (gssize) rtf.text->len);
  for (guint i = 0; i < rtf.objects->len; i++)
    {
      const MspRtfObject *object = g_ptr_array_index (rtf.objects, i);
      gsize n;
      const char *data = g_bytes_get_data (object->bytes, &n);

      g_string_append_printf (out, "[%s=%.*s]", object->name != NULL ? object->name : "", (int) n, n > 0 ? data : "");
    }
  return g_string_free (out, FALSE);
}

Test (rtf, text_comes_out)
{
  static const struct { const char *rtf, *expected; } rows[] = {
    { "{\\rtf1\\ansi plain \\b bold\\b0  text\\par next}", "plain bold text\nnext" },
    { "{\\rtf1\\ansi\\ansicpg1252 caf\\'e9 \\u8364? \\{x\\}\\~y\\_z}", "caf\303\251 \342\202\254 {x}\302\240y-z" },
    { "{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0\\'e8}", "\320\237\321\200\320\270" },
    { "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}{\\f2\\fcharset128 Mincho;}}"
      "\\f1 \\'cf\\f0 \\'e9 {\\f2 \\'93\\'fa\\'96\\'7b}\\'e9}", "\320\237\303\251 \346\227\245\346\234\254\303\251" },
    { "{\\rtf1\\uc2 \\u1055\\'cf\\'cf.{\\uc0 \\u1056 x}\\uc1\\u-10179?\\u-8704?}", "\320\237.\320\240x\360\237\230\200" },
    { "{\\rtf1{\\info{\\title Plan}{\\author Jane}}{\\stylesheet{\\s0 Normal;}}body}", "Title: Plan\nAuthor: Jane\nbody" },
    { "{\\rtf1\\trowd Name\\cell SSN\\cell\\row Jane\\cell 899-12-3456\\cell\\row}", "Name\tSSN\t\nJane\t899-12-3456\t\n" },
    { "{\\rtf1 {\\v hidden}{\\deleted gone}{\\*\\unknown not}{\\*\\annotation note}}", "hiddengonenote" },
    { "{\\rtf1{\\upr{old}{\\*\\ud new}} x}", "new x" },
    { "{\\rtf1 {\\field{\\*\\fldinst HYPERLINK \"https://a.example/\"}{\\fldrslt here}}}", " <https://a.example/> here" },
    { "{\\rtf1 a\\bin5 \\}}{}b}", "ab" },
    { "{\\rtf1 {\\*\\shppict{\\pict\\pngblip 89504e47}}{\\nonshppict{\\pict 00}}x}", "x[=\x89PNG]" },
    { "{\\rtf1{\\object{\\*\\objdata 01050000 02000000 08000000 5061636b61676500 00000000 00000000 2a000000"
      "0200612e74787400433a5c612e747874000000030002000000780004000000616263640000000000000000000000}{\\result r}}}", "r[a.txt=abcd]" },
    { "", "" }, { "{\\rtf1 never closed {{", "never closed " }, { "}}}} text", " text" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = dup_text (rows[i].rtf, strlen (rows[i].rtf));

      cr_expect_str_eq (found, rows[i].expected, "row %zu: '%s'", i, found);
    }
}

Test (rtf, what_outlook_wrapped_up_comes_out)
{
  static const struct { const char *rtf; MspRtfKind kind; const char *expected; } rows[] = {
    { "{\\rtf1\\ansi\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}{\\*\\htmltag64}{\\*\\htmltag84 <p>}\\htmlrtf \\par\\htmlrtf0 "
      "a &amp; b{\\*\\mhtmltag84 <p class=x>}\\htmlrtf {\\b\\htmlrtf0 bold\\htmlrtf }\\htmlrtf0{\\*\\htmltag92 </p>}}",
      MSP_RTF_FROM_HTML, "<p>a &amp; bbold</p>" },
    { "{\\rtf1\\ansi\\fromtext one\\par two\\tab three}", MSP_RTF_FROM_TEXT, "one\ntwo\tthree" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (MspRtf) rtf = { 0 };

      msp_rtf_init (&rtf, msp_span_from_string (rows[i].rtf), 1000);
      cr_expect_str_eq (rtf.text->str, rows[i].expected, "row %zu: %s", i, rtf.text->str);
      cr_expect_eq (rtf.kind, rows[i].kind);
    }
}

Test (rtf, limits_hold)
{
  g_autoptr (GString) text = g_string_new ("{\\rtf1 ");
  g_auto (MspRtf) rtf = { 0 };

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "{x");
  msp_rtf_init (&rtf, msp_span_new (text->str, text->len), 5000);
  cr_expect (rtf.truncated);
  cr_expect_leq (rtf.text->len, 5002);
}

Test (rtf, any_bytes_end)
{
  static const char good[] = "{\\rtf1\\ansi\\fromhtml1{\\fonttbl{\\f0\\fcharset128 a;}}{\\*\\htmltag <p>}\\u55357?\\'93{\\pict 41}\\bin3 abc"
                             "{\\*\\objdata 0105000002}{\\upr{a}{\\*\\ud b}}{\\field{\\*\\fldinst HYPERLINK \"a\"}}\\uc3\\f0\\plain}";
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  for (guint round = 0; round < 5000; round++)
    {
      g_autofree char *text = g_memdup2 (good, sizeof good);
      gsize len = round % 3 == 0 ? (gsize) g_rand_int_range (rand, 0, sizeof good) : sizeof good - 1;

      for (guint i = 0; i < round % 7; i++)
        text[g_rand_int_range (rand, 0, sizeof good - 1)] = good[g_rand_int_range (rand, 0, sizeof good - 1)];
      g_autofree char *part = g_memdup2 (text, len + 1);
      g_autofree char *found = dup_text (part, len);
      cr_expect_leq (strlen (found), 1000);
    }
}
