/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/html-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "report/access-days.h"
#include "report/access-words.h"
#include "report/html-chart.h"
#include "report/html-out.h"
#include "report/words.h"

#define MAX_CATEGORIES 32

static void
append_key (MspHtml *self, const char *css, const char *words)
{
  g_string_append_printf (self->out, "<span class=\"key %s\"></span>", css);
  msp_html_text (self->out, words, 0);
  g_string_append_c (self->out, ' ');
}

static void
append_days_legend (MspHtml *self)
{
  g_string_append (self->out, "<p class=\"legend\">");
  append_key (self, "critical", _("records of hostile actors"));
  append_key (self, "moderate", _("of unknown actors"));
  append_key (self, "exposed", _("open, seen or stated"));
  append_key (self, "maybe", _("possibly open"));
  append_key (self, "gap", _("a mailbox without records, or throttled"));
  g_string_append (self->out, "</p>\n");
}

static void
append_columns (MspHtml *self, const MspAccessDays *days)
{
  static const char *const css[] = { "critical", "moderate" };
  g_autofree MspHtmlBin *bins = g_new0 (MspHtmlBin, days->days->len);

  for (guint i = 0; i < days->days->len; i++)
    {
      const MspAccessDay *day = &g_array_index (days->days, MspAccessDay, i);

      bins[i] = (MspHtmlBin) { .pieces = { day->hostile, day->unknown } };
    }
  msp_html_columns (self->out, bins, days->days->len, css, _("Records of access over time"));
}

static void
append_exposure (MspHtml *self, const MspAccessDays *days)
{
  static const char *const css[] = { NULL, "maybe", "exposed" };
  g_autofree const char **classes = g_new0 (const char *, days->days->len);
  gboolean any = FALSE;

  for (guint i = 0; i < days->days->len; i++)
    {
      classes[i] = css[MIN (g_array_index (days->days, MspAccessDay, i).exposed, 2)];
      any |= classes[i] != NULL;
    }
  if (any)
    msp_html_strip (self->out, classes, days->days->len, _("When it was exposed"));
}

static void
append_holes (MspHtml *self, const MspAccessDays *days)
{
  g_autofree const char **classes = g_new0 (const char *, days->days->len);
  gboolean any = FALSE;

  for (guint i = 0; i < days->days->len; i++)
    {
      classes[i] = g_array_index (days->days, MspAccessDay, i).holes > 0 ? "gap" : NULL;
      any |= classes[i] != NULL;
    }
  if (any)
    msp_html_strip (self->out, classes, days->days->len, _("Days on which some mailbox has no records, a throttled audit or no coverage"));
}

static void
append_numbers (MspHtml *self, const MspAccessDays *days)
{
  static const char *const words[] = { "", N_("possibly open"), N_("open, seen or stated") };
  const MspHtmlColumn columns[] = {
    { _("Day"), FALSE }, { _("Hostile"), TRUE }, { _("Unknown"), TRUE }, { _("Exposure"), FALSE }, { _("Mailboxes with holes in the logs"), TRUE },
    { NULL, FALSE },
  };

  g_string_append (self->out, "<details><summary>");
  msp_html_text (self->out, _("The numbers"), 0);
  g_string_append (self->out, "</summary>\n");
  msp_html_table_begin (self->out, _("Records of access by day"), columns, FALSE);
  for (guint i = 0; i < days->days->len; i++)
    {
      const MspAccessDay *day = &g_array_index (days->days, MspAccessDay, i);
      const char *exposed = words[MIN (day->exposed, 2)];

      if (day->hostile + day->unknown + day->holes + day->exposed == 0)
        continue;
      msp_html_row_begin (self->out);
      msp_html_cell (self->out, day->label, 0);
      msp_html_cell_number (self->out, day->hostile);
      msp_html_cell_number (self->out, day->unknown);
      msp_html_cell (self->out, exposed[0] != '\0' ? _(exposed) : "", 0);
      msp_html_cell_number (self->out, day->holes);
      msp_html_row_end (self->out);
    }
  msp_html_table_end (self->out);
  g_string_append (self->out, "</details>\n");
}

