/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/statement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "report/answer.h"
#include "report/statement-private.h"
#include "report/terminal.h"
#include "report/words.h"

#define COLUMNS 80
#define MAX_POINTS 20

static void
part_free (gpointer data)
{
  MspStatementPart *self = data;

  g_free (self->title);
  g_ptr_array_unref (self->paragraphs);
  g_ptr_array_unref (self->points);
  g_free (self);
}

void
msp_statement_say (MspStatementPart *part, char *text)
{
  g_ptr_array_add (part->paragraphs, text);
}

void
msp_statement_list (MspStatementPart *part, char *text)
{
  g_ptr_array_add (part->points, text);
}

void
msp_statement_list_some (MspStatementPart *part, char *text, guint64 *n)
{
  if ((*n)++ < MAX_POINTS)
    msp_statement_list (part, text);
  else
    g_free (text);
}

void
msp_statement_list_end (MspStatementPart *part, guint64 n, const char *file)
{
  if (n <= MAX_POINTS)
    return;
  g_autofree char *more = msp_words_dup_number (n - MAX_POINTS);
  /* Translators: the end of a list; the name of a file that has all. */
  msp_statement_list (part, g_strdup_printf (_("… and %s more: %s"), more, file));
}

static const struct {
  const char *title;
  gboolean  (*fill) (const MspStatement *self, MspStatementPart *part, GError **error);
} parts[] = {
  { N_("What was accessed"), msp_statement_answer },
  { N_("By category"), msp_statement_categories },
  { N_("Who accessed it"), msp_statement_actors },
  { N_("Named by the evidence, and not in the archive"), msp_statement_missing },
  { N_("How long it was exposed"), msp_statement_window },
  { N_("How much can have left at most"), msp_statement_bound },
  { N_("The evidence"), msp_statement_evidence },
  { N_("What the logs cover"), msp_statement_coverage },
  { N_("What to collect next"), msp_statement_next },
  { N_("Limits"), msp_statement_limits },
};

GPtrArray *
msp_statement_new (MspCase *source, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (part_free);
  MspRosterTotals people;
  MspAccessTotals totals;
  MspStatement self = { source, &totals, &people };

  if (!msp_access_totals_read (source, &totals, error) || !msp_answer_count_people (source, &people, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      MspStatementPart *part = g_new0 (MspStatementPart, 1);

      part->title = g_strdup (_(parts[i].title));
      part->paragraphs = g_ptr_array_new_with_free_func (g_free);
      part->points = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (all, part);
      if (!parts[i].fill (&self, part, error))
        return NULL;
      if (part->paragraphs->len + part->points->len == 0)
        g_ptr_array_remove_index (all, all->len - 1);
    }
  return g_steal_pointer (&all);
}

/* ASCII punctuation that Markdown (CommonMark) or HTML would take for more than itself; what steers a screen is shown as "\u{1b}". */
static void
append_markdown (GString *out, const char *text)
{
  g_autoptr (GString) safe = g_string_new (NULL);

  msp_terminal_append (safe, text, 0);
  for (const char *p = safe->str; *p != '\0'; p++)
    {
      if (strchr ("\\`*_[]<>&|#~", *p) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
}

char *
msp_statement_dup_markdown (MspCase *source, GError **error)
{
  g_autoptr (GPtrArray) all = msp_statement_new (source, error);
  g_autoptr (GString) out = g_string_new ("# ");

  if (all == NULL)
    return NULL;
  append_markdown (out, _("Exposed mail: statement on access"));
  g_string_append_c (out, '\n');
  for (guint i = 0; i < all->len; i++)
    {
      const MspStatementPart *part = g_ptr_array_index (all, i);

      g_string_append (out, "\n## ");
      append_markdown (out, part->title);
      g_string_append_c (out, '\n');
      for (guint k = 0; k < part->paragraphs->len + part->points->len; k++)
        {
          gboolean is_point = k >= part->paragraphs->len;

          g_string_append (out, k == 0 || !is_point || k == part->paragraphs->len ? "\n" : "");
          g_string_append (out, is_point ? "- " : "");
          append_markdown (out, is_point ? g_ptr_array_index (part->points, k - part->paragraphs->len)
                                         : g_ptr_array_index (part->paragraphs, k));
          g_string_append_c (out, '\n');
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
append_lines (GString *out, const char *text, const char *before, guint indent)
{
  g_autoptr (GString) safe = g_string_new (before);

  msp_terminal_append (safe, text, 0);
  msp_terminal_append_paragraph (out, safe->str, COLUMNS, indent);
}

char *
msp_statement_dup_text (MspCase *source, gboolean colour, GError **error)
{
  g_autoptr (GPtrArray) all = msp_statement_new (source, error);
  g_autoptr (GString) out = g_string_new (NULL);

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      const MspStatementPart *part = g_ptr_array_index (all, i);

      if (i > 0)
        g_string_append_printf (out, colour ? "\n\033[1m%s\033[0m\n" : "\n%s\n", part->title);
      for (guint k = 0; k < part->paragraphs->len; k++)
        {
          if (k > 0)
            g_string_append_c (out, '\n');
          append_lines (out, g_ptr_array_index (part->paragraphs, k), "", 0);
        }
      for (guint k = 0; k < part->points->len; k++)
        append_lines (out, g_ptr_array_index (part->points, k), "  - ", 4);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
