/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/help.h"
#include "cli/target.h"
#include "people/decisions.h"
#include "report/formats.h"
#include "report/writer-answer.h"

typedef struct {
  char  *format, *target, *min_severity, *query;
  char **categories, **rest;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->format);
  g_free (self->target);
  g_free (self->min_severity);
  g_free (self->query);
  g_strfreev (self->categories);
  g_strfreev (self->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *self, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &self->format, N_("text, html, csv, json or ndjson (text)"), N_("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->target, N_("Write to FILE; for csv to the folder FILE"), N_("FILE") },
    { "category", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &self->categories, N_("Only this category; may be given again"),
      N_("CATEGORY") },
    { "min-severity", 's', 0, G_OPTION_ARG_STRING, &self->min_severity, N_("Only messages of this severity or worse"),
      N_("SEVERITY") },
    { "query", 'q', 0, G_OPTION_ARG_STRING, &self->query, N_("Answer this question instead, as csv or ndjson"), N_("SQL") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->rest, NULL, N_("CASE") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, _("Reports what a case holds: text or HTML for people, CSV or JSON for programs."));
  msp_help_set_end (context, NULL,
                    "mailspill report incident.case\n"
                    "mailspill report incident.case --format html -o report.html\n"
                    "mailspill report incident.case --format csv -o report/\n"
                    "mailspill report incident.case -q 'SELECT kind, size FROM source'\n"
                    "mailspill report incident.case --format json --min-severity high",
                    _("0  done\n"
                      "2  wrong use: unknown option, no case file\n"
                      "3  the scan of this case was not finished\n"
                      "4  the report cannot be written, or the case is damaged or does not balance"));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return msp_help_parse (context, argc, argv, error);
}

static gboolean
fail_category (const char *name, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (int i = 0; i < MSP_N_CATEGORIES; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", msp_category_get_name ((MspCategory) i));
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("there is no category '%s': %s"), name, all->str);
  return FALSE;
}

static gboolean
fill_filter (const Options *self, MspFilter *out_filter, GError **error)
{
  for (gsize i = 0; self->categories != NULL && self->categories[i] != NULL; i++)
    {
      MspCategory category;

      if (msp_category_from_name (self->categories[i], &category))
        continue;
      return fail_category (self->categories[i], error);
    }
  out_filter->categories = (const char *const *) self->categories;
  if (self->min_severity == NULL || msp_severity_from_name (self->min_severity, &out_filter->min_severity))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("there is no severity '%s': none, info, low, moderate, high or critical"), self->min_severity);
  return FALSE;
}

static const MspFormat *
find_format (const Options *self, GError **error)
{
  const char *name = self->format != NULL ? self->format : "text";
  const MspFormat *format = msp_formats_find (name);

  if (self->query != NULL && self->format != NULL && strcmp (name, "csv") != 0 && strcmp (name, "ndjson") != 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--query answers as csv or ndjson, not as %s"), name);
      return NULL;
    }

  if (format == NULL)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("there is no report format '%s': text, html, csv, json or ndjson"), name);
  else if (format->to_folder && self->query == NULL && (self->target == NULL || strcmp (self->target, "-") == 0))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' writes several files: name a folder with -o"), name);
      return NULL;
    }
  return format;
}

/* What the user wrote; all else is about what is written. */
static gboolean
is_usage (const Options *self, const GError *error)
{
  return error->domain == MSP_PEOPLE_ERROR || (self->query != NULL && g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_SQL));
}

static MspExit
write_report (const Options *self, const MspFormat *format, const MspFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspCase) source = msp_case_open (self->rest[0], &error);
  const char *target = g_strcmp0 (self->target, "-") == 0 ? NULL : self->target, *no_color = g_getenv ("NO_COLOR");
  gboolean colour = isatty (STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0');

  if (source == NULL || !msp_target_is_free (source, target, &error))
    return msp_fail_error (error);
  if (self->query != NULL
      ? !msp_writer_answer_write (source, self->query, strcmp (format->name, "ndjson") == 0, target, &error)
      : !format->write (source, filter, target, colour, &error))
    return msp_fail (is_usage (self, error) ? MSP_EXIT_USAGE : MSP_EXIT_INTERNAL, "%s", error->message);
  g_autofree char *state = msp_case_dup_run (source, "state");
  if (g_strcmp0 (state, "complete") == 0 || g_strcmp0 (state, "sample") == 0)
    return MSP_EXIT_OK;
  return g_strcmp0 (state, "open") == 0 ? MSP_EXIT_INCOMPLETE : MSP_EXIT_INTERNAL;
}

MspExit
msp_cmd_report (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GError) error = NULL;
  MspFilter filter = { NULL };

  if (!parse (&options, argc, argv, &error) || !fill_filter (&options, &filter, &error))
    return msp_fail_error (error);
  if (options.rest == NULL || g_strv_length (options.rest) != 1)
    return msp_fail (MSP_EXIT_USAGE, "%s", _("name one case file; 'mailspill report --help' explains"));
  const MspFormat *format = find_format (&options, &error);
  return format != NULL ? write_report (&options, format, &filter) : msp_fail_error (error);
}