gboolean
msp_html_access_days (MspHtml *self, GError **error)
{
  g_auto (MspAccessDays) days = { NULL };

  if (!msp_access_days_read (self->source, &days, error))
    return FALSE;
  if (days.days->len == 0)
    return TRUE;
  g_autofree char *most = msp_words_dup_records (days.most), *step = msp_words_dup_number (days.step);
  g_autofree char *note = g_strdup_printf (ngettext ("The highest column: %s. Each column is %s day.",
                                                     "The highest column: %s. Each column is %s days.", days.step), most, step);
  append_days_legend (self);
  g_string_append (self->out, "<div class=\"chart\">");
  append_columns (self, &days);
  append_exposure (self, &days);
  append_holes (self, &days);
  g_string_append_printf (self->out, "<p class=\"axis\"><span>%s</span><span>%s</span></p></div>\n",
                          g_array_index (days.days, MspAccessDay, 0).label, g_array_index (days.days, MspAccessDay, days.days->len - 1).label);
  msp_html_element (self->out, "p", "note", note);
  append_numbers (self, &days);
  return TRUE;
}

typedef struct {
  char    name[32];
  guint64 messages[MSP_N_VERDICTS], all;
} Category;

static GArray *
read_categories (MspHtml *self, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (self->source, MSP_ACCESS_BY_CATEGORY, error);
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (Category));
  MspAccessCategoryRow row;
  gboolean end = FALSE;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      if (row.verdict >= MSP_N_VERDICTS || all->len > MAX_CATEGORIES)
        continue;
      if (all->len == 0 || strcmp (g_array_index (all, Category, all->len - 1).name, row.category) != 0)
        {
          g_array_set_size (all, all->len + 1);
          g_strlcpy (g_array_index (all, Category, all->len - 1).name, row.category, sizeof ((Category *) NULL)->name);
        }
      Category *category = &g_array_index (all, Category, all->len - 1);
      category->messages[row.verdict] += row.messages;
      category->all += row.messages;
    }
  return end ? g_steal_pointer (&all) : NULL;
}

static void
append_category (MspHtml *self, const Category *category, guint64 most)
{
  MspHtmlPiece pieces[MSP_N_VERDICTS + 1] = { { 0, NULL } };
  g_autoptr (GString) title = g_string_new (NULL);
  guint n = 0;

  for (int i = 0; i < MSP_N_VERDICTS; i++)
    if (category->messages[i] > 0)
      {
        pieces[n++] = (MspHtmlPiece) { category->messages[i], msp_access_words_css ((MspAccessVerdict) i) };
        g_string_append_printf (title, "%s%s: %" G_GUINT64_FORMAT, n > 1 ? ", " : "", msp_access_words_verdict ((MspAccessVerdict) i),
                                category->messages[i]);
      }
  msp_html_row_begin (self->out);
  msp_html_cell (self->out, msp_html_get_category_title (category->name), 0);
  g_string_append_printf (self->out, "<td class=\"picture\" data-v=\"%" G_GUINT64_FORMAT "\">", category->all);
  msp_html_bar (self->out, pieces, most, title->str);
  g_string_append (self->out, "</td>");
  for (int i = 0; i < MSP_VERDICT_NOT_SHOWN; i++)
    msp_html_cell_number (self->out, category->messages[i]);
  msp_html_cell_number (self->out, category->messages[MSP_VERDICT_NOT_SHOWN]);
  msp_html_cell_number (self->out, category->all);
  msp_html_row_end (self->out);
}

gboolean
msp_html_access_categories (MspHtml *self, GError **error)
{
  const MspHtmlColumn columns[] = {
    { _("Category"), FALSE }, { _("Messages by verdict"), FALSE }, { _("Accessed"), TRUE }, { _("Presumed"), TRUE }, { _("Indeterminate"), TRUE },
    { _("Not shown"), TRUE }, { _("Messages"), TRUE }, { NULL, FALSE },
  };
  g_autoptr (GArray) all = read_categories (self, error);
  guint64 most = 0;

  if (all == NULL || all->len == 0)
    return all != NULL;
  for (guint i = 0; i < all->len; i++)
    most = MAX (most, g_array_index (all, Category, i).all);
  msp_html_element (self->out, "h3", NULL, _("What of it was accessed, by category"));
  g_string_append (self->out, "<p class=\"legend\">");
  for (int i = 0; i < MSP_N_VERDICTS; i++)
    append_key (self, msp_access_words_css ((MspAccessVerdict) i), msp_access_words_verdict ((MspAccessVerdict) i));
  g_string_append (self->out, "</p>\n");
  msp_html_table_begin (self->out, _("Categories by verdict"), columns, FALSE);
  for (guint i = 0; i < all->len; i++)
    append_category (self, &g_array_index (all, Category, i), most);
  msp_html_table_end (self->out);
  return TRUE;
}
