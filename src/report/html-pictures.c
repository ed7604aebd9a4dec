/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/html-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "report/bands.h"
#include "report/html-chart.h"
#include "report/html-out.h"
#include "report/html-timeline.h"
#include "report/mailboxes.h"
#include "report/words.h"

/* The longest list beside a picture. */
#define MAX_ELEMENTS 25
#define MAX_MAILBOXES 200

typedef struct {
  char   *category;
  guint64 by_severity[MSP_N_SEVERITIES], messages, values;
  MspHeads people;
} Bands;

static void
bands_clear (gpointer data)
{
  g_free (((Bands *) data)->category);
}

/* The worst first; names decide between equals. */
static gint
compare_bands (gconstpointer a, gconstpointer b)
{
  const Bands *x = a, *y = b;

  for (int i = MSP_N_SEVERITIES - 1; i > MSP_SEVERITY_NONE; i--)
    if (x->by_severity[i] != y->by_severity[i])
      return x->by_severity[i] < y->by_severity[i] ? 1 : -1;
  return strcmp (x->category, y->category);
}

static Bands *
get_bands (GArray *all, const char *category)
{
  for (guint i = 0; i < all->len; i++)
    if (strcmp (g_array_index (all, Bands, i).category, category) == 0)
      return &g_array_index (all, Bands, i);
  g_array_set_size (all, all->len + 1);
  Bands *bands = &g_array_index (all, Bands, all->len - 1);
  bands->category = g_strdup (category);
  return bands;
}

static void
take_band (MspSeverity severity, const char *category, guint64 messages, gpointer user_data)
{
  get_bands (user_data, category)->by_severity[severity] += messages;
}

/* One row a category: messages by severity, then the sums, in which no person counts twice. */
static GArray *
read_bands (MspHtml *self, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (Bands));
  g_autoptr (MspQuery) query = NULL;
  gboolean end = FALSE;
  MspSummaryRow row;

  g_array_set_clear_func (all, bands_clear);
  if (!msp_bands_each (self->source, self->filter, take_band, all, error))
    return NULL;
  query = msp_query_new (self->source, MSP_VIEW_CATEGORIES, self->filter, error);
  while (query != NULL && msp_query_next_summary (query, &row, &end, error) && !end)
    {
      Bands *bands = get_bands (all, row.category);

      bands->messages = row.messages;
      bands->values = row.distinct_values;
      bands->people = msp_head_count_get_category (&self->heads, row.category, self->filter != NULL ? self->filter->min_severity : 0);
    }
  g_array_sort (all, compare_bands);
  return end ? g_steal_pointer (&all) : NULL;
}

static void
append_bands (MspHtml *self, const Bands *bands, guint64 most)
{
  MspHtmlPiece pieces[MSP_N_SEVERITIES + 1] = { { 0, NULL } };
  g_autoptr (GString) title = g_string_new (NULL);
  guint n = 0;

  for (int i = MSP_N_SEVERITIES - 1; i >= 0; i--)
    if (bands->by_severity[i] > 0)
      {
        pieces[n++] = (MspHtmlPiece) { bands->by_severity[i], msp_severity_get_name ((MspSeverity) i) };
        g_string_append_printf (title, "%s%s %" G_GUINT64_FORMAT, n > 1 ? ", " : "", msp_words_severity ((MspSeverity) i),
                                bands->by_severity[i]);
      }
  g_string_append_printf (self->out, "<td class=\"picture\" data-v=\"%" G_GUINT64_FORMAT "\">", bands->messages);
  msp_html_bar (self->out, pieces, most, title->str);
  g_string_append (self->out, "</td>");
}

/* "12 (10–14)", sorted by the number before the bounds. */
static void
append_heads_cell (MspHtml *self, const MspHeads *heads)
{
  g_autofree char *text = msp_heads_dup (heads);

  msp_html_cell_value (self->out, heads->people, text);
}

static void
append_legend (MspHtml *self)
{
  g_string_append (self->out, "<p class=\"legend\">");
  for (int i = MSP_N_SEVERITIES - 1; i > MSP_SEVERITY_NONE; i--)
    {
      g_string_append_printf (self->out, "<span class=\"key %s\"></span>", msp_severity_get_name ((MspSeverity) i));
      msp_html_text (self->out, msp_words_severity ((MspSeverity) i), 0);
      g_string_append_c (self->out, ' ');
    }
  g_string_append (self->out, "</p>\n");
}

