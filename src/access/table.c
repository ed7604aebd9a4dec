/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/table.h"

#include <string.h>

#include "base/small-file.h"
#include "format/csv.h"

static char *
dup_cell (MspSpan span)
{
  g_autofree char *text = g_strndup (span.data, span.len);

  return g_strstrip (g_utf8_make_valid (text, -1));
}

static gboolean
is_empty (const GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (((const char *) g_ptr_array_index (cells, i))[0] != '\0')
      return FALSE;
  return TRUE;
}

static void
end_row (GPtrArray *rows, GPtrArray **cells)
{
  if (is_empty (*cells))
    g_ptr_array_unref (*cells);
  else
    {
      g_ptr_array_set_free_func (*cells, NULL);
      g_ptr_array_add (*cells, NULL);
      g_ptr_array_add (rows, g_ptr_array_free (*cells, FALSE));
    }
  *cells = g_ptr_array_new_with_free_func (g_free);
}

GPtrArray *
msp_table_load (const char *path, GError **error)
{
  gsize len;
  g_autofree char *text = msp_small_file_read (path, &len, error);
  MspCsv csv;
  MspSpan cell;
  gboolean ends;

  if (text == NULL)
    return NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  msp_csv_init (&csv, msp_span_new (text, len), ',');
  while (msp_csv_next (&csv, &cell, &ends))
    {
      g_ptr_array_add (cells, dup_cell (cell));
      if (ends)
        end_row (rows, &cells);
    }
  end_row (rows, &cells);
  g_ptr_array_unref (cells);
  msp_csv_clear (&csv);
  return rows;
}

int
msp_table_find_column (const GPtrArray *rows, const char *const *names)
{
  char **header = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;

  for (int i = 0; header != NULL && header[i] != NULL; i++)
    for (gsize n = 0; names[n] != NULL; n++)
      if (g_ascii_strcasecmp (header[i], names[n]) == 0)
        return i;
  return -1;
}
