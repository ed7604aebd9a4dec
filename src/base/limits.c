/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is held in memory has offsets of 32 bits, and buffers that double. */
#define MAX_HELD (1024 * 1024 * 1024)
#define MAX_SIZE (G_MAXUINT64 / 2)

#define ROW(name, field, max, summary) \
  { name, summary, G_STRUCT_OFFSET (MspLimits, field), sizeof (((MspLimits *) NULL)->field), max }

static const MspLimitInfo table[] = {
  ROW ("depth", depth, G_MAXUINT32, N_("archives, messages and parts inside one another")),
  ROW ("parts", parts, G_MAXUINT32, N_("MIME parts in one message")),
  ROW ("header-bytes", header_bytes, MAX_HELD, N_("bytes in the header of one message")),
  ROW ("message-bytes", message_bytes, MAX_HELD, N_("bytes of one message that are read")),
  ROW ("text-bytes", text_bytes, MAX_HELD, N_("bytes of decoded text of one part")),
  ROW ("expanded-bytes", expanded_bytes, MAX_SIZE, N_("bytes of one archive entry, unpacked")),
  ROW ("expanded-ratio", expanded_ratio, G_MAXUINT32, N_("times an archive may grow when unpacked")),
  ROW ("entries", entries, G_MAXUINT32, N_("entries in one archive")),
  ROW ("findings", findings, G_MAXUINT32, N_("findings kept for one message")),
  ROW ("seconds", seconds, G_MAXUINT32, N_("seconds for one message")),
  ROW ("memory", memory, MAX_SIZE, N_("bytes of memory for one message")),
  { NULL },
};

void
msp_limits_init (MspLimits *self)
{
  *self = (MspLimits) {
    .depth = 32,
    .parts = 4096,
    .header_bytes = 1024 * 1024,
    .message_bytes = 32 * 1024 * 1024,
    .text_bytes = 8 * 1024 * 1024,
    .expanded_bytes = G_GUINT64_CONSTANT (64) * 1024 * 1024 * 1024,
    .expanded_ratio = 200,
    .entries = 10 * 1000 * 1000,
    .findings = 10000,
    .seconds = 120,
    .memory = 768 * 1024 * 1024,
  };
}

const MspLimitInfo *
msp_limits_get_table (void)
{
  return table;
}

guint64
msp_limits_get (const MspLimits *self, const MspLimitInfo *info)
{
  const char *field = (const char *) self + info->offset;
  guint32 small;
  guint64 large;

  if (info->size == sizeof small)
    {
      memcpy (&small, field, sizeof small);
      return small;
    }
  memcpy (&large, field, sizeof large);
  return large;
}

static gboolean
parse_size (const char *text, guint64 max, guint64 *out_value)
{
  char *end = NULL;
  guint64 value;
  guint shift = 0;

  if (!g_ascii_isdigit (text[0]))
    return FALSE;
  value = g_ascii_strtoull (text, &end, 10);
  switch (g_ascii_toupper (*end))
    {
    case 'K': shift = 10; break;
    case 'M': shift = 20; break;
    case 'G': shift = 30; break;
    default: break;
    }
  if (shift > 0)
    end++;
  if (*end != '\0' || value == 0 || value > (max >> shift))
    return FALSE;
  *out_value = value << shift;
  return TRUE;
}

static gboolean
refuse (const MspLimitInfo *info, const char *text, GError **error)
{
  g_autofree char *max = g_strdup_printf ("%" G_GUINT64_FORMAT, info->max);

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("'%s' is no limit for --max-%s: a whole number from 1 to %s, with K, M or G if you like"), text, info->name, max);
  return FALSE;
}

gboolean
msp_limits_parse (MspLimits *self, const char *name, const char *text, GError **error)
{
  for (const MspLimitInfo *info = table; info->name != NULL; info++)
    {
      char *field = (char *) self + info->offset;
      guint64 value;

      if (strcmp (info->name, name) != 0)
        continue;
      if (!parse_size (text, info->max, &value))
        return refuse (info, text, error);
      if (info->size == sizeof (guint32))
        memcpy (field, &(guint32) { (guint32) value }, sizeof (guint32));
      else
        memcpy (field, &value, sizeof value);
      return TRUE;
    }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, _("there is no limit named '%s'"), name);
  return FALSE;
}