gboolean
msp_html_categories (MspHtml *self, GError **error)
{
  const MspHtmlColumn columns[] = {
    { _("Category"), FALSE }, { _("Messages by severity"), FALSE }, { _("Messages"), TRUE }, { _("Values"), TRUE },
    { _("People"), TRUE }, { NULL, FALSE },
  };
  g_autoptr (GArray) all = read_bands (self, error);
  guint64 most = 0;

  if (all == NULL || all->len == 0)
    return all != NULL;
  for (guint i = 0; i < all->len; i++)
    most = MAX (most, g_array_index (all, Bands, i).messages);
  msp_html_section_begin (self->out, "categories", _("What was exposed"),
                          _("People: after merging; in brackets at least and at most, where these differ."));
  append_legend (self);
  msp_html_table_begin (self->out, _("Categories by severity"), columns, FALSE);
  for (guint i = 0; i < all->len; i++)
    {
      const Bands *bands = &g_array_index (all, Bands, i);

      msp_html_row_begin (self->out);
      msp_html_cell (self->out, msp_html_get_category_title (bands->category), 0);
      append_bands (self, bands, most);
      msp_html_cell_number (self->out, bands->messages);
      msp_html_cell_number (self->out, bands->values);
      append_heads_cell (self, &bands->people);
      msp_html_row_end (self->out);
    }
  msp_html_table_end (self->out);
  msp_html_section_end (self->out);
  return TRUE;
}

static void
append_bar_cell (MspHtml *self, guint64 value, guint64 most, const char *css)
{
  const MspHtmlPiece pieces[] = { { value, css }, { 0, NULL } };
  g_autofree char *title = msp_words_dup_number (value);

  g_string_append_printf (self->out, "<td class=\"picture\" data-v=\"%" G_GUINT64_FORMAT "\">", value);
  msp_html_bar (self->out, pieces, most, title);
  g_string_append (self->out, "</td>");
}

typedef struct {
  char    *detector, *category;
  guint64  values, messages;
  MspHeads people;
} Element;

static void
element_clear (gpointer data)
{
  g_free (((Element *) data)->detector);
  g_free (((Element *) data)->category);
}

/* Most people first, then most values; names decide between equals. */
static gint
compare_elements (gconstpointer a, gconstpointer b)
{
  const Element *x = a, *y = b;

  if (x->people.people != y->people.people)
    return x->people.people < y->people.people ? 1 : -1;
  if (x->values != y->values)
    return x->values < y->values ? 1 : -1;
  return strcmp (x->detector, y->detector);
}

static GArray *
read_elements (MspHtml *self, GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (self->source, MSP_VIEW_ELEMENTS, NULL, error);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Element));
  gboolean end = FALSE;
  MspElementRow row;

  g_array_set_clear_func (all, element_clear);
  while (query != NULL && msp_query_next_element (query, &row, &end, error) && !end)
    {
      const Element element = {
        g_strdup (row.detector), g_strdup (row.category), row.distinct_values, row.messages,
        msp_people_counts_get_element (self->heads.counts, row.detector),
      };

      g_array_append_val (all, element);
    }
  g_array_sort (all, compare_elements);
  return end ? g_steal_pointer (&all) : NULL;
}

gboolean
msp_html_elements (MspHtml *self, GError **error)
{
  const MspHtmlColumn columns[] = {
    { _("Data element"), FALSE }, { _("Category"), FALSE }, { _("By people"), FALSE }, { _("People"), TRUE }, { _("Values"), TRUE },
    { _("Messages"), TRUE }, { NULL, FALSE },
  };
  g_autoptr (GArray) all = read_elements (self, error);

  if (all == NULL)
    return FALSE;
  msp_html_section_begin (self->out, "elements", _("Data elements by people"),
                          _("People are counted where a value could be linked to one; the same person counts once in a row."));
  msp_html_table_begin (self->out, _("Data elements"), columns, TRUE);
  for (guint i = 0; i < MIN (all->len, MAX_ELEMENTS); i++)
    {
      const Element *element = &g_array_index (all, Element, i);

      msp_html_row_begin (self->out);
      msp_html_cell (self->out, msp_html_get_detector_title (self, element->detector), 0);
      msp_html_cell (self->out, msp_html_get_category_title (element->category), 0);
      append_bar_cell (self, element->people.people, g_array_index (all, Element, 0).people.people, "people");
      append_heads_cell (self, &element->people);
      msp_html_cell_number (self->out, element->values);
      msp_html_cell_number (self->out, element->messages);
      msp_html_row_end (self->out);
    }
  msp_html_table_end (self->out);
  if (all->len > MAX_ELEMENTS)
    msp_html_note_of_more (self, MAX_ELEMENTS);
  msp_html_section_end (self->out);
  return TRUE;
}

