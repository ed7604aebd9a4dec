/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/owner.h"

#include <string.h>

#include "detect/person-table.h"
#include "detect/person.h"
#include "detect/roles.h"
#include "detect/sole.h"

#define MOST_TEXTS (64 * 1024)   /* bytes of a message in which its only person is looked for */
#define IN_FILE 70
#define IN_MESSAGE 55

gboolean
msp_owner_is_strong (const MspRule *rule)
{
  return rule->kind == MSP_KIND_PERSON && rule->validator != NULL && rule->sensitivity >= 40
         && (rule->category == MSP_CATEGORY_GOVID || rule->category == MSP_CATEGORY_HEALTH || rule->category == MSP_CATEGORY_TAX);
}

void
msp_owner_keep_names (MspMessage *message)
{
  if (message->names == NULL)
    message->names = g_hash_table_new_full (msp_value_key_hash, msp_value_key_equal, g_free, g_free);
}

static const MspRule *
get_rule (const MspMessage *message, const MspRecord *record)
{
  return msp_rules_get (message->patterns->rules, record->rule);
}

/* The longest spelling: "Jane Quincy Doe" says more than "J. Doe". */
static void
keep_name (MspMessage *message, const char *name, const guint8 key[MSP_VALUE_KEY_LEN])
{
  const char *spelled = msp_person_get_spelled (name), *known = g_hash_table_lookup (message->names, key);

  if (known == NULL || strlen (known) < strlen (spelled))
    g_hash_table_replace (message->names, g_memdup2 (key, MSP_VALUE_KEY_LEN), g_strdup (spelled));
}

/* An address or phone is not what makes its owner one of the persons affected, so only numbers and texts name one. */
static void
set_person (MspMessage *message, const MspRule *rule, const char *name, const char *how, guint percent, MspFinding *finding)
{
  g_autofree char *reasons = g_strdup_printf ("%s; person by %s (%u%%)", finding->reasons, how, percent);
  g_autofree char *masked = msp_person_dup_masked (name);

  finding->link = MSP_LINK_PERSON;
  finding->reasons = g_string_chunk_insert (message->strings, reasons);
  finding->person = g_string_chunk_insert_const (message->strings, masked);
  finding->link_confidence = (guint8) MIN (percent, 100);
  finding->flags |= msp_roles_get_flags (&message->roles, &message->mail, name);
  msp_keyed_hash_make (message->hash, "person", msp_span_from_string (name), finding->name_key);
  if (message->names != NULL)
    keep_name (message, name, finding->name_key);
  if (rule->is_aggregate)
    memset (finding->person_key, 0, MSP_VALUE_KEY_LEN);
  else
    memcpy (finding->person_key, finding->name_key, MSP_VALUE_KEY_LEN);
}

void
msp_owner_find_near (MspMessage *message, const MspScan *scan, const MspRule *rule, MspFinding *finding)
{
  MspPersonMention mention;

  if (msp_owner_is_strong (rule))
    finding->flags |= MSP_FINDING_STRONG;
  if (!msp_category_is_personal (rule->category) || (rule->is_aggregate && finding->distinct > 1))
    return;
  if (msp_person_link (scan->source, &message->mail, finding->start, finding->end, &mention))
    {
      set_person (message, rule, mention.name, mention.rule, (guint) (mention.strength * 100 + 0.5), finding);
      if (msp_roles_is_other (scan->source, mention.start))
        finding->flags |= MSP_FINDING_OF_OTHER;
      g_free (mention.name);
    }
  else if (msp_owner_is_strong (rule))
    memcpy (finding->person_key, finding->value_key, MSP_VALUE_KEY_LEN);
}

/* Two numbers of a kind that each person has once are of two persons, and a table's values are of those in its rows. */
static gboolean
may_be_of_one (const MspMessage *message, const MspRecord *record)
{
  const MspRule *rule = get_rule (message, record);

  return record->finding.link == MSP_LINK_NONE && !record->in_row && msp_category_is_personal (rule->category)
         && (record->finding.flags & (MSP_FINDING_STANDS_ALONE | MSP_FINDING_SIGNATURE)) == 0
         && (rule->is_aggregate ? record->finding.distinct : msp_owner_is_strong (rule) ? message->n_values[record->rule] : 1) <= 1;
}

