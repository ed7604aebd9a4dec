/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/roots.h"

#include "store/query.h"

char **
msp_roots_dup (MspCase *source, GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (source, MSP_VIEW_ROOTS, NULL, error);
  g_autoptr (GStrvBuilder) roots = g_strv_builder_new ();
  MspPairRow row;
  gboolean end = FALSE;

  while (query != NULL && msp_query_next_pair (query, &row, &end, error) && !end)
    {
      g_autofree char *path = g_filename_from_uri (row.value, NULL, NULL);

      g_strv_builder_add_many (roots, row.key, path != NULL ? path : "", NULL);
    }
  return end ? g_strv_builder_end (roots) : NULL;
}
