/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/statement-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/finding.h"
#include "report/access-words.h"
#include "report/tables.h"
#include "report/words.h"

typedef struct {
  char    name[32];
  guint64 messages[MSP_N_VERDICTS];
} Category;

static void
list_category (MspStatementPart *part, const Category *category)
{
  MspCategory known;
  const char *title = msp_category_from_name (category->name, &known) ? _(msp_category_get_title (known)) : category->name;
  g_autofree char *a = msp_words_dup_number (category->messages[MSP_VERDICT_ACCESSED]);
  g_autofree char *b = msp_words_dup_number (category->messages[MSP_VERDICT_PRESUMED]);
  g_autofree char *c = msp_words_dup_number (category->messages[MSP_VERDICT_INDETERMINATE]);

  if (category->messages[MSP_VERDICT_ACCESSED] + category->messages[MSP_VERDICT_PRESUMED] + category->messages[MSP_VERDICT_INDETERMINATE] > 0)
    msp_statement_list (part, g_strdup_printf (_("%s: %s accessed, %s presumed accessed, %s indeterminate"), title, a, b, c));
}

gboolean
msp_statement_categories (const MspStatement *self, MspStatementPart *part, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (self->source, MSP_ACCESS_BY_CATEGORY, error);
  Category category = { .name = "" };
  MspAccessCategoryRow row;
  gboolean end = FALSE;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      if (strcmp (category.name, row.category) != 0)
        {
          list_category (part, &category);
          category = (Category) { .name = "" };
          g_strlcpy (category.name, row.category, sizeof category.name);
        }
      if (row.verdict < MSP_N_VERDICTS)
        category.messages[row.verdict] += row.messages;
    }
  list_category (part, &category);
  if (part->points->len > 0)
    msp_statement_say (part, g_strdup (_("Message copies with findings of medium or high confidence; a copy counts in each of its categories.")));
  return end;
}

/* " (203.0.113.77; 2001:db8::77)": what a person knows an actor by. */
static char *
dup_who (const MspAccessActorRow *row)
{
  const char *const names[] = { row->ips, row->users, row->sessions, row->apps, row->clients };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i][0] != '\0')
      return g_strdup_printf (" (%.*s%s)", 100, names[i], strlen (names[i]) > 100 ? "…" : "");
  return g_strdup ("");
}

static char *
dup_actor (const MspAccessActorRow *row)
{
  g_autofree char *cut = dup_who (row), *who = g_utf8_make_valid (cut, -1), *records = msp_words_dup_records (row->records);
  g_autofree char *binds = msp_words_dup_number (row->binds), *syncs = msp_words_dup_number (row->syncs);
  g_autofree char *messages = msp_words_dup_messages (row->messages), *span = msp_words_dup_span (row->first, row->last);

  /* Translators: "A1, hostile (203.0.113.77): 9 records, 7 of opened items, 2 of synchronisations; 7 messages, from … to …" */
  return g_strdup_printf (_("%s, %s%s: %s, %s of opened items, %s of synchronisations; %s%s"), row->actor,
                          msp_access_words_class ((MspActorClass) row->class), who, records, binds, syncs, messages, span);
}

gboolean
msp_statement_actors (const MspStatement *self, MspStatementPart *part, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (self->source, MSP_ACCESS_ACTORS, error);
  g_autofree char *trusted = msp_words_dup_number (self->totals->actors[MSP_ACTOR_TRUSTED]);
  guint64 n = 0;
  MspAccessActorRow row;
  gboolean end = FALSE;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    if (row.class != MSP_ACTOR_TRUSTED)
      msp_statement_list_some (part, dup_actor (&row), &n);
  msp_statement_list_end (part, n, "actors.csv");
  if (self->totals->actors[MSP_ACTOR_TRUSTED] > 0)
    msp_statement_list (part, g_strdup_printf (_("Actors classified trusted, whose records make no verdict: %s"), trusted));
  return end;
}

gboolean
msp_statement_missing (const MspStatement *self, MspStatementPart *part, GError **error)
{
  g_autofree char *number = msp_words_dup_number (self->totals->missing);
  g_autofree char *untrusted = msp_words_dup_number (self->totals->missing_untrusted);
  g_autofree char *attachments = msp_access_dup_fact (self->source, "attachments.of_unknown_messages");
  gulong many = (gulong) MIN (self->totals->missing, (guint64) G_MAXUINT);

  if (self->totals->missing > 0)
    msp_statement_say (part, g_strdup_printf (ngettext ("%s message that records name is not in the archive, so the archive is not all that was there"
                                                        " (missing.csv).",
                                                        "%s messages that records name are not in the archive, so the archive is not all that was"
                                                        " there (missing.csv).", many), number));
  if (self->totals->missing > 0)
    msp_statement_say (part, g_strdup_printf (_("Of them, named by records of hostile or unknown actors: %s."), untrusted));
  if (attachments != NULL && strcmp (attachments, "0") != 0)
    msp_statement_say (part, g_strdup_printf (_("Attachments fetched of messages that no record identifies: %s."), attachments));
  return TRUE;
}

typedef void (*FactFunc) (MspStatementPart *part, const char *rest, const char *value);

/* Facts whose keys begin with prefix; rest is what follows it. */
static gboolean
each_fact (MspCase *source, const char *prefix, FactFunc func, MspStatementPart *part, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_FACTS, error);
  MspAccessFactRow row;
  gboolean end = FALSE;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    if (g_str_has_prefix (row.key, prefix))
      func (part, row.key + strlen (prefix), row.value);
  return end;
}

static void
list_stated (MspStatementPart *part, const char *rest, const char *value)
{
  msp_statement_list (part, g_strdup_printf (_("Stated, and not checked: %s"), value));
}

