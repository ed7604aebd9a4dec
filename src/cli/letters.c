/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/letters.h"

#include <glib/gi18n.h>

#include "cli/fail.h"
#include "cli/rescan.h"
#include "cli/sandbox.h"
#include "report/words.h"
#include "report/writer-letters.h"

static void
tell (const MspLettersCounts *counts)
{
  g_autofree char *people = msp_words_dup_people (counts->people), *addressed = msp_words_dup_number (counts->addressed);
  g_autofree char *unread = msp_words_dup_number (counts->unread);

  /* Translators: "47 people; 40 have a name and an address" */
  (void) msp_fail (MSP_EXIT_OK, ngettext ("%s; %s has a name and an address", "%s; %s have a name and an address",
                                          msp_words_plural (counts->addressed)), people, addressed);
  if (counts->unread > 0)
    (void) msp_fail (MSP_EXIT_OK, _("of %s a source could not be read: the column 'problem' says why"), unread);
}

MspExit
msp_letters_write (MspCase *file, const char *case_path, MspRoster *roster, const char *const *rules, const char *path)
{
  g_autofree char *what = g_strconcat ("people ", path, NULL);
  g_auto (MspRescan) rescan = { NULL };
  g_autoptr (GError) error = NULL;
  MspLettersCounts counts = { 0 };

  if (msp_case_get_key (file) == NULL)
    return msp_fail (MSP_EXIT_USAGE, "%s", _("the key of the case is needed: it says which values are whose"));
  if (!msp_rescan_init (&rescan, file, rules, &error))
    return msp_fail_error (error);
  msp_rescan_warn (&rescan, file);
  msp_rescan_shut_in (&rescan, case_path, msp_sandbox_get (MSP_SANDBOX_AUTO));
  g_autoptr (MspReread) reread = msp_reread_new (&rescan.reread);
  if (!msp_rescan_note_reveal (case_path, what, &error) || !msp_writer_letters_write (roster, reread, path, &counts, &error))
    return msp_fail (MSP_EXIT_INTERNAL, "%s", error->message);
  tell (&counts);
  return counts.unread > 0 ? MSP_EXIT_INCOMPLETE : MSP_EXIT_OK;
}
