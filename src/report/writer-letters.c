/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/writer-letters.h"

#include <string.h>

#include "detect/postal.h"
#include "people/letters.h"
#include "report/output.h"
#include "report/writer-csv.h"

/* One value that is wanted, or that was read. */
typedef struct {
  guint32 message;   /* index in the evidence */
  guint8  kind;      /* MspRevealedKind */
  guint8  key[MSP_VALUE_KEY_LEN];
} Wish;

typedef struct {
  MspRoster    *roster;
  GHashTable   *wishes;     /* Wish -> text, "" until it is read */
  GHashTable   *numbers;    /* message -> index of its locator + 1 */
  GHashTable   *reasons;    /* message -> why it could not be read */
  GPtrArray    *locators;
  GArray       *messages;   /* guint32, of each locator */
  MspOutput    *output;
  MspLettersCounts counts;
} Letters;

/* What is known of one person. */
typedef struct {
  const char *name, *email, *postal;   /* or NULL */
  const char *source;                  /* locator of the message that gave the best of it */
  const char *problem;                 /* or "" */
  gboolean    unread;                  /* because a source could not be read */
} Letter;

static guint
hash_wish (gconstpointer key)
{
  const Wish *wish = key;

  return msp_value_key_hash (wish->key) ^ (wish->message * 2654435761u) ^ wish->kind;
}

static gboolean
equal_wishes (gconstpointer a, gconstpointer b)
{
  const Wish *x = a, *y = b;

  return x->message == y->message && x->kind == y->kind && msp_value_key_equal (x->key, y->key);
}

static void
wipe (gpointer text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static Wish
make_wish (guint32 message, MspRevealedKind kind, const guint8 *key)
{
  Wish wish = { .message = message, .kind = (guint8) kind };

  memcpy (wish.key, key, sizeof wish.key);
  return wish;
}

static void
want (Letters *self, guint32 message, MspRevealedKind kind, const guint8 *key)
{
  const Wish wish = make_wish (message, kind, key);

  if (!g_hash_table_contains (self->wishes, &wish))
    g_hash_table_insert (self->wishes, g_memdup2 (&wish, sizeof wish), g_strdup (""));
}

static void
want_source (Letters *self, const MspLetterSource *source)
{
  const MspEvidence *evidence = msp_roster_get_evidence (self->roster);

  want (self, source->message, MSP_REVEALED_NAME, source->name_key);
  want (self, source->message, MSP_REVEALED_ADDRESS, source->name_key);
  if (source->postal != NULL)
    want (self, source->message, MSP_REVEALED_VALUE, source->postal);
  if (source->email != NULL)
    want (self, source->message, MSP_REVEALED_VALUE, source->email);
  if (!g_hash_table_add (self->numbers, GUINT_TO_POINTER (source->message + 1)))
    return;
  g_ptr_array_add (self->locators, (gpointer) g_array_index (evidence->messages, MspEvidenceMessage, source->message).locator);
  g_array_append_val (self->messages, source->message);
}

static void
want_all (Letters *self)
{
  MspLetterSource sources[MSP_LETTER_SOURCES];
  MspPersonRow row;

  msp_roster_rewind (self->roster);
  while (msp_roster_next (self->roster, &row))
    for (guint i = 0, n = row.role <= MSP_ROLE_THIRD_PARTY ? msp_letters_choose (self->roster, sources) : 0; i < n; i++)
      want_source (self, &sources[i]);
}

/* Only what is wanted is kept. */
static void
on_found (gpointer data, gsize locator, MspRevealedKind kind, const guint8 key[MSP_VALUE_KEY_LEN], const char *text)
{
  Letters *self = data;
  const Wish wish = make_wish (g_array_index (self->messages, guint32, locator), kind, key);

  if (g_hash_table_contains (self->wishes, &wish))
    g_hash_table_replace (self->wishes, g_memdup2 (&wish, sizeof wish), g_strdup (text));
}

static void
on_missed (gpointer data, gsize locator, const char *reason)
{
  Letters *self = data;

  g_hash_table_insert (self->reasons, GUINT_TO_POINTER (g_array_index (self->messages, guint32, locator) + 1), g_strdup (reason));
}

static const char *
find (const Letters *self, guint32 message, MspRevealedKind kind, const guint8 *key)
{
  const Wish wish = make_wish (message, kind, key);
  const char *text = g_hash_table_lookup (self->wishes, &wish);

  return text != NULL && *text != '\0' ? text : NULL;
}

static void
take_source (const Letters *self, const MspLetterSource *source, Letter *out)
{
  const char *name = find (self, source->message, MSP_REVEALED_NAME, source->name_key);
  const char *postal = source->postal != NULL ? find (self, source->message, MSP_REVEALED_VALUE, source->postal) : NULL;
  const char *email = source->email != NULL ? find (self, source->message, MSP_REVEALED_VALUE, source->email) : NULL;
  const char *locator = g_array_index (msp_roster_get_evidence (self->roster)->messages, MspEvidenceMessage, source->message).locator;

  if (email == NULL)
    email = find (self, source->message, MSP_REVEALED_ADDRESS, source->name_key);
  if (name != NULL && (out->name == NULL || strlen (name) > strlen (out->name)))
    out->name = name;
  if (out->postal == NULL && postal != NULL)
    {
      out->postal = postal;
      out->source = locator;
    }
  if (out->email == NULL)
    out->email = email;
  if (*out->source == '\0' && name != NULL)
    out->source = locator;
  const char *reason = g_hash_table_lookup (self->reasons, GUINT_TO_POINTER (source->message + 1));
  if (reason != NULL && *out->problem == '\0')
    {
      out->problem = reason;
      out->source = *out->source == '\0' ? locator : out->source;
    }
}

static Letter
make_letter (const Letters *self)
{
  MspLetterSource sources[MSP_LETTER_SOURCES];
  guint n = msp_letters_choose (self->roster, sources);
  Letter letter = { .source = "", .problem = "" };

  for (guint i = 0; i < n; i++)
    take_source (self, &sources[i], &letter);
  letter.unread = *letter.problem != '\0' && strcmp (letter.problem, MSP_REVEAL_MARKED) != 0;
  if (letter.name != NULL && letter.postal != NULL)
    {
      letter.problem = "";
      letter.unread = FALSE;
    }
  else if (*letter.problem == '\0')
    letter.problem = n == 0 ? "no name beside the values" : letter.name == NULL ? "the name was not found again" : "no postal address";
  return letter;
}

static void
append (GString *out, const char *text)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, ',');
  msp_writer_csv_append (out, text != NULL ? text : "");
}