static void
link_records (MspMessage *message, guint from, const char *name, const char *how, guint percent)
{
  for (guint i = from; i < message->records->len; i++)
    {
      MspRecord *record = &g_array_index (message->records, MspRecord, i);

      if (may_be_of_one (message, record))
        set_person (message, get_rule (message, record), name, how, percent, &record->finding);
    }
}

static gboolean
has_loose (const MspMessage *message, guint from)
{
  for (guint i = from; i < message->records->len; i++)
    if (may_be_of_one (message, &g_array_index (message->records, MspRecord, i)))
      return TRUE;
  return FALSE;
}

static guint
find_first_of_unit (const MspMessage *message)
{
  guint i = message->records->len;

  while (i > 0 && g_array_index (message->records, MspRecord, i - 1).unit == message->unit)
    i--;
  return i;
}

/* The first record of its detector from index from on, or one of the same value. */
static gboolean
is_first_value (const MspMessage *message, guint from, guint index)
{
  const MspRecord *record = &g_array_index (message->records, MspRecord, index);

  for (guint i = from; i < index; i++)
    {
      const MspRecord *other = &g_array_index (message->records, MspRecord, i);

      if (other->rule == record->rule)
        return msp_value_key_equal (other->finding.value_key, record->finding.value_key);
    }
  return TRUE;
}

/* A completed form names its subject: what stands first of each kind is the subject's, the rest may be a relative's. */
static void
link_form (MspMessage *message, const MspScan *scan, guint from)
{
  MspPersonMention subject;
  guint form = from;

  while (form < message->records->len
         && (g_array_index (message->records, MspRecord, form).finding.flags & (MSP_FINDING_FORM | MSP_FINDING_STANDS_ALONE))
         != (MSP_FINDING_FORM | MSP_FINDING_STANDS_ALONE))
    form++;
  if (form == message->records->len
      || !msp_person_find_subject (scan->source, g_array_index (message->records, MspRecord, form).finding.start, &subject))
    return;
  for (guint i = from; i < message->records->len; i++)
    {
      MspRecord *record = &g_array_index (message->records, MspRecord, i);
      const MspRule *rule = get_rule (message, record);

      if (record->finding.link == MSP_LINK_NONE && !record->in_row && msp_category_is_personal (rule->category)
          && is_first_value (message, from, i))
        set_person (message, rule, subject.name, subject.rule, 99, &record->finding);
    }
  g_free (subject.name);
}

/* The only person of the message is looked for in all its texts, once the last one has been read and something wants an owner. */
static void
keep_text (MspMessage *message, const MspScan *scan)
{
  const GString *text = scan->source->text;

  if (scan->unit->kind == MSP_UNIT_FILENAME || message->long_texts || (scan->unit->is_last && !has_loose (message, 0)))
    return;
  message->long_texts = message->texts->len + text->len > MOST_TEXTS;
  if (!message->long_texts)
    g_string_append_c (g_string_append_len (message->texts, text->str, (gssize) text->len), '\n');
}

void
msp_owner_finish_unit (MspMessage *message, const MspScan *scan)
{
  const GString *text = scan->source->text;
  guint from = find_first_of_unit (message);

  keep_text (message, scan);
  link_form (message, scan, from);
  if (scan->unit->kind != MSP_UNIT_ATTACHMENT || scan->unit->title == NULL || !has_loose (message, from))
    return;
  g_autofree char *name = msp_sole_dup_name (msp_span_new (text->str, text->len), NULL, scan->unit->title);

  if (name != NULL)
    link_records (message, from, name, "only name of a file named after it", IN_FILE);
}

void
msp_owner_find_rest (MspMessage *message)
{
  if (message->long_texts || !has_loose (message, 0))
    return;
  g_autofree char *name = msp_sole_dup_name (msp_span_new (message->texts->str, message->texts->len), &message->mail, NULL);

  if (name != NULL)
    link_records (message, 0, name, "only name in the message", IN_MESSAGE);
}
