/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/html-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "report/access-words.h"
#include "report/html-out.h"
#include "report/statement.h"
#include "report/tables.h"
#include "report/words.h"

/* What keeps the page small; the rest is in the CSV files of access. */
#define MAX_ACTORS 50
#define MAX_WORST 50
#define MAX_TEXT 160

static void
append_answer (MspHtml *self, const MspStatementPart *answer)
{
  for (guint i = 0; i < answer->paragraphs->len; i++)
    msp_html_element (self->out, "p", i == 0 ? "lead" : NULL, g_ptr_array_index (answer->paragraphs, i));
}

/* Behind summaries, but for the limits, which stand in the open. */
static void
append_rest (MspHtml *self, const GPtrArray *parts)
{
  msp_html_element (self->out, "h3", NULL, _("In detail, and within which limits"));
  for (guint i = 1; i < parts->len; i++)
    {
      const MspStatementPart *part = g_ptr_array_index (parts, i);

      g_string_append_printf (self->out, "<details%s><summary>", i + 1 == parts->len ? " open" : "");
      msp_html_text (self->out, part->title, 0);
      g_string_append (self->out, "</summary>\n");
      for (guint k = 0; k < part->paragraphs->len; k++)
        msp_html_element (self->out, "p", NULL, g_ptr_array_index (part->paragraphs, k));
      g_string_append (self->out, part->points->len > 0 ? "<ul>\n" : "");
      for (guint k = 0; k < part->points->len; k++)
        msp_html_element (self->out, "li", NULL, g_ptr_array_index (part->points, k));
      g_string_append (self->out, part->points->len > 0 ? "</ul>" : "");
      g_string_append (self->out, "</details>\n");
    }
}

/* To the minute. */
static char *
dup_time (gint64 value)
{
  char date[24] = "";

  if (!msp_table_format_date (value, date))
    return g_strdup ("");
  date[10] = ' ';
  return g_strndup (date, 16);
}

static void
append_day (MspHtml *self, gint64 value)
{
  g_autofree char *text = dup_time (value);

  g_string_append_printf (self->out, "<td class=\"date\">%.10s</td>", text);
}

static void
append_tag (MspHtml *self, guint64 rank, const char *css, const char *words)
{
  g_string_append_printf (self->out, "<td data-v=\"%" G_GUINT64_FORMAT "\"><span class=\"tag %s\">", rank, css);
  msp_html_text (self->out, words, 0);
  g_string_append (self->out, "</span></td>");
}

static void
append_actor (MspHtml *self, const MspAccessActorRow *row)
{
  static const char *const css[MSP_N_ACTOR_CLASSES] = { "critical", "moderate", "" };
  guint64 class = MIN (row->class, MSP_ACTOR_TRUSTED);
  g_autofree char *who = g_strjoin (row->ips[0] != '\0' && row->users[0] != '\0' ? "; " : "", row->ips, row->users, NULL);

  msp_html_row_begin (self->out);
  msp_html_cell (self->out, row->actor, 0);
  append_tag (self, MSP_ACTOR_TRUSTED - class, css[class], msp_access_words_class ((MspActorClass) class));
  g_string_append (self->out, "<td class=\"wide\">");
  msp_html_text (self->out, who, MAX_TEXT);
  g_string_append (self->out, "</td>");
  append_day (self, row->first);
  append_day (self, row->last);
  msp_html_cell_number (self->out, row->binds);
  msp_html_cell_number (self->out, row->syncs);
  msp_html_cell_number (self->out, row->unresolved);
  msp_html_cell_number (self->out, row->messages);
  msp_html_row_end (self->out);
}

static gboolean
append_actors (MspHtml *self, GError **error)
{
  const MspHtmlColumn columns[] = {
    { _("Actor"), FALSE }, { _("Class"), FALSE }, { _("Known by"), FALSE }, { _("First"), FALSE }, { _("Last"), FALSE },
    { _("Opened"), TRUE }, { _("Synchronised"), TRUE }, { _("Naming nothing"), TRUE }, { _("Messages"), TRUE }, { NULL, FALSE },
  };
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (self->source, MSP_ACCESS_ACTORS, error);
  MspAccessActorRow row;
  gboolean end = FALSE;
  guint64 n = 0;

  if (cursor == NULL)
    return FALSE;
  msp_html_element (self->out, "h3", NULL, _("Actors"));
  msp_html_table_begin (self->out, _("Actors"), columns, FALSE);
  while (msp_access_cursor_next (cursor, &row, &end, error) && !end)
    if (n++ < MAX_ACTORS)
      append_actor (self, &row);
  msp_html_table_end (self->out);
  if (n > MAX_ACTORS)
    msp_html_note_of_more (self, MAX_ACTORS);
  return end;
}