static void
append_letter (GString *out, const MspPersonRow *row, const Letter *letter)
{
  static const char *const minors[] = { [MSP_MINOR_NO] = "0", [MSP_MINOR_YES] = "1", [MSP_MINOR_UNKNOWN] = "unknown" };
  g_auto (MspPostal) postal = { { NULL } };

  if (letter->postal != NULL)
    msp_postal_parse (msp_span_from_string (letter->postal), &postal);
  const char *const fields[] = {
    row->id, letter->name, postal.lines[0], postal.lines[1], postal.city, postal.state, postal.postal, postal.country, letter->email,
    msp_role_get_name (row->role), minors[row->minor], row->triggers, letter->source, letter->problem,
  };
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    append (out, fields[i]);
  g_string_append_c (out, '\n');
}

static gboolean
append_all (Letters *self, GError **error)
{
  GString *out = msp_output_get_buffer (self->output);
  MspPersonRow row;

  g_string_append (out, "person_id,name,address_1,address_2,city,state,postal_code,country,email,class,minor,triggers,source,problem\n");
  msp_roster_rewind (self->roster);
  while (msp_roster_next (self->roster, &row))
    {
      if (row.role > MSP_ROLE_THIRD_PARTY)
        continue;
      const Letter letter = make_letter (self);

      self->counts.people++;
      self->counts.addressed += letter.name != NULL && (letter.postal != NULL || letter.email != NULL);
      self->counts.unread += letter.unread;
      append_letter (out, &row, &letter);
      if (!msp_output_flush (self->output, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
msp_writer_letters_write (MspRoster *roster, MspReread *reread, const char *path, MspLettersCounts *out_counts,
                          GError **error)
{
  g_autoptr (GHashTable) wishes = g_hash_table_new_full (hash_wish, equal_wishes, g_free, wipe), numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) reasons = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GPtrArray) locators = g_ptr_array_new ();
  g_autoptr (GArray) messages = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (MspOutput) output = msp_output_new (path, error);
  Letters self = {
    .roster = roster, .wishes = wishes, .numbers = numbers, .reasons = reasons, .locators = locators, .messages = messages,
    .output = output,
  };
  const MspRevealVisitor visitor = { on_found, on_missed, &self };

  if (output == NULL)
    return FALSE;
  want_all (&self);
  if (!msp_reveal (reread, (const char *const *) locators->pdata, locators->len, &visitor, error) || !append_all (&self, error))
    return FALSE;
  *out_counts = self.counts;
  return msp_output_close (output, error) && msp_output_publish (output, error);
}
