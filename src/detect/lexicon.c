/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/lexicon.h"

#include <string.h>

#include "detect/prefixes.h"

#define HEAD -1   /* MspWordEntry.form of a head; else the index of a term's form */

struct _MspLexicon {
  const MspTerms *terms;
  MspWordTable    table;
};

typedef struct {
  const MspLexicon *lexicon;
  MspSpan           text;
  MspLexiconFound   found;
  gpointer          data;
} Scan;

/* The first MSP_WORD_RAW bytes at data with the bit 0x20 set. */
static inline void
read_raw (const char *data, guint64 out_raw[2])
{
  memcpy (out_raw, data, MSP_WORD_RAW);
  out_raw[0] |= G_GUINT64_CONSTANT (0x2020202020202020);
  out_raw[1] |= G_GUINT64_CONSTANT (0x2020202020202020);
}

static void
set_raw (MspWordEntry *entry, const char *bytes, const guint8 mask[MSP_WORD_RAW])
{
  read_raw (bytes, entry->raw);
  memcpy (entry->raw_mask, mask, sizeof entry->raw_mask);
}

/* Number of bytes of text up to the end of its first word. */
static gsize
measure_word (const char *text)
{
  gsize len = 0;

  while (g_ascii_isalnum (text[len]) || ((guint8) text[0] >= 0x80 && (guint8) text[len] >= 0x80))
    len++;
  return len;
}

static MspWordKey
make_key (const char *word, gsize len)
{
  char bytes[MSP_WORD_KEY] = { 0 };
  MspWordKey key;

  for (gsize i = 0; i < MIN (len, sizeof bytes); i++)
    bytes[i] = (char) (word[i] | 0x20);
  memcpy (&key, bytes, sizeof key);
  return key;
}

static guint32
get_separator_follow (void)
{
  static const char separators[] = " \t\n\r-_";
  guint32 follow = 0;

  for (const char *at = separators; *at != '\0'; at++)
    follow |= msp_word_get_follow ((guint8) *at);
  return follow;
}

/* Adds a form whose first space, if there is one, stands for n_separators: it is compared up to its second. */
static void
add_spaced (MspLexicon *self, const MspTermForm *form, int index, gsize word, guint n_separators)
{
  const char *text = self->terms->texts + form->text;
  MspWordEntry entry = { .key = make_key (text, word), .mask = G_MAXUINT64, .follow = MSP_WORD_ANY_FOLLOW,
                         .number = form->term, .form = index };
  char bytes[MSP_WORD_RAW] = { 0 };
  guint8 mask[MSP_WORD_RAW] = { 0 };
  gsize first = strcspn (text, " "), end = text[first] == ' ' ? first + 1 + strcspn (text + first + 1, " ") : first;

  for (gsize i = 0, at = 0; i < end && at < MSP_WORD_RAW; i++)
    if (i == first)
      at += n_separators;
    else
      {
        bytes[at] = text[i];
        mask[at++] = 0xFF;
      }
  if (word < MSP_WORD_KEY && mask[word + 1] != 0)
    entry.follow = msp_word_get_follow ((guint8) bytes[word + 1]);
  else if (word < MSP_WORD_KEY && word + 1 >= first && word + 1 < first + n_separators)
    entry.follow = get_separator_follow ();
  set_raw (&entry, bytes, mask);
  msp_word_table_add (&self->table, &entry);
}

/* A form of more than its first word, whose end is thus known. */
static void
add_words (MspLexicon *self, const MspTermForm *form, int index, gsize word)
{
  gboolean spaced = strchr (self->terms->texts + form->text, ' ') != NULL;

  add_spaced (self, form, index, word, spaced);
  if (spaced)
    add_spaced (self, form, index, word, 2);
}

/* Bytes of word if a key of its length holds all of it. */
static guint
measure_certain (const char *word, gsize len)
{
  for (gsize i = 0; i < len; i++)
    if (!g_ascii_islower (word[i]) && !g_ascii_isdigit (word[i]))
      return 0;
  return len <= MSP_WORD_KEY ? (guint) len : 0;
}

