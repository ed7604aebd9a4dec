/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "access/access.h"
#include "access/exposure.h"
#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/help.h"
#include "cli/rescan.h"
#include "cli/sandbox.h"
#include "cli/target.h"
#include "people/decisions.h"
#include "pipeline/evidence.h"
#include "pipeline/reread-digests.h"
#include "pipeline/reread-words.h"
#include "report/statement.h"
#include "report/writer-access.h"

#define NOT_GIVEN G_MININT

typedef struct {
  char **evidence, **hostile, **trusted, **facts, **rest;
  char  *actors, *window, *audit_config, *mailbox_map, *folder_map;
  char  *scope, *unknown, *zone, *date_order, *as_of, *hashes, *weak_join, *target, *sandbox;
  int    year, retention, compression;
} Options;

static void
options_clear (Options *self)
{
  g_strfreev (self->evidence);
  g_strfreev (self->hostile);
  g_strfreev (self->trusted);
  g_strfreev (self->facts);
  g_strfreev (self->rest);
  g_free (self->actors);
  g_free (self->window);
  g_free (self->audit_config);
  g_free (self->mailbox_map);
  g_free (self->folder_map);
  g_free (self->scope);
  g_free (self->unknown);
  g_free (self->zone);
  g_free (self->date_order);
  g_free (self->as_of);
  g_free (self->hashes);
  g_free (self->weak_join);
  g_free (self->target);
  g_free (self->sandbox);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *self, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "evidence", 'e', 0, G_OPTION_ARG_FILENAME_ARRAY, &self->evidence, N_("Audit export, log or scan history, or a folder of them"), N_("FILE") },
    { "hostile", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->hostile, N_("Actor: network, session:, token:, app: or user:"), N_("ACTOR") },
    { "trusted", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->trusted, N_("The same of one who may read the mail"), N_("ACTOR") },
    { "actors", 0, 0, G_OPTION_ARG_FILENAME, &self->actors, N_("CSV of class and actor"), N_("FILE") },
    { "window", 0, 0, G_OPTION_ARG_STRING, &self->window, N_("When the mail was exposed (what scans saw)"), N_("START/END") },
    { "fact", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->facts, N_("What you state; printed beside, never mixed in"), N_("WORDS") },
    { "mailbox-map", 0, 0, G_OPTION_ARG_FILENAME, &self->mailbox_map, N_("CSV: mailbox of the case, address, GUID, aliases"), N_("FILE") },
    { "folder-map", 0, 0, G_OPTION_ARG_FILENAME, &self->folder_map, N_("CSV: folder of the case, of the evidence"), N_("FILE") },
    { "audit-config", 0, 0, G_OPTION_ARG_FILENAME, &self->audit_config, N_("CSV of mailboxes with AuditEnabled"), N_("FILE") },
    { "sync-scope", 0, 0, G_OPTION_ARG_STRING, &self->scope, N_("A sync means: folder, mailbox or both (both)"), N_("SCOPE") },
    { "unknown-actor", 0, 0, G_OPTION_ARG_STRING, &self->unknown, N_("report, hostile or trusted (report)"), N_("HOW") },
    { "weak-join", 0, 0, G_OPTION_ARG_STRING, &self->weak_join, N_("Mail without an id: off or subject+size (off)"), N_("HOW") },
    { "assume-tz", 0, 0, G_OPTION_ARG_STRING, &self->zone, N_("Of times without a zone: UTC, +02:00 (UTC)"), N_("ZONE") },
    { "assume-year", 0, 0, G_OPTION_ARG_INT, &self->year, N_("Of the last line of a log without years"), N_("YEAR") },
    { "date-order", 0, 0, G_OPTION_ARG_STRING, &self->date_order, N_("Of 3/4/2026: mdy or dmy"), N_("ORDER") },
    { "retention", 0, 0, G_OPTION_ARG_INT, &self->retention, N_("Days that the audit keeps records"), N_("DAYS") },
    { "compression", 0, 0, G_OPTION_ARG_INT, &self->compression, N_("Best compression of what left, for its bound (4)"), N_("N") },
    { "hashes", 0, 0, G_OPTION_ARG_STRING, &self->hashes, N_("SHA-256 of which mail: named, all or none (named)"), N_("WHICH") },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &self->as_of, N_("Today, for what expires (the newest record)"), N_("TIME") },
    { "sandbox", 0, 0, G_OPTION_ARG_STRING, &self->sandbox, N_("auto, require or off: confine the processes"), N_("HOW") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->target, N_("Write all tables and the statement to a folder"), N_("FOLDER") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->rest, NULL, N_("CASE") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  self->compression = 4;
  self->retention = self->year = NOT_GIVEN;
  g_option_context_set_summary (context, _("Says which messages were accessed, must be presumed accessed, or cannot be\n"
                                           "decided, by audit exports and server logs. Results are kept in the case."));
  msp_help_set_end (context, NULL,
                    "mailspill access incident.case --evidence audit/ --hostile 203.0.113.77\\\n"
                    "    --trusted 192.0.2.0/24 -o access/",
                    _("0  done, all evidence was read\n"
                      "2  wrong use: unknown option, no case file, no such evidence\n"
                      "3  some evidence could not be read, or says it is incomplete\n"
                      "4  the case or a table cannot be written"));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return msp_help_parse (context, argc, argv, error);
}