typedef struct {
  guint64 score, verdict, people;
  gint64  first;
  char   *from, *subject, *basis, *actors, *locator;
} Worst;

static void
worst_clear (gpointer data)
{
  Worst *self = data;
  char *const strings[] = { self->from, self->subject, self->basis, self->actors, self->locator };

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (strings[i]);
}

/* Where in the list a message of the score belongs: behind all that are as bad, which were met before it. */
static guint
find_place (const GArray *worst, guint64 score, guint64 verdict)
{
  guint at = worst->len;

  while (at > 0)
    {
      const Worst *before = &g_array_index (worst, Worst, at - 1);

      if (before->score > score || (before->score == score && before->verdict <= verdict))
        break;
      at--;
    }
  return at;
}

static GArray *
read_worst (MspHtml *self, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (self->source, MSP_ACCESS_RESULTS, error);
  g_autoptr (GArray) worst = g_array_new (FALSE, FALSE, sizeof (Worst));
  MspAccessResultRow row;
  gboolean end = FALSE;

  g_array_set_clear_func (worst, worst_clear);
  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      guint at = find_place (worst, row.copy.score, row.verdict.verdict);

      if (row.verdict.message[0] == '\0' || row.verdict.verdict > MSP_VERDICT_PRESUMED || row.copy.score == 0 || at >= MAX_WORST)
        continue;
      if (worst->len == MAX_WORST)
        g_array_set_size (worst, MAX_WORST - 1);
      Worst one = { row.copy.score, row.verdict.verdict, row.copy.people, row.verdict.first, g_strdup (row.copy.sender),
                    g_strdup (row.copy.subject), g_strdup (row.verdict.basis), g_strdup (row.verdict.actors), g_strdup (row.copy.locator) };
      g_array_insert_val (worst, at, one);
    }
  return end ? g_steal_pointer (&worst) : NULL;
}

static void
append_message (MspHtml *self, const Worst *row)
{
  MspAccessVerdict verdict = (MspAccessVerdict) row->verdict;
  g_autofree char *time = dup_time (row->first), *by = g_strdup_printf ("%s; %s; %s", msp_access_words_basis (row->basis), row->actors, time);

  msp_html_row_begin (self->out);
  msp_html_cell_number (self->out, row->score);
  append_tag (self, row->verdict, msp_access_words_css (verdict), msp_access_words_verdict (verdict));
  msp_html_cell (self->out, row->from, 60);
  msp_html_cell (self->out, row->subject, MAX_TEXT);
  msp_html_cell_number (self->out, row->people);
  g_string_append (self->out, "<td class=\"wide\">");
  msp_html_text (self->out, by, 0);
  g_string_append (self->out, "<br><code>");
  msp_html_text (self->out, row->locator, 0);
  g_string_append (self->out, "</code></td>");
  msp_html_row_end (self->out);
}

static gboolean
append_worst (MspHtml *self, GError **error)
{
  const MspHtmlColumn columns[] = {
    { _("Score"), TRUE }, { _("Verdict"), FALSE }, { _("From"), FALSE }, { _("Subject"), FALSE }, { _("People"), TRUE },
    { _("Why, and where"), FALSE }, { NULL, FALSE },
  };
  g_autoptr (GArray) worst = read_worst (self, error);

  if (worst == NULL || worst->len == 0)
    return worst != NULL;
  msp_html_element (self->out, "h3", NULL, _("The worst messages that were accessed, or must be presumed so"));
  msp_html_table_begin (self->out, _("The worst messages that were accessed"), columns, TRUE);
  for (guint i = 0; i < worst->len; i++)
    append_message (self, &g_array_index (worst, Worst, i));
  msp_html_table_end (self->out);
  if (worst->len == MAX_WORST)
    msp_html_note_of_more (self, MAX_WORST);
  return TRUE;
}

gboolean
msp_html_access (MspHtml *self, GError **error)
{
  g_autoptr (GPtrArray) parts = NULL;

  if (!msp_access_has_run (self->source))
    return TRUE;
  if ((parts = msp_statement_new (self->source, error)) == NULL)
    return FALSE;
  msp_html_section_begin (self->out, "access", _("What was accessed"), NULL);
  append_answer (self, g_ptr_array_index (parts, 0));
  if (!msp_html_access_days (self, error) || !msp_html_access_categories (self, error) || !append_actors (self, error)
      || !append_worst (self, error))
    return FALSE;
  append_rest (self, parts);
  msp_html_section_end (self->out);
  return TRUE;
}