static void
say_window (const MspStatement *self, MspStatementPart *part)
{
  g_autofree char *basis = msp_access_dup_fact (self->source, "window.basis");
  g_autofree char *first = msp_access_dup_fact (self->source, "window.minimum_start");
  g_autofree char *last = msp_access_dup_fact (self->source, "window.minimum_end");
  g_autofree char *before = msp_access_dup_fact (self->source, "window.maximum_start");
  g_autofree char *after = msp_access_dup_fact (self->source, "window.maximum_end");

  if (g_strcmp0 (basis, "stated") == 0 && first != NULL && last != NULL)
    {
      msp_statement_say (part, g_strdup_printf (_("Stated, and not checked: exposed from %s to %s."), first, last));
      return;
    }
  if (first != NULL && last != NULL)
    msp_statement_say (part, g_strdup_printf (_("Seen open from %s to %s: exposed at least as long."), first, last));
  if (before != NULL && after != NULL)
    msp_statement_say (part, g_strdup_printf (_("Seen closed at %s and again at %s: exposed at most between them."), before, after));
  else if (after != NULL)
    msp_statement_say (part, g_strdup_printf (_("Seen closed at %s; nothing says when it began."), after));
  else if (before != NULL)
    msp_statement_say (part, g_strdup_printf (_("Seen closed at %s; nothing says when it ended."), before));
}

gboolean
msp_statement_window (const MspStatement *self, MspStatementPart *part, GError **error)
{
  say_window (self, part);
  return each_fact (self->source, "stated.", list_stated, part, error);
}

static void
list_conditions (const MspStatement *self, MspStatementPart *part)
{
  g_autofree char *covers = msp_access_dup_fact (self->source, "bound.covers_window");
  g_autofree char *sampled = msp_access_dup_fact (self->source, "bound.sampled");

  msp_statement_list (part, g_strdup (_("the counts cover every way out of the server: nothing in them can show it")));
  msp_statement_list (part, g_strdup (g_strcmp0 (covers, "yes") == 0 ? _("they cover all of the time of exposure: they do")
                                                                     : _("they cover all of the time of exposure: THEY DO NOT")));
  msp_statement_list (part, g_strdup (g_strcmp0 (sampled, "yes") == 0 ? _("they count all traffic, not samples: THEY ARE SAMPLES")
                                                                      : _("they count all traffic, not samples: nothing says otherwise")));
}

gboolean
msp_statement_bound (const MspStatement *self, MspStatementPart *part, GError **error)
{
  g_autofree char *bytes = msp_access_dup_fact (self->source, "bound.bytes"), *times = msp_access_dup_fact (self->source, "bound.compression");
  g_autofree char *messages = msp_access_dup_fact (self->source, "bound.messages");
  g_autofree char *people = msp_access_dup_fact (self->source, "bound.people"), *holds = msp_access_dup_fact (self->source, "bound.holds");

  if (bytes == NULL || messages == NULL || people == NULL)
    return TRUE;
  g_autofree char *size = msp_words_dup_size (g_ascii_strtoull (bytes, NULL, 10));
  g_autofree char *most = msp_words_dup_messages (g_ascii_strtoull (messages, NULL, 10));
  g_autofree char *persons = msp_words_dup_people (g_ascii_strtoull (people, NULL, 10));
  guint64 factor = times != NULL ? g_ascii_strtoull (times, NULL, 10) : 1;
  g_autofree char *each = msp_words_dup_number (factor);
  msp_statement_say (part, g_strdup_printf (ngettext ("%s went to peers that are not trusted. If a byte of it stood for up to %s byte of mail,"
                                                      " that is at most %s, with %s in them.",
                                                      "%s went to peers that are not trusted. If a byte of it stood for up to %s bytes of mail,"
                                                      " that is at most %s, with %s in them.", msp_words_plural (factor)),
                                            size, each, most, persons));
  msp_statement_say (part, g_strdup (g_strcmp0 (holds, "yes") == 0 ? _("This is a bound only if all of these hold:")
                                                                   : _("This is NOT a bound, for these do not all hold, or it is enough for the whole"
                                                                       " archive:")));
  list_conditions (self, part);
  return TRUE;
}

static char *
dup_state (const MspAccessInputRow *row)
{
  static const struct { const char *state, *words; } states[] = {
    { "partial", N_("read in part") }, { "unread", N_("not read") }, { "repeated", N_("the same as another") },
  };
  const char *words = row->state;

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i].state, row->state) == 0)
      words = _(states[i].words);
  return g_strdup_printf ("%s: %s%s%s", row->label, words, row->detail[0] != '\0' ? ", " : "", row->detail);
}

gboolean
msp_statement_evidence (const MspStatement *self, MspStatementPart *part, GError **error)
{
  const MspAccessTotals *totals = self->totals;
  g_autofree char *files = msp_words_dup_number (totals->inputs), *read = msp_words_dup_number (totals->inputs_read);
  g_autofree char *partial = msp_words_dup_number (totals->inputs_partial), *unread = msp_words_dup_number (totals->inputs_unread);
  g_autofree char *records = msp_words_dup_number (totals->records), *rejected = msp_words_dup_number (totals->rejected);
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (self->source, MSP_ACCESS_INPUTS, error);
  MspAccessInputRow row;
  gboolean end = FALSE;
  guint64 n = 0;

  msp_statement_say (part, g_strdup_printf (_("Files: %s; read %s, read in part %s, not read %s. Records: %s; rejected %s."), files, read, partial,
                                            unread, records, rejected));
  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    if (strcmp (row.state, "read") != 0)
      msp_statement_list_some (part, dup_state (&row), &n);
  msp_statement_list_end (part, n, "evidence_census.csv");
  return end;
}