/* Which of words text is; NULL is the first. -1 with error. */
static int
choose (const char *option, const char *text, const char *const *words, GError **error)
{
  g_autofree char *all = g_strjoinv (", ", (char **) words);

  for (int i = 0; text == NULL || words[i] != NULL; i++)
    if (text == NULL || strcmp (text, words[i]) == 0)
      return text == NULL ? 0 : i;
    else if (words[i + 1] == NULL)
      break;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' is not for %s; write one of: %s"), text, option, all);
  return -1;
}

static gboolean
read_words (const Options *self, MspAccessOptions *access, GError **error)
{
  static const char *const scopes[] = { "both", "folder", "mailbox", NULL };
  static const char *const unknowns[] = { "report", "hostile", "trusted", NULL };
  static const char *const weak_joins[] = { "off", "subject+size", NULL };
  static const char *const orders[] = { "", "mdy", "dmy", NULL };
  static const char *const hashes[] = { [MSP_HASHES_NAMED] = "named", [MSP_HASHES_ALL] = "all", [MSP_HASHES_NONE] = "none", NULL };
  int scope = choose ("--sync-scope", self->scope, scopes, error);
  int unknown = scope < 0 ? -1 : choose ("--unknown-actor", self->unknown, unknowns, error);
  int order = unknown < 0 ? -1 : choose ("--date-order", self->date_order, orders, error);

  int weak = order < 0 ? -1 : choose ("--weak-join", self->weak_join, weak_joins, error);
  int which = weak < 0 ? -1 : choose ("--hashes", self->hashes, hashes, error);

  if (which < 0)
    return FALSE;
  access->scope = (MspSyncScope) scope;
  access->unknown = (MspUnknownActor) unknown;
  access->reading.date_order = (MspDateOrder) order;
  access->hashes = (MspHashes) which;
  access->joins_weakly = weak > 0;
  return TRUE;
}

static gboolean
read_times (const Options *self, MspAccessOptions *access, GError **error)
{
  access->as_of = MSP_TIME_UNKNOWN;
  if (self->as_of != NULL && !msp_time_parse (self->as_of, TRUE, &access->as_of))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("'%s' is no time for --as-of: write 2026-03-08 or 2026-03-08T12:00:00Z"), self->as_of);
      return FALSE;
    }
  if (self->zone != NULL)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (self->zone);

      if (zone == NULL)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' is no zone for --assume-tz: write UTC or +02:00"), self->zone);
          return FALSE;
        }
      access->reading.utc_offset = g_time_zone_get_offset (zone, 0);
      access->reading.has_utc_offset = TRUE;
    }
  return TRUE;
}

/* Evidence is as hostile as mail. */
static gboolean
read_confinement (const Options *self, MspEvidenceRequest *out_request, GError **error)
{
  MspSandbox asked;
  MspLimits limits;

  msp_limits_init (&limits);
  if (!msp_sandbox_parse (self->sandbox, &asked, error))
    return FALSE;
  *out_request = (MspEvidenceRequest) {
    .sandbox = msp_sandbox_get (asked), .memory = msp_sandbox_get_memory (&limits), .seconds = limits.seconds,
  };
  return msp_confine_probe (out_request->sandbox, error);
}

