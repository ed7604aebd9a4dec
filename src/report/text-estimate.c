/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/text-estimate.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/finding.h"
#include "report/terminal.h"
#include "report/words.h"

#define COLUMNS 80
#define NAME_COLUMNS 34
#define NUMBER_COLUMNS 11

static guint64
get_number (MspCase *source, const char *key)
{
  g_autofree char *text = msp_case_dup_run (source, key);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : 0;
}

char *
msp_estimate_dup_what (MspCase *source)
{
  g_autofree char *state = msp_case_dup_run (source, "state");
  g_autofree char *seed = msp_case_dup_run (source, "sample.seed");
  g_autofree char *units = msp_words_dup_number (get_number (source, "sample.units"));
  guint64 n = get_number (source, "sample.units_of");
  g_autofree char *all = msp_words_dup_number (n);
  g_autofree char *share = msp_words_dup_share (get_number (source, "sample.bytes"), get_number (source, "sample.bytes_of"));

  if (g_strcmp0 (state, "sample") != 0)
    return NULL;
  return
    /* Translators: "69 of 1 526 parts, 4.5 % of the bytes, drawn by chance" */
    g_strdup_printf (ngettext ("ESTIMATE, not a full scan: %s of %s part, %s of the bytes, drawn by chance (seed %s). All below but this "
                               "table is about the sample alone; the same command without --sample scans the rest.",
                               "ESTIMATE, not a full scan: %s of %s parts, %s of the bytes, drawn by chance (seed %s). All below but this "
                               "table is about the sample alone; the same command without --sample scans the rest.", msp_words_plural (n)),
                     units, all, share, seed != NULL ? seed : "");
}

const char *
msp_estimate_get_name (const MspEstimateRow *row)
{
  static const struct { const char *quantity, *name; } names[] = {
    { "messages", N_("mails") }, { "documents", N_("documents") }, { "sensitive", N_("with sensitive content") },
    { "high", N_("of high or critical severity") }, { "people", N_("people, as distinct keys") },
  };
  MspCategory category;

  if (msp_category_from_name (row->category, &category))
    return _(msp_category_get_title (category));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (row->quantity, names[i].quantity) == 0)
      return _(names[i].name);
  return row->quantity;
}

static void
append_heads (GString *out, gboolean colour)
{
  static const char *const heads[] = { N_("sample"), N_("estimate"), N_("at least"), N_("at most") };
  const char *title = _("The whole, estimated (95 % intervals)");

  g_string_append_printf (out, colour ? "\n\033[1m%s\033[0m\n" : "\n%s\n", title);
  g_string_append_printf (out, "  %*s", NAME_COLUMNS, "");
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    msp_terminal_append_cell (out, _(heads[i]), NUMBER_COLUMNS, TRUE);
  g_string_append_c (out, '\n');
}

static void
append_row (GString *out, const MspEstimateRow *row)
{
  const guint64 numbers[] = { row->met, row->estimate, row->low, row->high };

  g_string_append (out, "  ");
  msp_terminal_append_cell (out, msp_estimate_get_name (row), NAME_COLUMNS, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = msp_words_dup_number (numbers[i]);

      msp_terminal_append_cell (out, text, NUMBER_COLUMNS, TRUE);
    }
  g_string_append_c (out, '\n');
}

static void
append_unseen (GString *out, guint64 most)
{
  g_autofree char *number = msp_words_dup_number (most);
  g_autofree char *text = g_strdup_printf (ngettext ("A category that is not listed may still be in up to %s message.",
                                                      "A category that is not listed may still be in up to %s messages.",
                                                      msp_words_plural (most)), number);

  if (most > 0)
    msp_terminal_append_paragraph (out, text, COLUMNS, 0);
}

gboolean
msp_text_estimate_append (GString *out, MspCase *source, gboolean colour, GError **error)
{
  g_autofree char *what = msp_estimate_dup_what (source);
  g_autoptr (MspQuery) query = NULL;
  MspEstimateRow row;
  gboolean end = FALSE;
  guint64 unseen = 0;

  if (what == NULL)
    return TRUE;
  query = msp_query_new (source, MSP_VIEW_ESTIMATE, NULL, error);
  msp_terminal_append_paragraph (out, what, COLUMNS, 0);
  append_heads (out, colour);
  while (query != NULL && msp_query_next_estimate (query, &row, &end, error) && !end)
    {
      if (row.category[0] == '\0' || row.met > 0)
        append_row (out, &row);
      else
        unseen = MAX (unseen, row.high);
    }
  append_unseen (out, unseen);
  g_string_append_c (out, '\n');
  return end;
}
