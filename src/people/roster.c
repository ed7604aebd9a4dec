/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/roster.h"

#include <string.h>

#include "people/identity.h"

#define MAX_SOURCES 10
#define MAX_IDENTIFIERS 50

/* What decides the order of persons. */
typedef struct {
  guint32     first;       /* in order */
  guint32     n;
  guint32     mention;     /* lowest */
  const char *id;
  guint8      role, score;
} Person;

struct _MspRoster {
  MspEvidence       *evidence;
  MspResolution     *resolution;
  MspReach       *reach;
  const MspTriggers *triggers;
  GHashTable        *ids;          /* lowest mention -> id */
  GHashTable        *names;        /* name key -> first person's lowest mention + 1 */
  GHashTable        *conflicts;    /* lowest mention */
  guint32           *order;        /* rows, by person */
  GArray            *persons;      /* Person, sorted */
  guint              at;
  MspRosterTotals    totals;
  GString           *triggers_text, *categories, *identifiers, *primary, *sources;   /* of the current row */
};

static const MspEvidenceRow *
get_row (const MspRoster *self, guint32 i)
{
  return &g_array_index (self->evidence->rows, MspEvidenceRow, self->order[i]);
}

static const MspEvidenceMessage *
get_message (const MspRoster *self, const MspEvidenceRow *row)
{
  return &g_array_index (self->evidence->messages, MspEvidenceMessage, row->message);
}

/* Rows of each person together, in their own order: a counting sort. Orphans are left out. */
static void
sort_rows (MspRoster *self)
{
  guint32 n_rows = self->evidence->rows->len, n = self->evidence->mentions->len;
  g_autofree guint32 *place = g_new0 (guint32, n + 2);

  self->order = g_new (guint32, n_rows + 1);
  for (guint32 i = 0; i < n_rows; i++)
    {
      const MspEvidenceRow *row = &g_array_index (self->evidence->rows, MspEvidenceRow, i);

      if (row->mention != MSP_NO_MENTION)
        place[self->resolution->person[row->mention] + 1]++;
      else
        self->totals.orphans++;
    }
  for (guint32 i = 0; i < n; i++)
    {
      Person person = { .first = place[i], .n = place[i + 1], .mention = i };

      place[i + 1] += place[i];
      if (person.n > 0)
        g_array_append_val (self->persons, person);
    }
  for (guint32 i = 0; i < n_rows; i++)
    {
      guint32 mention = g_array_index (self->evidence->rows, MspEvidenceRow, i).mention;

      if (mention != MSP_NO_MENTION)
        self->order[place[self->resolution->person[mention]]++] = i;
    }
}

static MspRole
find_role (const MspRoster *self, const Person *person)
{
  gboolean other = FALSE, sender = FALSE, recipient = FALSE;

  for (guint32 i = 0; i < person->n; i++)
    {
      const MspEvidenceRow *row = get_row (self, person->first + i);
      gboolean is_other = (row->flags & MSP_FINDING_OF_OTHER) != 0;

      if (row->category != MSP_CATEGORY_CONTACT && !is_other)
        return MSP_ROLE_SUBJECT;
      other |= is_other;
      sender |= (row->flags & MSP_FINDING_OF_SENDER) != 0;
      recipient |= (row->flags & MSP_FINDING_OF_RECIPIENT) != 0;
    }
  return other ? MSP_ROLE_THIRD_PARTY : sender ? MSP_ROLE_SENDER : recipient ? MSP_ROLE_RECIPIENT : MSP_ROLE_DIRECTORY;
}

static gint
compare_persons (gconstpointer a, gconstpointer b)
{
  const Person *x = a, *y = b;

  if (x->role != y->role)
    return x->role < y->role ? -1 : 1;
  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return strcmp (x->id, y->id);
}

static MspMinor
find_minor (const MspRoster *self, const Person *person)
{
  gboolean born = FALSE;

  for (guint32 i = 0; i < person->n; i++)
    {
      guint32 flags = get_row (self, person->first + i)->flags;

      if ((flags & MSP_FINDING_MINOR) != 0)
        return MSP_MINOR_YES;
      born |= (flags & MSP_FINDING_BIRTH) != 0;
    }
  return born ? MSP_MINOR_NO : MSP_MINOR_UNKNOWN;
}

static void
find_access (const MspRoster *self, const Person *person, MspPersonAccess *out_access)
{
  msp_reach_begin (out_access);
  for (guint32 i = 0; i < person->n; i++)
    {
      const MspEvidenceRow *row = get_row (self, person->first + i);

      if (i == 0 || row->message != get_row (self, person->first + i - 1)->message)
        msp_reach_take (self->reach, row->message, out_access);
    }
}

