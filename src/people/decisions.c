/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/decisions.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "base/small-file.h"
#include "people/identity.h"

G_DEFINE_QUARK (msp-people-error-quark, msp_people_error)

typedef struct {
  char *first, *second;   /* second NULL: split */
} Decision;

struct _MspDecisions {
  GArray *all;            /* Decision */
  guint   unknown;
};

static void
decision_clear (gpointer data)
{
  Decision *self = data;

  g_free (self->first);
  g_free (self->second);
}

static MspDecisions *
decisions_new (void)
{
  MspDecisions *self = g_new0 (MspDecisions, 1);

  self->all = g_array_new (FALSE, FALSE, sizeof (Decision));
  g_array_set_clear_func (self->all, decision_clear);
  return self;
}

static gboolean
is_id (const char *text)
{
  return text != NULL && text[0] == 'P' && strlen (text) == MSP_PERSON_ID_LEN && strspn (text + 1, "0123456789abcdef") == MSP_PERSON_ID_LEN - 1;
}

static gboolean
read_line (MspDecisions *self, const char *line)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *own = g_strndup (line, strcspn (line, "#\r"));
  Decision decision = { NULL, NULL };

  g_strstrip (own);
  if (*own == '\0')
    return TRUE;
  words = g_strsplit_set (own, " \t", -1);
  g_autoptr (GPtrArray) filled = g_ptr_array_new ();
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_ptr_array_add (filled, words[i]);
  gboolean is_join = filled->len == 3 && strcmp (filled->pdata[0], "join") == 0 && is_id (filled->pdata[2]);
  if (!is_join && !(filled->len == 2 && strcmp (filled->pdata[0], "split") == 0))
    return FALSE;
  if (!is_id (filled->pdata[1]))
    return FALSE;
  decision.first = g_strdup (filled->pdata[1]);
  decision.second = is_join ? g_strdup (filled->pdata[2]) : NULL;
  g_array_append_val (self->all, decision);
  return TRUE;
}

static gboolean
read_lines (MspDecisions *self, const char *path, const char *text, gsize len, GError **error)
{
  g_auto (GStrv) lines = NULL;

  if (memchr (text, '\0', len) != NULL || !g_utf8_validate (text, (gssize) len, NULL))
    {
      g_set_error (error, MSP_PEOPLE_ERROR, MSP_PEOPLE_ERROR_DECISION, _("'%s' is no text of decisions"), path);
      return FALSE;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!read_line (self, lines[i]))
      {
        g_set_error (error, MSP_PEOPLE_ERROR, MSP_PEOPLE_ERROR_DECISION,
                     _("'%s', line %u: expected 'join ID ID' or 'split ID', with ids of people.csv"), path, i + 1);
        return FALSE;
      }
  return TRUE;
}

char *
msp_decisions_dup_path (const char *case_path)
{
  return g_strconcat (case_path, ".decisions", NULL);
}

