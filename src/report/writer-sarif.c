/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/writer-sarif.h"

#include <string.h>

#include "report/output.h"
#include "report/writer-json.h"

struct _MspSarif {
  GString    *runs;
  GString    *results;      /* of the current run */
  GHashTable *detectors;    /* id -> index + 1 */
  GPtrArray  *ids;          /* of detectors, in the order in which they were met */
  guint64     n_results, left_out;
};

MspSarif *
msp_sarif_new (void)
{
  MspSarif *self = g_new0 (MspSarif, 1);

  self->runs = g_string_new (NULL);
  self->results = g_string_new (NULL);
  self->detectors = g_hash_table_new (g_str_hash, g_str_equal);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
msp_sarif_begin (MspSarif *self)
{
  g_string_truncate (self->results, 0);
  g_hash_table_remove_all (self->detectors);
  g_ptr_array_set_size (self->ids, 0);
  self->n_results = self->left_out = 0;
}

static guint
get_index (MspSarif *self, const char *detector)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->detectors, detector));

  if (index > 0)
    return index - 1;
  g_ptr_array_add (self->ids, g_strdup (detector));
  g_hash_table_insert (self->detectors, g_ptr_array_index (self->ids, self->ids->len - 1), GUINT_TO_POINTER (self->ids->len));
  return self->ids->len - 1;
}

static void
append_member (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, "\"%s\":", name);
  msp_writer_json_append (out, value);
}

/* The input file as a relative reference (RFC 3986), and the locator whole: only that leads to the byte. */
static void
append_location (GString *out, const char *locator)
{
  g_autofree char *file = g_strndup (locator, strcspn (locator, "!@#+"));
  g_autofree char *plain = g_uri_unescape_string (file, NULL);
  g_autofree char *uri = g_uri_escape_string (plain != NULL ? plain : file, "/", FALSE);

  g_string_append (out, "\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{");
  append_member (out, "uri", uri);
  g_string_append (out, "}},\"logicalLocations\":[{");
  append_member (out, "fullyQualifiedName", locator);
  g_string_append (out, ",\"kind\":\"member\"}]}]");
}

void
msp_sarif_finding (const MspFindingRow *row, gpointer data)
{
  MspSarif *self = data;
  GString *out = self->results;
  g_autofree char *text = g_strdup_printf ("%s: %s (%s, confidence %u; %s)", row->detector, row->masked, row->category, row->confidence,
                                           row->reasons);
  const char *level = strcmp (row->band, "high") == 0 ? "error" : strcmp (row->band, "medium") == 0 ? "warning" : "note";

  if (self->n_results == MSP_SARIF_MAX_RESULTS)
    {
      self->left_out++;
      return;
    }
  g_string_append (out, self->n_results++ > 0 ? ",\n      {" : "\n      {");
  append_member (out, "ruleId", row->detector);
  g_string_append_printf (out, ",\"ruleIndex\":%u,\"level\":\"%s\",\"message\":{", get_index (self, row->detector), level);
  append_member (out, "text", text);
  g_string_append (out, "},");
  append_location (out, row->locator);
  g_string_append (out, ",\"partialFingerprints\":{");
  append_member (out, "valueKey/v1", row->value_key);
  g_string_append (out, "}}");
}

static void
append_violations (MspSarif *self, const MspVerdictReport *report)
{
  for (guint i = 0; i < report->checks->len; i++)
    {
      const MspVerdictCheck *check = &g_array_index (report->checks, MspVerdictCheck, i);
      g_autofree char *id = g_strconcat ("policy/", check->name, NULL);

      if (check->violation == NULL)
        continue;
      g_string_append (self->results, self->n_results++ > 0 ? ",\n      {" : "\n      {");
      append_member (self->results, "ruleId", id);
      g_string_append_printf (self->results, ",\"ruleIndex\":%u,\"level\":\"error\",\"message\":{", get_index (self, id));
      append_member (self->results, "text", check->violation);
      g_string_append (self->results, "}}");
    }
}

static void
append_rules (MspSarif *self, const MspRules *rules)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      const char *id = g_ptr_array_index (self->ids, i);
      const MspRule *rule = rules != NULL ? msp_rules_find (rules, id) : NULL;

      g_string_append (self->runs, i > 0 ? ",\n        {" : "\n        {");
      append_member (self->runs, "id", id);
      g_string_append (self->runs, ",\"shortDescription\":{");
      append_member (self->runs, "text", rule != NULL && rule->title != NULL ? rule->title : id);
      g_string_append (self->runs, "}}");
    }
}

/* Whether the whole archive was looked at, and whether all that was found is here. */
static void
append_invocation (MspSarif *self, const MspVerdictReport *report)
{
  gboolean told = FALSE;

  g_string_append_printf (self->runs, "      \"invocations\":[{\"executionSuccessful\":%s,\"toolExecutionNotifications\":[",
                          report->failed == 0 ? "true" : "false");
  if (report->failed > 0)
    {
      g_string_append_printf (self->runs, "{\"level\":\"error\",\"message\":{\"text\":\"%" G_GUINT64_FORMAT
                              " items failed that should have been readable\"}}", report->failed);
      told = TRUE;
    }
  if (self->left_out > 0)
    g_string_append_printf (self->runs, "%s{\"level\":\"warning\",\"message\":{\"text\":\"%" G_GUINT64_FORMAT
                            " more findings are left out here; the CSV and JSON reports have all\"}}", told ? "," : "", self->left_out);
  g_string_append (self->runs, "]}],\n");
}

void
msp_sarif_end (MspSarif *self, const char *name, const MspVerdictReport *report, const MspRules *rules)
{
  g_autofree char *shown = g_filename_display_name (name);

  append_violations (self, report);
  g_string_append (self->runs, self->runs->len > 0 ? ",\n    {\n" : "\n    {\n");
  g_string_append (self->runs, "      \"tool\":{\"driver\":{\"name\":\"mailspill\",");
  append_member (self->runs, "version", PACKAGE_VERSION);
  g_string_append (self->runs, ",\"rules\":[");
  append_rules (self, rules);
  g_string_append (self->runs, "]}},\n      \"automationDetails\":{");
  append_member (self->runs, "id", shown);
  g_string_append (self->runs, "},\n      \"columnKind\":\"unicodeCodePoints\",\n");
  append_invocation (self, report);
  g_string_append (self->runs, "      \"results\":[");
  g_string_append_len (self->runs, self->results->str, (gssize) self->results->len);
  g_string_append (self->runs, "]\n    }");
}

gboolean
msp_sarif_write (const MspSarif *self, const char *path, GError **error)
{
  g_autoptr (MspOutput) output = msp_output_new (path, error);
  GString *out;

  if (output == NULL)
    return FALSE;
  out = msp_output_get_buffer (output);
  g_string_append (out, "{\n  \"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n  \"version\":\"2.1.0\",\n  \"runs\":[");
  g_string_append_len (out, self->runs->str, (gssize) self->runs->len);
  g_string_append (out, "]\n}\n");
  return msp_output_close (output, error) && msp_output_publish (output, error);
}

void
msp_sarif_free (MspSarif *self)
{
  if (self == NULL)
    return;
  g_string_free (self->runs, TRUE);
  g_string_free (self->results, TRUE);
  g_hash_table_unref (self->detectors);
  g_ptr_array_unref (self->ids);
  g_free (self);
}