static void
rate_persons (MspRoster *self)
{
  for (guint i = 0; i < self->persons->len; i++)
    {
      Person *person = &g_array_index (self->persons, Person, i);
      guint score = 0;

      for (guint32 k = 0; k < person->n; k++)
        score = MAX (score, get_message (self, get_row (self, person->first + k))->score);
      person->score = (guint8) MIN (score, 100);
      person->role = (guint8) find_role (self, person);
      person->id = g_hash_table_lookup (self->ids, GUINT_TO_POINTER (person->mention));
      self->totals.by_role[person->role]++;
      self->totals.minors += find_minor (self, person) == MSP_MINOR_YES;
    }
  g_array_sort (self->persons, compare_persons);
}

/* The first person of each name, by place in the mail: later ones may be the same. */
static void
index_names (MspRoster *self)
{
  for (guint32 i = 0; i < self->evidence->mentions->len; i++)
    {
      const MspMention *mention = &g_array_index (self->evidence->mentions, MspMention, i);

      if (msp_value_key_is_set (mention->name_key) && !g_hash_table_contains (self->names, mention->name_key))
        g_hash_table_insert (self->names, (gpointer) mention->name_key, GUINT_TO_POINTER (self->resolution->person[i] + 1));
    }
}

static void
index_conflicts (MspRoster *self)
{
  const GArray *conflicts = self->resolution->conflicts, *mentions = self->evidence->mentions;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const MspMerge *merge = &g_array_index (conflicts, MspMerge, i);

      g_hash_table_add (self->conflicts, GUINT_TO_POINTER (self->resolution->person[merge->left]));
      g_hash_table_add (self->conflicts, GUINT_TO_POINTER (self->resolution->person[merge->right]));
    }
  for (guint32 i = 0; i < mentions->len; i++)
    if (g_array_index (mentions, MspMention, i).split)
      g_hash_table_add (self->conflicts, GUINT_TO_POINTER (self->resolution->person[i]));
  self->totals.conflicts = g_hash_table_size (self->conflicts);
}

MspRoster *
msp_roster_new (MspCase *source, const char *decisions, const MspTriggers *triggers, GError **error)
{
  g_autoptr (MspDecisions) decided = msp_decisions_load (msp_case_get_path (source), decisions, error);
  g_autoptr (MspEvidence) evidence = decided != NULL ? msp_evidence_new (source, error) : NULL;
  MspReach *reach = evidence != NULL ? msp_reach_new (source, evidence, error) : NULL;

  if (reach == NULL)
    return NULL;
  MspRoster *self = g_new0 (MspRoster, 1);
  self->evidence = g_steal_pointer (&evidence);
  self->reach = reach;
  self->triggers = triggers;
  self->resolution = msp_resolution_new (self->evidence, decided);
  self->ids = msp_identity_new (self->evidence, self->resolution->person);
  self->names = g_hash_table_new (msp_value_key_hash, msp_value_key_equal);
  self->conflicts = g_hash_table_new (NULL, NULL);
  self->persons = g_array_new (FALSE, FALSE, sizeof (Person));
  self->triggers_text = g_string_new (NULL);
  self->categories = g_string_new (NULL);
  self->identifiers = g_string_new (NULL);
  self->primary = g_string_new (NULL);
  self->sources = g_string_new (NULL);
  sort_rows (self);
  rate_persons (self);
  index_names (self);
  index_conflicts (self);
  msp_standing_init (&self->totals.standing, self->evidence, self->resolution, self->reach);
  self->totals.lower = self->resolution->lower;
  self->totals.people = self->resolution->n_persons;
  self->totals.upper = self->resolution->upper;
  self->totals.unknown_decisions = msp_decisions_get_unknown (decided);
  self->totals.decisions = msp_decisions_get_count (decided) - self->totals.unknown_decisions;
  return self;
}

static void
append_key (GString *out, const guint8 key[MSP_VALUE_KEY_LEN])
{
  for (guint i = 0; i < MSP_VALUE_KEY_LEN; i++)
    g_string_append_printf (out, "%02x", key[i]);
}

static void
take_identifier (MspRoster *self, const MspEvidenceRow *row, GHashTable *values)
{
  g_autofree char *id = g_strdup_printf ("%s:%s:%u", row->detector, row->masked, row->confidence);

  if (!g_hash_table_add (values, (gpointer) row->value_key))
    return;
  if (g_hash_table_size (values) <= MAX_IDENTIFIERS)
    g_string_append_printf (self->identifiers, "%s%s", self->identifiers->len > 0 ? ";" : "", id);
}

