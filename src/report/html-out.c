/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/html-out.h"

#include "model/severity.h"
#include "report/terminal.h"
#include "report/words.h"

void
msp_html_text (GString *out, const char *text, guint columns)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autofree char *escaped = NULL;

  msp_terminal_append (plain, text, columns);
  escaped = g_markup_escape_text (plain->str, (gssize) plain->len);
  g_string_append (out, escaped);
}

void
msp_html_element (GString *out, const char *tag, const char *css, const char *text)
{
  if (css != NULL)
    g_string_append_printf (out, "<%s class=\"%s\">", tag, css);
  else
    g_string_append_printf (out, "<%s>", tag);
  msp_html_text (out, text, 0);
  g_string_append_printf (out, "</%s>\n", tag);
}

void
msp_html_section_begin (GString *out, const char *id, const char *title, const char *note)
{
  g_string_append_printf (out, "<section id=\"%s\" aria-labelledby=\"%s-title\">\n<h2 id=\"%s-title\">", id, id, id);
  msp_html_text (out, title, 0);
  g_string_append (out, "</h2>\n");
  if (note != NULL)
    msp_html_element (out, "p", "note", note);
}

void
msp_html_section_end (GString *out)
{
  g_string_append (out, "</section>\n");
}

void
msp_html_table_begin (GString *out, const char *caption, const MspHtmlColumn *columns, gboolean searchable)
{
  /* A frame that scrolls by itself on a narrow screen must be reachable by keyboard. */
  g_string_append (out, "<div class=\"frame\" tabindex=\"0\" role=\"region\" aria-label=\"");
  msp_html_text (out, caption, 0);
  g_string_append_printf (out, "\">\n<table class=\"sortable%s\">\n<caption>", searchable ? " searchable" : "");
  msp_html_text (out, caption, 0);
  g_string_append (out, "</caption>\n<thead><tr>");
  for (; columns->title != NULL; columns++)
    {
      g_string_append (out, columns->is_number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
      msp_html_text (out, columns->title, 0);
      g_string_append (out, "</th>");
    }
  g_string_append (out, "</tr></thead>\n<tbody>\n");
}

void
msp_html_table_end (GString *out)
{
  g_string_append (out, "</tbody>\n</table>\n</div>\n");
}

void
msp_html_row_begin (GString *out)
{
  g_string_append (out, "<tr>");
}

void
msp_html_row_end (GString *out)
{
  g_string_append (out, "</tr>\n");
}

void
msp_html_cell (GString *out, const char *text, guint columns)
{
  g_string_append (out, "<td>");
  msp_html_text (out, text, columns);
  g_string_append (out, "</td>");
}

void
msp_html_cell_value (GString *out, guint64 value, const char *text)
{
  g_string_append_printf (out, "<td class=\"n\" data-v=\"%" G_GUINT64_FORMAT "\">", value);
  msp_html_text (out, text, 0);
  g_string_append (out, "</td>");
}

void
msp_html_cell_number (GString *out, guint64 number)
{
  g_autofree char *text = msp_words_dup_number (number);

  msp_html_cell_value (out, number, text);
}

void
msp_html_cell_size (GString *out, guint64 bytes)
{
  g_autofree char *text = msp_words_dup_size (bytes);

  msp_html_cell_value (out, bytes, text);
}

void
msp_html_cell_severity (GString *out, const char *severity)
{
  MspSeverity rank = MSP_SEVERITY_NONE;
  gboolean known = msp_severity_from_name (severity, &rank);

  g_string_append_printf (out, "<td data-v=\"%d\"><span class=\"tag %s\">", (int) rank, msp_severity_get_name (rank));
  msp_html_text (out, known ? msp_words_severity (rank) : severity, 0);
  g_string_append (out, "</span></td>");
}