MspDecisions *
msp_decisions_load (const char *case_path, const char *path, GError **error)
{
  g_autoptr (MspDecisions) self = decisions_new ();
  g_autofree char *beside = msp_decisions_dup_path (case_path), *text = NULL;
  g_autoptr (GError) bad = NULL;
  gsize len = 0;

  text = msp_small_file_read (path != NULL ? path : beside, &len, &bad);
  if (text == NULL && path == NULL && g_error_matches (bad, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_steal_pointer (&self);
  if (text == NULL)
    {
      g_set_error_literal (error, MSP_PEOPLE_ERROR, MSP_PEOPLE_ERROR_DECISION, bad->message);
      return NULL;
    }
  return read_lines (self, path != NULL ? path : beside, text, len, error) ? g_steal_pointer (&self) : NULL;
}

/* A file with anything else in it is not written to. */
static gboolean
is_ours (const char *path, GError **error)
{
  g_autoptr (MspDecisions) all = g_file_test (path, G_FILE_TEST_EXISTS) ? msp_decisions_load (path, path, error) : decisions_new ();

  return all != NULL;
}

/* Whether the last line was left open, as some editors do. */
static gboolean
is_line_open (int fd)
{
  off_t end = lseek (fd, 0, SEEK_END);
  char last = '\n';

  return end > 0 && pread (fd, &last, 1, end - 1) == 1 && last != '\n';
}

static gboolean
write_line (int fd, const char *first, const char *second)
{
  g_autoptr (GString) line = g_string_new (is_line_open (fd) ? "\n" : NULL);

  if (second != NULL)
    g_string_append_printf (line, "join %s %s\n", first, second);
  else
    g_string_append_printf (line, "split %s\n", first);
  return write (fd, line->str, line->len) == (gssize) line->len;
}

gboolean
msp_decisions_append (const char *path, const char *first, const char *second, GError **error)
{
  int fd;

  if (!is_id (first) || (second != NULL && !is_id (second)))
    {
      g_set_error (error, MSP_PEOPLE_ERROR, MSP_PEOPLE_ERROR_DECISION, _("'%s' is no id of a person, as in people.csv"),
                   is_id (first) ? second : first);
      return FALSE;
    }
  if (!is_ours (path, error))
    return FALSE;
  fd = open (path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  gboolean good = fd >= 0 && write_line (fd, first, second);
  int saved = errno;
  good = fd >= 0 && close (fd) == 0 && good;
  if (!good)
    g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (saved), _("cannot write '%s': %s"), path, g_strerror (saved));
  return good;
}

/* Mentions of one name stay together; those without a name go with the first. */
static void
split (const MspEvidence *evidence, guint32 *person, guint32 which)
{
  g_autoptr (GHashTable) names = g_hash_table_new (msp_value_key_hash, msp_value_key_equal);

  for (guint32 i = which; i < evidence->mentions->len; i++)
    {
      const MspMention *mention = &g_array_index (evidence->mentions, MspMention, i);

      if (person[i] != which)
        continue;
      if (mention->person == NULL)
        continue;
      guint32 known = GPOINTER_TO_UINT (g_hash_table_lookup (names, mention->name_key));
      guint32 first = g_hash_table_size (names) == 0 ? which : i;
      if (known == 0)
        g_hash_table_insert (names, (gpointer) mention->name_key, GUINT_TO_POINTER ((known = first + 1)));
      person[i] = known - 1;
    }
}

static void
join (const MspEvidence *evidence, guint32 *person, guint32 a, guint32 b)
{
  guint32 kept = MIN (person[a], person[b]), gone = MAX (person[a], person[b]);

  for (guint32 i = gone; kept != gone && i < evidence->mentions->len; i++)
    if (person[i] == gone)
      person[i] = kept;
}

/* Id to lowest mention + 1. */
static GHashTable *
new_index (GHashTable *ids)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer mention, id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &mention, &id))
    g_hash_table_insert (index, id, GUINT_TO_POINTER (GPOINTER_TO_UINT (mention) + 1));
  return index;
}

void
msp_decisions_apply (MspDecisions *self, const MspEvidence *evidence, guint32 *person)
{
  g_autoptr (GHashTable) ids = msp_identity_new (evidence, person), index = new_index (ids);

  self->unknown = 0;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->all->len; i++)
      {
        const Decision *decision = &g_array_index (self->all, Decision, i);
        guint32 a = GPOINTER_TO_UINT (g_hash_table_lookup (index, decision->first));
        guint32 b = decision->second != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (index, decision->second)) : a;

        if ((pass == 0) != (decision->second == NULL))
          continue;
        if (a == 0 || b == 0)
          self->unknown++;
        else if (decision->second == NULL)
          split (evidence, person, a - 1);
        else
          join (evidence, person, a - 1, b - 1);
      }
}

guint
msp_decisions_get_count (const MspDecisions *self)
{
  return self->all->len;
}

guint
msp_decisions_get_unknown (const MspDecisions *self)
{
  return self->unknown;
}

void
msp_decisions_free (MspDecisions *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->all);
  g_free (self);
}
