/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/reader.h"
#include "export/rows.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check (const char *text)
{
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    abort ();
}

static gboolean
take_claim (gpointer data, const MspClaimRecord *claim)
{
  const char *const texts[] = {
    claim->path, claim->message_id, claim->mailbox, claim->folder, claim->labels, claim->md5, claim->sha256, claim->detail,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    check (texts[i]);
  return TRUE;
}

/* The first line is the file's name. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *end = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize len = end != NULL ? (gsize) (end - (const char *) data) : 0;
  g_autofree char *name = g_strndup ((const char *) data, len);
  MspSpan bytes = { (const char *) data + len + (end != NULL), size - len - (end != NULL) };
  const MspExportReader *reader = msp_export_find (bytes, name);
  g_autofree char *plain = msp_export_rows_dup_plain (bytes);

  if (reader != NULL)
    reader->read (bytes, name, take_claim, NULL);
  return 0;
}
