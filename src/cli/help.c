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

const char *
msp_help_guess_command (const char *typed)
{
  const char *best = NULL;
  guint best_distance = 3;

  if (strlen (typed) > LONGEST_NAME)
    return NULL;
  for (const MspCommand *command = msp_commands_get_table (); command->name != NULL; command++)
    {
      guint distance = get_distance (typed, command->name);

      if (distance >= best_distance || distance >= strlen (command->name) - 1)
        continue;
      best = command->name;
      best_distance = distance;
    }
  return best;
}
