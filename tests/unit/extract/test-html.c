/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractor.h"

#include <criterion/criterion.h>

#include "dump.h"

typedef struct {
  const char *html, *expected;
} Row;

static void
expect_texts (const Row *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = dump_text ("text/html", rows[i].html);

      cr_expect_str_eq (text, rows[i].expected, "%s: '%s'", rows[i].html, text);
    }
}

static void
expect_marks (MspMarkKind kind, const Row *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *marks = dump_marks ("text/html", rows[i].html, kind);

      cr_expect_str_eq (marks, rows[i].expected, "%s: '%s'", rows[i].html, marks);
    }
}

Test (html, blocks_make_lines_and_white_space_collapses)
{
  static const Row rows[] = {
    { "a  b\n c\t d", "a b c d" },
    { "<p>one</p><p>two</p>", "one\n\ntwo" },
    { "<div>one</div><div>two</div>", "one\ntwo" },
    { "one<br>two<br/><br>three<br><br><br>four", "one\ntwo\n\nthree\n\nfour" },
    { "<ul><li>a<li>b</ul>c", "a\nb\n\nc" },
    { "<h1>T</h1>x", "T\n\nx" },
    { "a<b>b</b>c <i> d</i>", "abc d" },
    { "<pre>a  b\r\n  c</pre>d", "a  b\n  c\n\nd" },
    { "a&nbsp;&nbsp;b\xc2\xa0" "c", "a b c" },
    { "\xc2\xab x \xc2\xbb \xc3\xa9", "\xc2\xab x \xc2\xbb \xc3\xa9" },
    { "a long line of text, longer than a block of sixteen  bytes  is",
      "a long line of text, longer than a block of sixteen bytes is" },
  };

  expect_texts (rows, G_N_ELEMENTS (rows));
}

Test (html, references_are_decoded)
{
  static const Row rows[] = {
    { "&lt;&gt;&amp;&quot;&apos;", "<>&\"'" },
    { "&eacute;&Eacute;&euro;&thetasym;", "\xc3\xa9\xc3\x89\xe2\x82\xac\xcf\x91" },
    { "&#233;&#xE9;&#XE9;&#233", "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9" },
    { "&#146;&#150;", "\xe2\x80\x99\xe2\x80\x93" },
    { "AT&T R&D &nosuch; &eacutex &copy 5 &#; &#x; &", "AT&T R&D &nosuch; \xc3\xa9x \xc2\xa9 5 &#; &#x; &" },
    { "x&#0;y&#x110000;z&#xd800;", "x\xef\xbf\xbdy\xef\xbf\xbdz\xef\xbf\xbd" },
    { "a&#10;b&#9;c&#1;d", "a b cd" },
  };

  expect_texts (rows, G_N_ELEMENTS (rows));
}

Test (html, broken_markup_loses_no_text)
{
  static const Row rows[] = {
    { "a < b and c > d", "a < b and c > d" },
    { "I <3 you", "I <3 you" },
    { "<john@example.com> wrote", "<john@example.com> wrote" },
    { "see <https://www.example/a>", "see <https://www.example/a>" },
    { "<b>bold <i>both", "bold both" },
    { "<td <b>x</b>", "x" },
    { "x <!-- never closed", "x never closed" },
    { "<style>p {} x", "p {} x" },
    { "<p align=center class=x>y", "y" },
    { "a<br", "a<br" },
    { "<a href=\"http://www.example/>text</a>", "text" },
    { "</p>x</div></table></td>y", "x\ny" },
    { "x<![endif]>y<?php echo ?>z<!DOCTYPE foo>", "xyz" },
    { "<![CDATA[a < b]]>", "a < b" },
  };

  expect_texts (rows, G_N_ELEMENTS (rows));
}

Test (html, scripts_and_styles_are_dropped)
{
  static const Row rows[] = {
    { "a<script>if (a < b) x ('</p>')</script>b", "ab" },
    { "<STYLE type=text/css>p { }</Style>b", "b" },
    { "<html><head><title>T &amp; U</title></head><body>b", "T & U\nb" },
  };

  expect_texts (rows, G_N_ELEMENTS (rows));
}