/* What the highest column stands for: the picture has no scale. */
static void
append_peak (MspHtml *self, const GArray *bins)
{
  const MspTimelineBin *peak = &g_array_index (bins, MspTimelineBin, 0);
  guint64 most = 0;

  for (guint i = 0; i < bins->len; i++)
    {
      const MspTimelineBin *bin = &g_array_index (bins, MspTimelineBin, i);
      guint64 sum = bin->sensitive.pieces[0] + bin->sensitive.pieces[1];

      if (sum > most)
        {
          most = sum;
          peak = bin;
        }
    }
  g_autofree char *messages = msp_words_dup_messages (most);
  /* Translators: "The highest column: 1 204 messages, 2023-02." */
  g_autofree char *text = g_strdup_printf (_("The highest column: %s, %s."), messages, peak->sensitive.label);
  msp_html_element (self->out, "p", "note", text);
}

static void
append_time_pictures (MspHtml *self, const GArray *bins)
{
  static const char *const severities[] = { "high", "moderate" }, *const all[] = { "all", "all" };
  g_autofree MspHtmlBin *sensitive = g_new0 (MspHtmlBin, bins->len), *messages = g_new0 (MspHtmlBin, bins->len);
  const char *first = g_array_index (bins, MspTimelineBin, 0).sensitive.label;
  const char *last = g_array_index (bins, MspTimelineBin, bins->len - 1).sensitive.label;

  for (guint i = 0; i < bins->len; i++)
    {
      sensitive[i] = g_array_index (bins, MspTimelineBin, i).sensitive;
      messages[i].pieces[0] = g_array_index (bins, MspTimelineBin, i).messages;
    }
  g_string_append (self->out, "<p class=\"legend\"><span class=\"key high\"></span>");
  msp_html_text (self->out, _("high or critical"), 0);
  g_string_append (self->out, " <span class=\"key moderate\"></span>");
  msp_html_text (self->out, _("other sensitive"), 0);
  g_string_append (self->out, " <span class=\"key all\"></span>");
  msp_html_text (self->out, _("all messages, on a scale of their own"), 0);
  g_string_append (self->out, "</p>\n<div class=\"chart\">");
  msp_html_columns (self->out, sensitive, bins->len, severities, _("Sensitive messages over time"));
  msp_html_columns (self->out, messages, bins->len, all, _("All messages over time"));
  g_string_append (self->out, "<p class=\"axis\"><span>");
  msp_html_text (self->out, first, 0);
  g_string_append (self->out, "</span><span>");
  msp_html_text (self->out, last, 0);
  g_string_append (self->out, "</span></p></div>\n");
}

gboolean
msp_html_time (MspHtml *self, GError **error)
{
  static const char *const units[] = { N_("Day"), N_("Month"), N_("Year") };
  MspTimelineUnit unit;
  g_autoptr (GArray) bins = msp_timeline_new (self->source, &unit, error);

  if (bins == NULL || bins->len == 0)
    return bins != NULL;
  const MspHtmlColumn columns[] = {
    { _(units[unit]), FALSE }, { _("Messages"), TRUE }, { _("High or critical"), TRUE }, { _("Other sensitive"), TRUE }, { NULL, FALSE },
  };
  msp_html_section_begin (self->out, "time", _("Exposure over time"), NULL);
  append_time_pictures (self, bins);
  append_peak (self, bins);
  g_string_append (self->out, "<details><summary>");
  msp_html_text (self->out, _("The numbers"), 0);
  g_string_append (self->out, "</summary>\n");
  msp_html_table_begin (self->out, _("Messages by date"), columns, FALSE);
  for (guint i = 0; i < bins->len; i++)
    {
      const MspTimelineBin *bin = &g_array_index (bins, MspTimelineBin, i);

      if (bin->messages == 0)
        continue;
      msp_html_row_begin (self->out);
      msp_html_cell (self->out, bin->sensitive.label, 0);
      msp_html_cell_number (self->out, bin->messages);
      msp_html_cell_number (self->out, bin->sensitive.pieces[0]);
      msp_html_cell_number (self->out, bin->sensitive.pieces[1]);
      msp_html_row_end (self->out);
    }
  msp_html_table_end (self->out);
  g_string_append (self->out, "</details>\n");
  msp_html_section_end (self->out);
  return TRUE;
}