/* One word may have a plural ending. Behind one that is not of ASCII letters anything may stand. */
static void
add_word (MspLexicon *self, const MspTermForm *form, int index, gsize len)
{
  static const char *const endings[] = { "", "s", "es", "n", "en" };
  const char *word = self->terms->texts + form->text;
  gboolean ascii = (guint8) word[0] < 0x80;
  guint n = len < (ascii ? MSP_WORD_KEY : MSP_WORD_OPEN) ? G_N_ELEMENTS (endings) : 1;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strconcat (word, endings[i], NULL);
      MspWordEntry entry = { .key = make_key (text, strlen (text)), .number = form->term, .form = index,
                             .len = ascii ? measure_certain (word, len) : 0,
                             .mask = ascii ? G_MAXUINT64 : msp_word_mask (MAX (len, MSP_WORD_OPEN)),
                             .follow = MSP_WORD_ANY_FOLLOW };

      msp_word_table_add (&self->table, &entry);
    }
}

static void
add_form (MspLexicon *self, const MspTermForm *form, int index)
{
  const char *text = self->terms->texts + form->text;
  gsize len = strlen (text), word = measure_word (text);

  if (word < len)
    add_words (self, form, index, word);
  else
    add_word (self, form, index, len);
}

MspLexicon *
msp_lexicon_new (const MspTerms *terms)
{
  MspLexicon *self = g_new0 (MspLexicon, 1);

  self->terms = terms;
  msp_word_table_init (&self->table);
  for (guint i = 0; i < terms->n_forms; i++)
    add_form (self, &terms->forms[i], (int) i);
  return self;
}

gboolean
msp_lexicon_add_head (MspLexicon *self, guint rule, const char *head, gboolean *out_rest)
{
  g_autoptr (GArray) prefixes = msp_prefixes_list (head, out_rest);

  for (guint i = 0; prefixes != NULL && i < prefixes->len; i++)
    {
      const MspPrefix *prefix = &g_array_index (prefixes, MspPrefix, i);
      gboolean followed = prefix->ended && prefix->mask[prefix->word + 1] != 0;
      MspWordEntry entry = { .key = make_key ((const char *) prefix->bytes, prefix->word), .number = rule, .form = HEAD,
                             .mask = prefix->ended ? G_MAXUINT64 : msp_word_mask (prefix->word),
                             .follow = followed ? msp_word_get_follow (prefix->bytes[prefix->word + 1]) : MSP_WORD_ANY_FOLLOW };

      set_raw (&entry, (const char *) prefix->bytes, prefix->mask);
      msp_word_table_add (&self->table, &entry);
    }
  return prefixes != NULL;
}

void
msp_lexicon_prepare (MspLexicon *self)
{
  msp_word_table_prepare (&self->table);
}

void
msp_lexicon_put (const MspLexicon *self, MspImageWriter *out)
{
  msp_word_table_put (&self->table, out);
}

MspLexicon *
msp_lexicon_get (const MspTerms *terms, const MspImage *image)
{
  MspLexicon *self = g_new0 (MspLexicon, 1);

  self->terms = terms;
  msp_word_table_get (&self->table, image);
  return self;
}

static gboolean
is_separator (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-' || c == '_';
}

/* End of form at start of the text, or 0. A space of the form stands for one or two separators. */
static gsize
match_form (const char *form, MspSpan text, gsize start)
{
  gsize at = start;

  for (; *form != '\0'; form++)
    {
      if (at >= text.len)
        return 0;
      if (*form == ' ')
        {
          if (!is_separator (text.data[at]))
            return 0;
          at++;
          at += at < text.len && is_separator (text.data[at]);
          continue;
        }
      char c = text.data[at];

      if (c != *form && (!g_ascii_isupper (c) || (c | 0x20) != *form))
        return 0;
      at++;
    }
  return at;
}