static void
take_source (MspRoster *self, const MspEvidenceRow *row, guint *n)
{
  if ((*n)++ < MAX_SOURCES)
    g_string_append_printf (self->sources, "%s%s#%s#%u", self->sources->len > 0 ? ";" : "", get_message (self, row)->id, row->section,
                            row->start);
}

static void
take_contact (const MspEvidenceRow *row, MspPersonRow *out)
{
  if (strcmp (row->detector, "email_addr") == 0 && out->email[0] == '\0')
    out->email = row->masked;
  else if (g_str_has_prefix (row->detector, "addr_") && row->confidence > out->postal_confidence)
    {
      out->postal = row->masked;
      out->postal_confidence = row->confidence;
    }
}

static void
take_message (MspRoster *self, const MspEvidenceRow *row, const MspEvidenceRow *before, GHashTable *mailboxes, MspPersonRow *out)
{
  const MspEvidenceMessage *message = get_message (self, row);

  if (before == NULL || before->message != row->message)
    {
      out->messages++;
      g_hash_table_add (mailboxes, (gpointer) message->mailbox);
      if (message->date != MSP_DATE_UNKNOWN)
        {
          out->first_date = out->first_date == MSP_DATE_UNKNOWN ? message->date : MIN (out->first_date, message->date);
          out->last_date = out->last_date == MSP_DATE_UNKNOWN ? message->date : MAX (out->last_date, message->date);
        }
    }
  if (row->is_attached && (before == NULL || before->message != row->message || strcmp (before->section, row->section) != 0))
    out->attachments++;
}

/* What of a row makes it a better identifier than another: a number of one person, then confidence. */
static guint
rate (const MspEvidenceRow *row)
{
  return ((row->flags & MSP_FINDING_STRONG) != 0 ? 1000u : 0u) + (row->category != MSP_CATEGORY_CONTACT ? 200u : 0u) + row->confidence;
}

typedef struct {
  GPtrArray  *detectors;
  GByteArray *confidences;
  guint32     categories, sure;
  MspResidence residence;
} Facts;

static void
take_facts (Facts *facts, const MspEvidenceRow *row)
{
  guint at = 0;

  facts->categories |= 1u << row->category;
  if (row->confidence >= 85)
    facts->sure |= 1u << row->category;
  while (at < facts->detectors->len && strcmp (facts->detectors->pdata[at], row->detector) != 0)
    at++;
  if (at == facts->detectors->len)
    {
      g_ptr_array_add (facts->detectors, (gpointer) row->detector);
      g_byte_array_append (facts->confidences, &row->confidence, 1);
    }
  facts->confidences->data[at] = MAX (facts->confidences->data[at], row->confidence);
}

static void
finish_facts (MspRoster *self, Facts *facts, MspPersonRow *out)
{
  char country[3] = "";

  g_ptr_array_add (facts->detectors, NULL);
  g_strlcpy (country, facts->residence.place, sizeof country);
  const MspTriggerFacts known = {
    .has_name = out->name[0] != '\0', .is_minor = out->minor == MSP_MINOR_YES, .categories = facts->categories,
    .sure_categories = facts->sure, .detectors = (const char *const *) facts->detectors->pdata,
    .confidences = facts->confidences->data, .country = country, .place = facts->residence.place,
  };
  g_autofree char *matches = out->role <= MSP_ROLE_THIRD_PARTY ? msp_triggers_dup_matches (self->triggers, &known) : g_strdup ("");

  g_string_assign (self->triggers_text, matches);
  g_string_truncate (self->categories, 0);
  for (guint i = 0; i < MSP_N_CATEGORIES; i++)
    if ((facts->categories & 1u << i) != 0)
      g_string_append_printf (self->categories, "%s%s", self->categories->len > 0 ? ";" : "", msp_category_get_name ((MspCategory) i));
  g_string_append_c (self->triggers_text, '\0');
  g_string_append (self->triggers_text, facts->residence.place);
  out->triggers = self->triggers_text->str;
  out->residence = self->triggers_text->str + strlen (self->triggers_text->str) + 1;
  out->residence_basis = facts->residence.basis;
  out->categories = self->categories->str;
}

