/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/help.h"
#include "cli/job.h"
#include "cli/plan-table.h"
#include "pipeline/shard.h"

/* Bytes that are printed at once. */
#define BUFFER 65536

typedef struct {
  char    *format;
  char   **excludes, **rest;
  int      shards;
  gboolean csv;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->format);
  g_strfreev (self->excludes);
  g_strfreev (self->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GOptionContext *
new_context (Options *self)
{
  const GOptionEntry entries[] = {
    { "exclude", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->excludes, N_("Skip files whose path or name matches, as scan does"),
      N_("GLOB") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &self->format, N_("text or csv (text)"), N_("FORMAT") },
    { "shards", 0, 0, G_OPTION_ARG_INT, &self->shards, N_("Say which of N shards has each unit (1)"), "N" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->rest, NULL, N_("PATH…") },
    { NULL },
  };
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_set_summary (context, _("Lists the units of work that a scan of these paths is made of: whole files, and\n"
                                           "parts of large ones. Reads only names, sizes and the beginnings of large files.\n"
                                           "Every machine that sees the same files makes the same plan."));
  msp_help_set_end (context, NULL,
                    "mailspill plan /evidence/export\n"
                    "mailspill plan /evidence/export --shards 8\n"
                    "mailspill plan /evidence/export --shards 8 --format csv",
                    _("0  done\n"
                      "2  wrong use: unknown option, missing path\n"
                      "3  done, but a path could not be looked at; the plan says which"));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return context;
}

static gboolean
parse (Options *self, int argc, char **argv, GError **error)
{
  g_autoptr (GOptionContext) context = new_context (self);

  if (!msp_help_parse (context, argc, argv, error))
    return FALSE;
  self->csv = g_strcmp0 (self->format, "csv") == 0;
  if (self->format != NULL && !self->csv && strcmp (self->format, "text") != 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("there is no plan format '%s': text or csv"), self->format);
      return FALSE;
    }
  if (self->shards < 1 || self->shards > MSP_SHARD_MAX)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%d' is no number of shards: 1 to %d"), self->shards,
                   MSP_SHARD_MAX);
      return FALSE;
    }
  if (self->rest == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("no path given; 'mailspill plan --help' explains"));
      return FALSE;
    }
  if (!g_strv_contains ((const char *const *) self->rest, "-"))
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("standard input cannot be planned: it has no size"));
  return FALSE;
}

typedef struct {
  MspPlanTotals totals;
  GString      *out;
} Printer;

typedef void (*UnitFunc) (Printer *printer, const MspPlanUnit *unit, guint shard);

static void
flush (GString *out, gsize limit)
{
  if (out->len <= limit)
    return;
  g_print ("%s", out->str);
  g_string_truncate (out, 0);
}

static void
count_unit (Printer *printer, const MspPlanUnit *unit, guint shard)
{
  msp_plan_totals_add (&printer->totals, unit, shard);
}

static void
print_csv_unit (Printer *printer, const MspPlanUnit *unit, guint shard)
{
  msp_plan_totals_add (&printer->totals, unit, shard);
  msp_plan_table_append_csv_row (printer->out, unit, shard);
  flush (printer->out, BUFFER);
}

static void
print_unit (Printer *printer, const MspPlanUnit *unit, guint shard)
{
  msp_plan_table_append_row (printer->out, &printer->totals, unit, shard);
  flush (printer->out, BUFFER);
}

static void
each_unit (const Options *self, MspWalk *walk, UnitFunc func, Printer *printer)
{
  g_autoptr (MspPlan) plan = msp_plan_new (walk, NULL, MSP_PLAN_PART);
  g_autoptr (MspDealer) dealer = msp_dealer_new ((guint) self->shards);
  MspPlanUnit *next;

  while ((next = msp_plan_next (plan)) != NULL)
    {
      g_autoptr (MspPlanUnit) unit = next;

      func (printer, unit, msp_dealer_deal (dealer, unit));
    }
}

static MspExit
print_plan (const Options *self, MspWalk *walk)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Printer printer = { .out = out };

  msp_plan_totals_init (&printer.totals, (guint) self->shards);
  if (self->csv)
    {
      msp_plan_table_append_csv_head (out);
      each_unit (self, walk, print_csv_unit, &printer);
    }
  else
    {
      each_unit (self, walk, count_unit, &printer);
      msp_plan_table_append_head (out, &printer.totals);
      msp_walk_rewind (walk);
      each_unit (self, walk, print_unit, &printer);
      msp_plan_table_append_totals (out, &printer.totals);
    }
  flush (out, 0);
  MspExit code = printer.totals.failed > 0 ? MSP_EXIT_INCOMPLETE : MSP_EXIT_OK;
  msp_plan_totals_clear (&printer.totals);
  return code;
}

MspExit
msp_cmd_plan (int argc, char **argv)
{
  g_auto (Options) options = { .shards = 1 };
  g_autoptr (GError) error = NULL;

  if (!parse (&options, argc, argv, &error))
    return msp_fail_error (error);
  g_autoptr (MspWalk) walk = msp_walk_new ((const char *const *) options.rest, (const char *const *) options.excludes, &error);
  if (walk == NULL)
    return msp_fail_error (error);
  return msp_job_are_apart (msp_walk_get_roots (walk)) ? print_plan (&options, walk) : MSP_EXIT_USAGE;
}
