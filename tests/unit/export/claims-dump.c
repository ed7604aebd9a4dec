/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claims-dump.h"

#include <criterion/criterion.h>

#include "model/record.h"

static void
append_text (GString *out, const char *name, const char *value)
{
  if (value == NULL)
    return;
  cr_assert (g_utf8_validate (value, -1, NULL) && strpbrk (value, "\r\n") == NULL);
  g_string_append_printf (out, " %s=%s", name, value);
}

static void
append_number (GString *out, const char *name, guint64 value, guint64 none)
{
  if (value != none)
    g_string_append_printf (out, " %s=%" G_GUINT64_FORMAT, name, value);
}

static gboolean
take_claim (gpointer data, const MspClaimRecord *claim)
{
  GString *out = data;

  g_string_append (out, msp_claim_kind_get_name (claim->kind));
  append_text (out, "path", claim->path);
  append_text (out, "id", claim->message_id);
  append_text (out, "mailbox", claim->mailbox);
  append_text (out, "folder", claim->folder);
  append_text (out, "labels", claim->labels);
  append_number (out, "flags", claim->flags, 0);
  append_number (out, "date", (guint64) claim->date, (guint64) MSP_DATE_UNKNOWN);
  append_number (out, "expected", claim->expected, MSP_CLAIM_NO_NUMBER);
  append_text (out, "md5", claim->md5);
  append_text (out, "sha256", claim->sha256);
  append_number (out, "uid", claim->uid, 0);
  append_number (out, "validity", claim->uid_validity, 0);
  append_number (out, "copies", claim->copies, 0);
  append_text (out, "detail", claim->detail);
  g_string_append_c (out, '\n');
  return TRUE;
}

char *
claims_dump_dup (MspSpan bytes, const char *name)
{
  const MspExportReader *reader = msp_export_find (bytes, name);
  g_autoptr (GString) out = g_string_new (NULL);

  if (reader == NULL)
    return NULL;
  g_string_append_printf (out, "%s\n", reader->id);
  reader->read (bytes, name, take_claim, out);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