/* End of the word of key at start if bytes of ASCII around it say that it is whole; else 0. */
static inline gsize
get_whole_end (MspSpan text, MspWordKey key, gsize start)
{
  gsize end = start + msp_word_key_get_len (key);
  char before = start > 0 ? text.data[start - 1] : ' ', behind = end < text.len ? text.data[end] : ' ';

  return (guint8) (before | behind) < 0x80 && !g_ascii_isalnum (behind) ? end : 0;
}

static void
try_form (const Scan *scan, const MspWordEntry *entry, gsize start)
{
  const MspTerms *terms = scan->lexicon->terms;
  gsize end = entry->len > 0 ? start + entry->len
                             : match_form (terms->texts + terms->forms[entry->form].text, scan->text, start);

  if (end > 0
      && msp_term_is_whole (&terms->terms[entry->number], scan->text.data, scan->text.len, start, end, &end))
    scan->found (scan->data, FALSE, entry->number, start, end);
}

static void
try_entry (const Scan *scan, const MspWordEntry *entry, MspWordKey key, gsize start)
{
  gsize end;

  if (entry->form == HEAD)
    {
      if (start == 0 || scan->text.data[start - 1] != '_')
        scan->found (scan->data, TRUE, entry->number, start, 0);
    }
  else if (entry->len > 0 && (end = get_whole_end (scan->text, key, start)) > 0)
    scan->found (scan->data, FALSE, entry->number, start, end);
  else
    try_form (scan, entry, start);
}

/* A word to be looked up. */
typedef struct {
  MspWordKey key;
  guint64    raw[2];
  guint32    follow;   /* of what stands behind the word and one byte more */
  gsize      start;
} Word;

/* entry: the first of its slot. Entries of one key are by form, then rule, so that what fits twice (a plural, two ways of a head)
   stands next to itself. */
static void
try_entries (const Scan *scan, const MspWordEntry *entry, const Word *word)
{
  const MspWordEntry *last = NULL;

  do
    {
      if ((entry->follow & word->follow) == 0 || (word->raw[0] & entry->raw_mask[0]) != entry->raw[0]
          || (word->raw[1] & entry->raw_mask[1]) != entry->raw[1] || (word->key & entry->mask) != entry->key)
        continue;
      if (last != NULL && last->form == entry->form && last->number == entry->number)
        continue;
      last = entry;
      try_entry (scan, entry, word->key, word->start);
    }
  while (!entry++->last);
}

static void
visit_places (const Scan *scan, const MspWordScan *words)
{
  const MspWordTable *table = &scan->lexicon->table;

  for (guint i = 0; i < words->n; i++)
    {
      const char *data = words->data + words->places[i];
      MspWordKey key = words->keys[i];
      Word word = { .key = key, .follow = msp_word_get_follow ((guint8) data[msp_word_key_get_len (key) + 1]),
                    .start = words->at + words->places[i] };
      const MspWordSlot *slots[] = { msp_word_index_find (&table->open, msp_word_get_open (key)),
                                     msp_word_index_find (&table->exact, key) };

      read_raw (data, word.raw);
      for (guint j = 0; j < G_N_ELEMENTS (slots); j++)
        if (slots[j] != NULL)
          try_entries (scan, table->sorted + slots[j]->first, &word);
    }
}

void
msp_lexicon_scan_by (const MspLexicon *self, MspWordWay way, MspSpan text, MspLexiconFound found, gpointer data)
{
  const Scan scan = { self, text, found, data };
  MspWordScan words;

  msp_word_scan_init (&words, &self->table, text);
  while (msp_word_scan_next_by (&words, way))
    visit_places (&scan, &words);
}

void
msp_lexicon_scan (const MspLexicon *self, MspSpan text, MspLexiconFound found, gpointer data)
{
  msp_lexicon_scan_by (self, msp_word_get_way (), text, found, data);
}

void
msp_lexicon_free (MspLexicon *self)
{
  if (self == NULL)
    return;
  msp_word_table_clear (&self->table);
  g_free (self);
}
