/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/card.h"

#include <glib/gi18n.h>
#include <string.h>

#include "report/terminal.h"
#include "report/words.h"

static void
print_title (const char *locator)
{
  g_autoptr (GString) line = g_string_new (NULL);

  msp_terminal_append (line, locator, 0);
  g_print ("%s\n", line->str);
}

void
msp_card_print_field (const char *name, const char *value)
{
  g_autoptr (GString) line = g_string_new ("  ");

  if (*value == '\0')
    return;
  msp_terminal_append_cell (line, name, 12, FALSE);
  msp_terminal_append (line, value, 0);
  g_print ("%s\n", line->str);
}

/* "1.2: application/pdf: no text to be had (format not supported)" */
static void
print_unread (const char *what, const char *type, const char *fate, const char *detail)
{
  g_autoptr (GString) text = g_string_new (what);

  if (*type != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", type);
  g_string_append_printf (text, "%s%s", text->len > 0 ? ": " : "", fate);
  if (detail != NULL && *detail != '\0')
    g_string_append_printf (text, ": %s", detail);
  msp_card_print_field (_("Not read"), text->str);
}

/* "#2: holds macros, which were not run": of parts that were read. */
static void
print_notes (const MspMessageRecord *message)
{
  gsize len = strlen (message->locator);

  for (gsize i = 0; i < message->n_problems; i++)
    {
      const MspProblem *problem = &message->problems[i];

      if (problem->fate != MSP_FATE_READ || problem->detail == NULL || strncmp (problem->locator, message->locator, len) != 0)
        continue;
      g_autofree char *note = g_strdup_printf (_("%s: %s"), problem->locator + len, problem->detail);
      msp_card_print_field (_("Note"), note);
    }
}

void
msp_card_print_message (const MspMessageRecord *message)
{
  g_autoptr (GDateTime) date = message->date != MSP_DATE_UNKNOWN ? g_date_time_new_from_unix_utc (message->date) : NULL;
  g_autofree char *when = date != NULL ? g_date_time_format_iso8601 (date) : NULL;
  g_autofree char *score = g_strdup_printf ("%u, %s", message->score, msp_words_severity (message->severity));

  print_title (message->locator);
  msp_card_print_field (_("Mailbox"), message->mailbox);
  msp_card_print_field (_("Folder"), message->folder);
  msp_card_print_field (_("Date"), when != NULL ? when : "");
  msp_card_print_field (_("From"), message->from);
  msp_card_print_field (_("To"), message->recipients);
  msp_card_print_field (_("Subject"), message->subject);
  msp_card_print_field (_("Score"), score);
  msp_card_print_field (_("because"), message->score_reasons);
  for (gsize i = 0; i < message->n_problems; i++)
    if (strcmp (message->problems[i].locator, message->locator) == 0)
      {
        g_autofree char *fate = msp_words_dup_fate (message->problems[i].fate, message->problems[i].reason);

        print_unread ("", "", fate, message->problems[i].detail);
      }
  for (gsize i = 0; i < message->n_parts; i++)
    if (message->parts[i].fate != MSP_FATE_READ)
      {
        g_autofree char *fate = msp_words_dup_fate (message->parts[i].fate, message->parts[i].reason);
        g_autofree char *section = g_strconcat ("#", message->parts[i].section, NULL);

        print_unread (section, message->parts[i].type, fate, message->parts[i].filename);
      }
  print_notes (message);
}

static void
print_row (const MspLedgerRow *row)
{
  g_autofree char *size = msp_words_dup_size (row->size);
  g_autofree char *messages = row->messages > 0 ? msp_words_dup_messages (row->messages) : g_strdup ("");
  g_autofree char *fate = msp_words_dup_fate_names (row->fate, row->reason);

  print_title (row->locator);
  msp_card_print_field (_("Kind"), row->kind);
  msp_card_print_field (_("Size"), size);
  msp_card_print_field (_("SHA-256"), row->sha256 != NULL ? row->sha256 : "");
  msp_card_print_field (_("Holds"), messages);
  if (strcmp (row->fate, msp_fate_get_name (MSP_FATE_READ)) != 0)
    print_unread ("", "", fate, row->detail);
  else if (row->detail != NULL)
    msp_card_print_field (_("Note"), row->detail);
}

gboolean
msp_card_print_source (MspCase *source, const char *locator, gboolean (*only) (const MspLedgerRow *row), gboolean *out_found,
                       GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (source, MSP_VIEW_LEDGER, NULL, error);
  MspLedgerRow row;
  gboolean end = FALSE;

  *out_found = FALSE;
  while (query != NULL && msp_query_next_ledger (query, &row, &end, error) && !end)
    if (strcmp (row.locator, locator) == 0 && (only == NULL || only (&row)))
      {
        print_row (&row);
        *out_found = TRUE;
      }
  return end;
}