static void
take_rows (MspRoster *self, const Person *person, Facts *facts, MspPersonRow *out)
{
  g_autoptr (GHashTable) values = g_hash_table_new (msp_value_key_hash, msp_value_key_equal);
  g_autoptr (GHashTable) mailboxes = g_hash_table_new (g_str_hash, g_str_equal);
  const MspEvidenceRow *before = NULL, *best = NULL;
  guint n_sources = 0;

  for (guint32 i = 0; i < person->n; i++)
    {
      const MspEvidenceRow *row = get_row (self, person->first + i);
      const MspMention *mention = &g_array_index (self->evidence->mentions, MspMention, row->mention);

      if (mention->person != NULL && (out->name[0] == '\0' || row->link_confidence > out->name_confidence))
        {
          out->name = mention->person;
          out->name_confidence = row->link_confidence;
        }
      best = best == NULL || rate (row) > rate (best) ? row : best;
      out->strongest = MAX (out->strongest, row->confidence);
      out->reviewed |= self->resolution->is_decided[row->mention] != 0;
      take_identifier (self, row, values);
      take_source (self, row, &n_sources);
      take_contact (row, out);
      take_message (self, row, before, mailboxes, out);
      take_facts (facts, row);
      msp_residence_take (&facts->residence, row, get_message (self, row)->date);
      before = row;
    }
  out->mailboxes = g_hash_table_size (mailboxes);
  if (g_hash_table_size (values) > MAX_IDENTIFIERS)
    g_string_append_printf (self->identifiers, ";+%u", g_hash_table_size (values) - MAX_IDENTIFIERS);
  append_key (self->primary, best->value_key);
  out->link_confidence = best->link_confidence;
}

static const char *
find_duplicate (const MspRoster *self, const Person *person)
{
  const MspMention *mention = &g_array_index (self->evidence->mentions, MspMention, person->mention);
  guint32 first = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, mention->name_key));

  return mention->person != NULL && first > 0 && first - 1 != person->mention
         ? g_hash_table_lookup (self->ids, GUINT_TO_POINTER (first - 1)) : "";
}

gboolean
msp_roster_next (MspRoster *self, MspPersonRow *out_row)
{
  if (self->at >= self->persons->len)
    return FALSE;
  const Person *person = &g_array_index (self->persons, Person, self->at++);
  g_autoptr (GPtrArray) detectors = g_ptr_array_new ();
  g_autoptr (GByteArray) confidences = g_byte_array_new ();
  Facts facts = { .detectors = detectors, .confidences = confidences };

  msp_residence_init (&facts.residence);
  g_string_truncate (self->identifiers, 0);
  g_string_truncate (self->primary, 0);
  g_string_truncate (self->sources, 0);
  *out_row = (MspPersonRow) {
    .id = person->id, .name = "", .email = "", .postal = "", .role = (MspRole) person->role, .minor = find_minor (self, person),
    .first_date = MSP_DATE_UNKNOWN, .last_date = MSP_DATE_UNKNOWN, .max_score = person->score,
    .duplicate_of = find_duplicate (self, person),
    .conflict = g_hash_table_contains (self->conflicts, GUINT_TO_POINTER (person->mention)),
  };
  take_rows (self, person, &facts, out_row);
  find_access (self, person, &out_row->access);
  finish_facts (self, &facts, out_row);
  out_row->identifiers = self->identifiers->str;
  out_row->primary = self->primary->str;
  out_row->sources = self->sources->str;
  return TRUE;
}

const guint32 *
msp_roster_get_rows (const MspRoster *self, guint *out_n)
{
  const Person *person = &g_array_index (self->persons, Person, self->at - 1);

  *out_n = person->n;
  return self->order + person->first;
}

void
msp_roster_rewind (MspRoster *self)
{
  self->at = 0;
}

const MspRosterTotals *
msp_roster_get_totals (const MspRoster *self)
{
  return &self->totals;
}

const MspEvidence *
msp_roster_get_evidence (const MspRoster *self)
{
  return self->evidence;
}

const MspResolution *
msp_roster_get_resolution (const MspRoster *self)
{
  return self->resolution;
}

const char *
msp_roster_get_id (const MspRoster *self, guint32 mention)
{
  return g_hash_table_lookup (self->ids, GUINT_TO_POINTER (self->resolution->person[mention]));
}

void
msp_roster_free (MspRoster *self)
{
  if (self == NULL)
    return;
  msp_evidence_free (self->evidence);
  msp_resolution_free (self->resolution);
  msp_reach_free (self->reach);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->conflicts);
  g_array_unref (self->persons);
  g_free (self->order);
  GString *const strings[] = { self->triggers_text, self->categories, self->identifiers, self->primary, self->sources };
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_string_free (strings[i], TRUE);
  g_free (self);
}

const char *
msp_role_get_name (MspRole role)
{
  static const char *const names[MSP_N_ROLES] = { "subject", "third_party", "sender", "recipient", "directory" };

  return names[role];
}
