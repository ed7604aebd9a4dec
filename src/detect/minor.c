/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/minor.h"

#include "detect/message.h"
#include "detect/validators.h"

#define FULL_AGE 18
#define OF_MINOR 60   /* sensitivity of a child's birth date */

gint32
msp_minor_read_birth (const char *value, gsize len)
{
  MspBirthDate date;

  if (!msp_birth_date_read (msp_span_new (value, len), &date) || date.short_year)
    return 0;
  return (gint32) (date.year * 10000 + date.month * 100 + date.day);
}

/* The first birth date of one who is of age on date; 0 if date is none. */
static gint32
get_limit (gint64 date)
{
  g_autoptr (GDateTime) when = date != G_MININT64 ? g_date_time_new_from_unix_utc (date) : NULL;

  if (when == NULL)
    return 0;
  return (g_date_time_get_year (when) - FULL_AGE) * 10000 + g_date_time_get_month (when) * 100
    + g_date_time_get_day_of_month (when);
}

void
msp_minor_mark (GArray *records, gint64 date)
{
  gint32 limit = get_limit (date);
  g_autoptr (GHashTable) minors = NULL;

  for (guint i = 0; i < records->len && limit > 0; i++)
    {
      const MspRecord *record = &g_array_index (records, MspRecord, i);

      if (record->birth <= limit || record->finding.link != MSP_LINK_PERSON)
        continue;
      if (minors == NULL)
        minors = g_hash_table_new (msp_value_key_hash, msp_value_key_equal);
      g_hash_table_add (minors, (gpointer) record->finding.person_key);
    }
  for (guint i = 0; i < records->len && minors != NULL; i++)
    {
      MspRecord *record = &g_array_index (records, MspRecord, i);

      if (record->finding.link == MSP_LINK_PERSON && g_hash_table_contains (minors, record->finding.person_key))
        {
          record->finding.flags |= MSP_FINDING_MINOR;
          if (record->birth > limit)
            record->finding.sensitivity = MAX (record->finding.sensitivity, OF_MINOR);
        }
    }
}
