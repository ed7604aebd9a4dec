/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/writer-json-access.h"

#include "report/access-totals.h"
#include "report/access-views.h"
#include "report/writer-json.h"

static gboolean
append_facts (MspCase *source, GString *out, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_FACTS, error);
  gboolean end = FALSE, any = FALSE;
  MspAccessFactRow row;

  g_string_append (out, ",\n    \"facts\": {");
  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      g_string_append (out, any ? ",\n      " : "\n      ");
      any = TRUE;
      msp_writer_json_append (out, row.key);
      g_string_append (out, ": ");
      msp_writer_json_append (out, row.value);
    }
  g_string_append (out, any ? "\n    }" : "}");
  return end;
}

static void
append_verdicts (GString *out, const char *name, const guint64 counts[MSP_N_VERDICTS])
{
  g_string_append_printf (out, ",\n      \"%s\": {", name);
  for (int i = 0; i < MSP_N_VERDICTS; i++)
    g_string_append_printf (out, "%s\"%s\": %" G_GUINT64_FORMAT, i > 0 ? ", " : "", msp_access_verdict_get_name ((MspAccessVerdict) i), counts[i]);
  g_string_append_c (out, '}');
}

static void
append_heads (GString *out, const char *name, const MspHeads *heads)
{
  g_string_append_printf (out, "\"%s\": {\"least\": %" G_GUINT64_FORMAT ", \"people\": %" G_GUINT64_FORMAT ", \"most\": %" G_GUINT64_FORMAT "}",
                          name, heads->lower, heads->people, heads->upper);
}

static void
append_people (GString *out, const MspStanding *people)
{
  g_string_append (out, ",\n      \"people\": {");
  for (int i = 0; i <= MSP_N_VERDICTS; i++)
    {
      append_heads (out, i < MSP_N_VERDICTS ? msp_access_verdict_get_name ((MspAccessVerdict) i) : "not_judged", &people->by_verdict[i]);
      g_string_append (out, ", ");
    }
  append_heads (out, "cleared", &people->cleared);
  g_string_append_c (out, '}');
}

static gboolean
append_totals (MspCase *source, const MspStanding *people, GString *out, GError **error)
{
  MspAccessTotals totals;

  if (!msp_access_totals_read (source, &totals, error))
    return FALSE;
  g_string_append_printf (out, "\n    \"totals\": {\n      \"copies\": %" G_GUINT64_FORMAT ", \"judged\": %" G_GUINT64_FORMAT, totals.copies,
                          totals.judged);
  append_verdicts (out, "verdicts", totals.verdicts);
  append_verdicts (out, "sensitive", totals.sensitive);
  append_verdicts (out, "hostile_only", totals.hostile);
  append_verdicts (out, "mailbox_scope", totals.scope);
  append_people (out, people);
  g_string_append (out, ",\n      \"acquired\": {");
  for (int i = 0; i <= MSP_ACQUIRED_YES; i++)
    g_string_append_printf (out, "%s\"%s\": %" G_GUINT64_FORMAT, i > 0 ? ", " : "", msp_acquired_get_name ((MspAcquired) i), totals.acquired[i]);
  g_string_append (out, "}\n    }");
  return TRUE;
}

typedef struct {
  MspOutput *output;
  gboolean   any;
} Rows;

static gboolean
append_row (const MspTable *table, const MspField *fields, gpointer user_data, GError **error)
{
  Rows *self = user_data;
  GString *out = msp_output_get_buffer (self->output);

  g_string_append (out, self->any ? ",\n      " : "\n      ");
  self->any = TRUE;
  msp_writer_json_append_object (out, table, fields);
  return msp_output_flush (self->output, error);
}

gboolean
msp_writer_json_access_append (MspCase *source, const MspStanding *people, MspOutput *output, GError **error)
{
  GString *out = msp_output_get_buffer (output);

  if (!msp_access_has_run (source))
    return TRUE;
  g_string_append (out, ",\n  \"access\": {");
  if (!append_totals (source, people, out, error) || !append_facts (source, out, error))
    return FALSE;
  for (const MspAccessView *view = msp_access_views_get (); view->table.name != NULL; view++)
    {
      Rows rows = { output, FALSE };

      g_string_append_printf (out, ",\n    \"%s\": [", view->member);
      if (!msp_access_view_each (view, source, append_row, &rows, error))
        return FALSE;
      g_string_append (out, rows.any ? "\n    ]" : "]");
    }
  g_string_append (out, "\n  }");
  return TRUE;
}