Test (html, tables_keep_rows_and_columns)
{
  static const Row texts[] = {
    { "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>e", "a\tb\nc\td\ne" },
    { "<table><tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c<td>d</table>e", "a\tb\nc\td\ne" },
    { "<table><tr><td></td><td> </td></tr><tr><td>x</td></tr></table>", "x" },
    { "<table><tr><td colspan=2>a</td><td>b</td></tr></table>", "a\t\tb" },
    { "<table><tr><td><table><tr><td>in</td></tr></table></td></tr></table>out", "in\nout" },
  };
  static const Row cells[] = {
    { "<table><tr><th>Name<th>SSN<tr><td>A<td>1</table>", "0,0 Name\n0,1 SSN\n1,0 A\n1,1 1\n" },
    { "<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d</table>", "0,0 a\n0,1 b\n1,1 c\n2,0 d\n" },
    { "<table><tr><td colspan=2>a<td>b</table>", "0,0 a\n0,2 b\n" },
  };
  static const Row tables[] = {
    { "<table><tr><th>Name<th>SSN<tr><td>A<td>1</table><table><tr><td>x</table>", "0,1\n1,0\n" },
    { "<table><tr><td>Name<td>SSN<tr><td>A<td>1</table>", "0,1\n" },
    { "<table><tr><td>Name<td>5<tr><td>A<td>1</table>", "0,0\n" },
  };

  expect_texts (texts, G_N_ELEMENTS (texts));
  expect_marks (MSP_MARK_CELL, cells, G_N_ELEMENTS (cells));
  expect_marks (MSP_MARK_TABLE, tables, G_N_ELEMENTS (tables));
}

Test (html, hidden_text_is_kept_and_marked)
{
  static const Row rows[] = {
    { "a<span style='display: none'>b</span>c", "b\n" },
    { "a<div style='x:y; VISIBILITY:hidden;'>b<div>c</div>d</div>e", "b\nc\nd\n" },
    { "<p hidden>a<p>b", "a\n" },
    { "<font color=white style='background:#FFFFFF'>w</font>", "w\n" },
    { "<span style='font-size:0px'>z</span><span style='font-size:0.9em'>y</span>", "z\n" },
    { "x<!-- secret -->y", "secret\n" },
    { "<!--[if mso]><p>word</p><![endif]-->y", "word\n" },
    { "<table><tr><td style='display:none'>a<td>b</table>", "a\n" },
    { "<p title='tip'>b", "tip\n" },
  };

  expect_marks (MSP_MARK_HIDDEN, rows, G_N_ELEMENTS (rows));
}

Test (html, targets_of_links_follow_their_text)
{
  static const Row texts[] = {
    { "<a href='https://www.example/?a=1&amp;b=2&copy=3'>here</a>.", "here <https://www.example/?a=1&b=2&copy=3>." },
    { "<a href=http://www.example>http://www.example</a>", "http://www.example" },
    { "<a href='mailto:a@mail.example'>a@mail.example</a>", "a@mail.example" },
    { "<a href='http://www.example'>at </a>home", "at <http://www.example> home" },
    { "<a href='#top'>up</a><a href='javascript:x()'>js</a>", "upjs" },
    { "<img src='http://www.example/x.png' alt='A cat'>b", "A cat <http://www.example/x.png> b" },
  };
  static const Row links[] = {
    { "<a href='tel:+1555'>call</a>", "tel:+1555\n" },
  };

  expect_texts (texts, G_N_ELEMENTS (texts));
  expect_marks (MSP_MARK_LINK, links, G_N_ELEMENTS (links));
}

Test (html, quoted_history_and_signatures_are_marked)
{
  static const Row quoted[] = {
    { "new<blockquote>old<blockquote>older</blockquote>x</blockquote>end", "old\n\nolder\n\nx\n" },
    { "new<div class=\"gmail_quote\"><div>On x, y wrote:</div>old</div>end", "On x, y wrote:\nold\n" },
    { "new<div id=\"divRplyFwdMsg\">From: a</div><div>old</div>", "From: a\nold\n" },
  };
  static const Row signature[] = {
    { "x<div class=gmail_signature>Ann</div>y", "Ann\n" },
  };

  expect_marks (MSP_MARK_QUOTED, quoted, G_N_ELEMENTS (quoted));
  expect_marks (MSP_MARK_SIGNATURE, signature, G_N_ELEMENTS (signature));
}

Test (html, form_fields_have_names_and_values)
{
  static const char html[] = "<input type=text name=ssn value='078-05-1120'><input type=hidden name=t value=7>"
                             "<textarea name=n>a\n b</textarea><input type=submit value=Go>";
  static const Row names[] = { { html, "ssn\nt\nn\n" } }, values[] = { { html, "078-05-1120\n7\na\n b\n" } };

  expect_marks (MSP_MARK_FIELD_NAME, names, 1);
  expect_marks (MSP_MARK_FIELD_VALUE, values, 1);
}