static void
append_mailbox (MspHtml *self, const MspRatedMailbox *mailbox)
{
  const MspMailboxRow *row = &mailbox->row;

  msp_html_row_begin (self->out);
  msp_html_cell (self->out, mailbox->name[0] != '\0' ? mailbox->name : _("(no mailbox)"), 60);
  append_bar_cell (self, mailbox->score, 100, msp_severity_get_name (msp_severity_from_score (mailbox->score)));
  msp_html_cell_number (self->out, mailbox->score);
  msp_html_cell_number (self->out, row->critical);
  msp_html_cell_number (self->out, row->high);
  msp_html_cell_number (self->out, row->messages);
  append_heads_cell (self, &mailbox->heads);
  msp_html_cell_size (self->out, row->bytes);
  msp_html_row_end (self->out);
}

gboolean
msp_html_mailboxes (MspHtml *self, GError **error)
{
  const MspHtmlColumn columns[] = {
    { _("Mailbox"), FALSE }, { _("Risk"), FALSE }, { _("Score"), TRUE }, { _("Critical"), TRUE }, { _("High"), TRUE },
    { _("Messages"), TRUE }, { _("People"), TRUE }, { _("Size"), TRUE }, { NULL, FALSE },
  };
  g_autoptr (GArray) worst = msp_mailboxes_new_worst (self->source, &self->heads, MAX_MAILBOXES, error);

  if (worst == NULL || worst->len == 0)
    return worst != NULL;
  msp_html_section_begin (self->out, "mailboxes", _("Mailboxes by risk"), NULL);
  msp_html_table_begin (self->out, _("Mailboxes"), columns, TRUE);
  for (guint i = 0; i < worst->len; i++)
    append_mailbox (self, &g_array_index (worst, MspRatedMailbox, i));
  msp_html_table_end (self->out);
  if (worst->len == MAX_MAILBOXES)
    msp_html_note_of_more (self, MAX_MAILBOXES);
  msp_html_section_end (self->out);
  return TRUE;
}

static void
append_coverage_picture (MspHtml *self)
{
  const guint64 *bytes = self->totals.bytes;
  MspHtmlPiece pieces[MSP_N_FATES + 1] = { { 0, NULL } };

  g_string_append (self->out, "<p class=\"legend\">");
  for (int i = 0; i < MSP_N_FATES; i++)
    {
      g_autofree char *size = msp_words_dup_size (bytes[i]), *share = msp_words_dup_share (bytes[i], MAX (self->totals.size, 1));
      g_autofree char *fate = i == MSP_FATE_READ ? g_strdup (_("read")) : msp_words_dup_fate ((MspFate) i, MSP_REASON_NONE);
      g_autofree char *text = g_strdup_printf ("%s: %s (%s) ", fate, size, share);

      pieces[i] = (MspHtmlPiece) { bytes[i], msp_fate_get_name ((MspFate) i) };
      g_string_append_printf (self->out, "<span class=\"key %s\"></span>", pieces[i].css);
      msp_html_text (self->out, text, 0);
    }
  g_string_append (self->out, "</p>\n<div class=\"chart\">");
  msp_html_bar (self->out, pieces, self->totals.size, _("Coverage"));
  g_string_append (self->out, "</div>\n");
}

gboolean
msp_html_coverage (MspHtml *self, GError **error)
{
  const MspHtmlColumn columns[] = { { _("What was not read, and why"), FALSE }, { _("Items"), TRUE }, { _("Bytes"), TRUE }, { NULL, FALSE } };
  g_autoptr (MspQuery) query = msp_query_new (self->source, MSP_VIEW_LOSSES, NULL, error);
  gboolean end = FALSE;
  MspLossRow row;

  if (query == NULL)
    return FALSE;
  msp_html_section_begin (self->out, "coverage", _("Coverage, and its holes"), NULL);
  append_coverage_picture (self);
  msp_html_table_begin (self->out, _("Not read"), columns, FALSE);
  while (msp_query_next_loss (query, &row, &end, error) && !end)
    {
      g_autofree char *why = msp_words_dup_loss (&row);

      msp_html_row_begin (self->out);
      msp_html_cell (self->out, why, 0);
      msp_html_cell_number (self->out, row.items);
      msp_html_cell_size (self->out, row.bytes);
      msp_html_row_end (self->out);
    }
  msp_html_table_end (self->out);
  msp_html_section_end (self->out);
  return end;
}
