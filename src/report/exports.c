/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/exports.h"

#include <glib/gi18n-lib.h>

#include "report/words.h"
#include "store/query.h"

static void
append_rest (GString *out, const char *label, guint64 number)
{
  g_autofree char *words = msp_words_dup_number (number);

  if (number > 0)
    g_string_append_printf (out, " %s %s.", label, words);
}

char *
msp_exports_dup_sentence (MspCase *source, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  MspExportRow sum;
  guint64 n = 0;

  if (!msp_query_has_exports (source) || !msp_query_sum_exports (source, &sum, &n, error))
    return NULL;
  g_autofree char *files = msp_words_dup_number (n), *promised = msp_words_dup_number (sum.promised);
  g_autofree char *found = msp_words_dup_number (sum.found), *verified = msp_words_dup_number (sum.verified);
  g_autofree char *missing = msp_words_dup_number (sum.missing), *differing = msp_words_dup_number (sum.differing);
  /* Translators: all are numbers; what is promised are messages, documents and files. */
  g_string_append_printf (out, ngettext ("Exports, by what they say of themselves in %s place: %s promised, %s found (%s with the same "
                                         "hash), %s missing, %s different.",
                                         "Exports, by what they say of themselves in %s places: %s promised, %s found (%s with the same "
                                         "hash), %s missing, %s different.", msp_words_plural (n)),
                          files, promised, found, verified, missing, differing);
  append_rest (out, _("Not compared:"), sum.not_compared);
  append_rest (out, _("Not exported, by the exporter's own word:"), sum.gaps);
  append_rest (out, _("Further copies that lie where nothing was exported:"), sum.further);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
