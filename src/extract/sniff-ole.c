/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/sniff.h"

typedef struct {
  const char *name;     /* of a stream, in the directory as UTF-16LE */
  const char *type;
} Stream;

/* In this order: an encrypted package holds nothing else, a message may embed documents. */
static const Stream streams[] = {
  { "EncryptedPackage", "application/x-ole-encrypted" },
  { "__properties_version1.0", "application/vnd.ms-outlook" },
  { "WordDocument", "application/msword" },
  { "Workbook", "application/vnd.ms-excel" },
  { "Book", "application/vnd.ms-excel" },
  { "PowerPoint Document", "application/vnd.ms-powerpoint" },
  { "VisioDocument", "application/vnd.visio" },
};

static gboolean
find_name (MspSpan head, const char *name)
{
  char wide[64] = { 0 };
  gsize len = strlen (name);

  for (gsize i = 0; i < len; i++)
    wide[2 * i] = name[i];
  return memmem (head.data, head.len, wide, 2 * len + 2) != NULL;
}

const char *
msp_sniff_ole (MspSpan head)
{
  if (!msp_span_has_prefix (head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (streams); i++)
    if (find_name (head, streams[i].name))
      return streams[i].type;
  return "application/x-ole-storage";
}
