/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/bands.h"

#include <string.h>

typedef struct {
  guint64 messages[MSP_N_SEVERITIES];
} Band;

static gboolean
is_wanted (const MspFilter *filter, const char *category)
{
  return filter == NULL || filter->categories == NULL || filter->categories[0] == NULL || g_strv_contains (filter->categories, category);
}

static void
add (GTree *bands, const MspFilter *filter, const MspSummaryRow *row)
{
  g_auto (GStrv) categories = g_strsplit (row->category, "; ", -1);
  MspSeverity severity = MSP_SEVERITY_NONE;

  (void) msp_severity_from_name (row->severity, &severity);
  for (gsize i = 0; categories[i] != NULL; i++)
    {
      Band *band = g_tree_lookup (bands, categories[i]);

      if (!is_wanted (filter, categories[i]))
        continue;
      if (band == NULL)
        g_tree_insert (bands, g_strdup (categories[i]), band = g_new0 (Band, 1));
      band->messages[severity] += row->messages;
    }
}

static gint
compare_names (gconstpointer a, gconstpointer b, gpointer unused)
{
  return strcmp (a, b);
}

gboolean
msp_bands_each (MspCase *source, const MspFilter *filter, MspBandFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GTree) bands = g_tree_new_full (compare_names, NULL, g_free, g_free);
  g_autoptr (MspQuery) query = msp_query_new (source, MSP_VIEW_BANDS, filter, error);
  gboolean end = FALSE;
  MspSummaryRow row;

  while (query != NULL && msp_query_next_summary (query, &row, &end, error) && !end)
    add (bands, filter, &row);
  for (GTreeNode *node = end ? g_tree_node_first (bands) : NULL; node != NULL; node = g_tree_node_next (node))
    for (int i = MSP_N_SEVERITIES - 1; i >= 0; i--)
      {
        const Band *band = g_tree_node_value (node);

        if (band->messages[i] > 0)
          func ((MspSeverity) i, g_tree_node_key (node), band->messages[i], user_data);
      }
  return end;
}
