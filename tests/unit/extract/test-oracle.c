/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Our one pass against libxml2's HTML parser: the words outside script and style are the same, in the same order. Left out are
   inputs where the two mean to differ: text that libxml2 drops (comments, attributes, the content of unclosed comments) and
   tags that end inside words. */

#include <criterion/criterion.h>
#include <libxml/HTMLparser.h>

#include "dump.h"

typedef struct {
  GString *words;
  guint    raw;     /* depth of script and style */
} Oracle;

static gboolean
is_raw (const xmlChar *name)
{
  return xmlStrEqual (name, BAD_CAST "script") || xmlStrEqual (name, BAD_CAST "style");
}

static gboolean
is_inline (const xmlChar *name)
{
  static const char *const names[] = { "b", "i", "span", "font", "a", "u", "em", "strong" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (xmlStrEqual (name, BAD_CAST names[i]))
      return TRUE;
  return FALSE;
}

static void
start_element (void *data, const xmlChar *name, const xmlChar **attributes)
{
  Oracle *oracle = data;

  oracle->raw += is_raw (name);
  if (!is_inline (name))
    g_string_append_c (oracle->words, ' ');
}

static void
end_element (void *data, const xmlChar *name)
{
  Oracle *oracle = data;

  oracle->raw -= is_raw (name) && oracle->raw > 0;
  if (!is_inline (name))
    g_string_append_c (oracle->words, ' ');
}

static void
characters (void *data, const xmlChar *text, int len)
{
  Oracle *oracle = data;

  if (oracle->raw == 0)
    g_string_append_len (oracle->words, (const char *) text, len);
}

/* One space between words. */
static char *
normalise (const char *text)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *spaced = g_strdup (text);
  GString *out = g_string_new (NULL);

  for (char *at = spaced; *at != '\0'; at++)
    if (g_ascii_isspace (*at))
      *at = ' ';
  words = g_strsplit (spaced, " ", -1);
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (out, "%s ", *word);
  return g_string_free (out, FALSE);
}

static char *
ask_oracle (const char *html)
{
  xmlSAXHandler handler = { .startElement = start_element, .endElement = end_element, .characters = characters,
                            .ignorableWhitespace = characters, .cdataBlock = characters };
  Oracle oracle = { g_string_new (NULL), 0 };
  htmlParserCtxtPtr parser = htmlCreatePushParserCtxt (&handler, &oracle, html, (int) strlen (html), NULL,
                                                       XML_CHAR_ENCODING_UTF8);
  char *words;

  htmlParseChunk (parser, NULL, 0, 1);
  htmlFreeParserCtxt (parser);
  words = normalise (oracle.words->str);
  g_string_free (oracle.words, TRUE);
  return words;
}

static void
expect_same (const char *html)
{
  g_autofree char *text = dump_text ("text/html", html), *ours = normalise (text), *theirs = ask_oracle (html);

  cr_expect_str_eq (ours, theirs, "%s: '%s' instead of '%s'", html, ours, theirs);
}

Test (oracle, snippets_have_the_same_words)
{
  static const char *const snippets[] = {
    "<p>one <b>two</b> three</p>",
    "<html><head><title>T</title><style>p { }</style></head><body><h1>A &amp; B</h1>x</body></html>",
    "<div>a<div>b</div>c</div><ul><li>d<li>e</ul>",
    "<table><tr><th>n<td>1<tr><td>m</table>after",
    "a&eacute;b &lt;c&gt; &#65;&#x42; &euro;",
    "<pre>  x\n  y </pre>",
    "<p align=center>a<br>b<hr>c",
    "<select><option>a<option selected>b</select><button>c</button>",
    "<script>if (a < b) document.write ('x')</script>y",
    "<dl><dt>a<dd>b</dl><center>c</center>",
    "<P CLASS='x'>A<FONT COLOR=red>B</FONT></P>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (snippets); i++)
    expect_same (snippets[i]);
}

Test (oracle, shuffled_markup_has_the_same_words)
{
  static const char *const pieces[] = {
    "<p>", "</p>", "<div class=\"x\">", "</div>", "<b>", "</b>", "<br>", "<br/>", "<span style='color:red'>", "</span>", "<h2>",
    "</h2>", "<ul>", "<li>", "</ul>", "word ", "two words ", "caf&eacute; ", "&lt;tag&gt; ", "x&#65;y ", "\n", "  ",
    "<blockquote>", "</blockquote>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<center>", "</center>",
    "<font size=2>", "</font>", "<style>p { }</style>", "<script>x < y</script>",
  };

  for (guint32 seed = 1; seed <= 300; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GString) html = g_string_new ("<html><body>");
      gint n = g_rand_int_range (random, 1, 30);

      for (gint i = 0; i < n; i++)
        g_string_append (html, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      expect_same (html->str);
    }
}

Test (oracle, shuffled_and_cut_bytes_keep_the_promises_of_a_text)
{
  static const char seedling[] = "<table><tr><td colspan=3 title='a<b>'>x&amp;&#300;<a href=\"http://www.example\">l</a>"
                                 "<!-- c --><pre>\t </pre><input value=v name=n>";

  for (guint32 seed = 1; seed <= 500; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      gsize len = (gsize) g_rand_int_range (random, 0, sizeof seedling);
      g_autofree char *bytes = g_memdup2 (seedling, sizeof seedling);
      g_autoptr (MspText) text = msp_text_new ();
      MspExtractInput input = { .bytes = msp_span_new (bytes, len), .type = "text/html", .is_body = TRUE };
      MspExtractResult result;
      MspLimits limits;

      for (gsize i = 0; i < len; i++)
        {
          gsize k = (gsize) g_rand_int_range (random, 0, (gint32) len);
          char swap = bytes[i];

          if (g_rand_int_range (random, 0, 4) > 0)
            continue;
          bytes[i] = bytes[k];
          bytes[k] = swap;
        }
      msp_limits_init (&limits);
      msp_extract (&input, &limits, text, &result);
      cr_expect (is_text_sound (text), "seed %u", seed);
    }
}
