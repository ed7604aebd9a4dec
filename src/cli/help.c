/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/help.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/commands.h"

#define LONGEST_NAME 15

static void
append_section (GString *out, const char *title, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_string_append_printf (out, "%s%s\n", out->len > 0 ? "\n\n" : "", title);
  for (char **line = lines; *line != NULL; line++)
    g_string_append_printf (out, "%s  %s", line == lines ? "" : "\n", *line);
}

void
msp_help_set_end (GOptionContext *context, const char *before, const char *examples, const char *codes_text)
{
  g_autoptr (GString) out = g_string_new (before);

  append_section (out, _("Examples:"), examples);
  append_section (out, _("Exit status:"), codes_text);
  g_option_context_set_description (context, out->str);
}

/* Levenshtein's distance: letters to change, to add or to drop. */
static guint
get_distance (const char *a, const char *b)
{
  guint row[LONGEST_NAME + 1];
  guint len = (guint) strlen (b);

  for (guint j = 0; j <= len; j++)
    row[j] = j;
  for (guint i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i + 1;
      for (guint j = 0; j < len; j++)
        {
          guint changed = diagonal + (a[i] != b[j] ? 1 : 0);

          diagonal = row[j + 1];
          row[j + 1] = MIN (changed, MIN (row[j], diagonal) + 1);
        }
    }
  return row[len];
}

/* Keeps name in best if it is nearer to what was typed than all before. */
static void
guess (const char *typed, const char *name, guint *best_distance, const char **best)
{
  guint distance;

  if (strlen (typed) > LONGEST_NAME || strlen (name) > LONGEST_NAME)
    return;
  distance = get_distance (typed, name);
  if (distance >= *best_distance || distance >= strlen (name) - 1)
    return;
  *best = name;
  *best_distance = distance;
}

const char *
msp_help_guess_command (const char *typed)
{
  const char *best = NULL;
  guint best_distance = 3;

  for (const MspCommand *command = msp_commands_get_table (); command->name != NULL; command++)
    guess (typed, command->name, &best_distance, &best);
  return best;
}

/* Calls guess with every long option that the help names: whatever groups they are in. TRUE if typed is one of them. */
static gboolean
guess_option (const char *help, const char *typed, guint *best_distance, char **best)
{
  for (const char *at = strstr (help, " --"); at != NULL; at = strstr (at + 1, " --"))
    {
      g_autofree char *name = g_strndup (at + 3, strspn (at + 3, "abcdefghijklmnopqrstuvwxyz0123456789-"));
      const char *nearer = NULL;

      if (strcmp (name, typed) == 0)
        return TRUE;
      guess (typed, name, best_distance, &nearer);
      if (nearer == NULL)
        continue;
      g_free (*best);
      *best = g_strdup (nearer);
    }
  return FALSE;
}

/* The long option that the first unknown one of the words is nearest to; caller owns, NULL if none is near. */
static char *
dup_guessed_option (GOptionContext *context, int argc, char **argv)
{
  g_autofree char *help = g_option_context_get_help (context, FALSE, NULL);

  for (int i = 1; i < argc && strcmp (argv[i], "--") != 0; i++)
    {
      g_autofree char *typed = g_str_has_prefix (argv[i], "--") ? g_strndup (argv[i] + 2, strcspn (argv[i] + 2, "=")) : NULL;
      g_autofree char *best = NULL;
      guint best_distance = 3;

      if (typed != NULL && !guess_option (help, typed, &best_distance, &best))
        return g_steal_pointer (&best);
    }
  return NULL;
}

gboolean
msp_help_parse (GOptionContext *context, int argc, char **argv, GError **error)
{
  g_autofree char **given = g_memdup2 (argv, ((gsize) argc + 1) * sizeof *argv);   /* parsing takes words out */
  GError *cause = NULL;
  int left = argc;

  if (g_option_context_parse (context, &left, &argv, &cause))
    return TRUE;
  g_autofree char *meant = g_error_matches (cause, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION)
    ? dup_guessed_option (context, argc, given) : NULL;
  if (meant != NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, _("%s; did you mean '--%s'?"), cause->message, meant);
      g_error_free (cause);
    }
  else
    g_propagate_error (error, cause);
  return FALSE;
}