static gboolean
read_actors (const Options *self, MspActorRules *rules, GError **error)
{
  for (gsize i = 0; self->hostile != NULL && self->hostile[i] != NULL; i++)
    if (!msp_actor_rules_add (rules, MSP_ACTOR_HOSTILE, self->hostile[i], error))
      return FALSE;
  for (gsize i = 0; self->trusted != NULL && self->trusted[i] != NULL; i++)
    if (!msp_actor_rules_add (rules, MSP_ACTOR_TRUSTED, self->trusted[i], error))
      return FALSE;
  return self->actors == NULL || msp_actor_rules_load (rules, self->actors, error);
}

static gboolean
is_above_0 (int number)
{
  return number > 0 || number == NOT_GIVEN;
}

static gboolean
check (const Options *self, GError **error)
{
  const char *wrong = NULL;

  if (self->rest == NULL || g_strv_length (self->rest) != 1)
    wrong = _("name one case file; 'mailspill access --help' explains");
  else if (self->evidence == NULL)
    wrong = _("name the evidence with --evidence FILE: an audit export, a log, a folder of them");
  else if (!is_above_0 (self->year) || self->year > 2200 || !is_above_0 (self->retention) || self->compression < 1)
    wrong = _("--assume-year, --retention and --compression take whole numbers above 0");
  if (wrong != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, wrong);
  return wrong == NULL;
}

static MspExit
report (const Options *self, gboolean complete)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspCase) source = msp_case_open (self->rest[0], &error);

  if (source == NULL)
    return msp_fail_error (error);
  if (self->target != NULL && !msp_writer_access_write_all (source, self->target, &error))
    return msp_fail (MSP_EXIT_INTERNAL, "%s", error->message);
  const char *no_color = g_getenv ("NO_COLOR");
  g_autofree char *text = msp_statement_dup_text (source, isatty (STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0'), &error);
  if (text == NULL)
    return msp_fail_error (error);
  g_print ("%s", text);
  return complete ? MSP_EXIT_OK : MSP_EXIT_INCOMPLETE;
}

/* Nothing may be written among what was scanned; and that the case is one, and its decisions can be read, should be known before the
   evidence is read. */
static gboolean
prepare (const Options *self, MspSandbox sandbox, MspRescan *out_rescan, GError **error)
{
  g_autoptr (MspCase) source = msp_case_open (self->rest[0], error);
  g_autoptr (MspDecisions) decisions = source != NULL ? msp_decisions_load (self->rest[0], NULL, error) : NULL;

  if (decisions == NULL)
    return FALSE;
  if (!msp_target_is_free (source, self->target, error) || !msp_rescan_init_sources (out_rescan, source, error))
    return FALSE;
  msp_rescan_shut_in (out_rescan, self->rest[0], sandbox);
  return TRUE;
}

MspExit
msp_cmd_access (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MspActorRules) rules = msp_actor_rules_new ();
  g_auto (MspRescan) rescan = { NULL };
  g_autoptr (MspReread) reread = NULL;
  MspEvidenceRequest reading;
  gboolean complete;

  if (!parse (&options, argc, argv, &error) || !check (&options, &error) || !read_confinement (&options, &reading, &error))
    return msp_fail_error (error);
  MspAccessOptions access = {
    .evidence = (const char *const *) options.evidence, .rules = rules, .window = options.window, .mailbox_map = options.mailbox_map,
    .folder_map = options.folder_map, .audit_config = options.audit_config, .facts = (const char *const *) options.facts,
    .retention = (guint) MAX (options.retention, 0), .compression = (guint) options.compression,
    .reading.year = (guint) MAX (options.year, 0),
  };
  if (!read_words (&options, &access, &error) || !read_times (&options, &access, &error) || !read_actors (&options, rules, &error)
      || !prepare (&options, reading.sandbox, &rescan, &error))
    return msp_fail_error (error);
  access.read = msp_evidence_read;
  access.read_data = &reading;
  reread = msp_reread_new (&rescan.reread);
  access.search = msp_reread_words;
  access.digests = msp_reread_digests;
  access.search_data = access.digests_data = reread;
  if (!msp_access_run (options.rest[0], &access, &complete, &error))
    return msp_fail_error (error);
  return report (&options, complete);
}
