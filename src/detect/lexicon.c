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

/* The first bytes at data with the bit 0x20 set. */
static inline void
read_raw (const char *data, gsize len, guint64 out_raw[2])
{
  guint64 raw[2] = { 0 };

  if (len >= sizeof raw)
    memcpy (raw, data, sizeof raw);
  else
    memcpy (raw, data, len);
  for (guint i = 0; i < G_N_ELEMENTS (raw); i++)
    out_raw[i] = raw[i] | G_GUINT64_CONSTANT (0x2020202020202020);
}

static void
set_raw (MspWordEntry *entry, const char *bytes, const guint8 mask[MSP_WORD_RAW])
{
  read_raw (bytes, MSP_WORD_RAW, entry->raw);
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

/* The bits of byte, whose bit 0x20 may be set or not. */
static guint64
get_either_follow (guint8 byte)
{
  return msp_word_get_follow (byte | 0x20) | msp_word_get_follow (byte & ~0x20);
}

/* What may stand two bytes behind the first word of text: one byte, or more separators where a space stands for some. */
static guint64
get_follow (const char *text, gsize word)
{
  static const char separators[] = " \t\n\r-_";
  guint64 follow = 0;

  if (text[word] == '\0' || text[word + 1] == '\0' || word >= MSP_WORD_KEY)
    return MSP_WORD_ANY_FOLLOW;
  for (const char *at = separators; *at != '\0' && (text[word] == ' ' || text[word + 1] == ' '); at++)
    follow |= msp_word_get_follow ((guint8) *at);
  return text[word + 1] == ' ' ? follow : follow | get_either_follow ((guint8) text[word + 1]);
}

/* A form of more than its first word, whose end is thus known: the words behind it are compared up to a space. */
static void
add_words (MspLexicon *self, const MspTermForm *form, int index, gsize word)
{
  const char *text = self->terms->texts + form->text;
  MspWordEntry entry = { .key = make_key (text, word), .mask = G_MAXUINT64, .follow = get_follow (text, word),
                         .number = form->term, .form = index };
  char bytes[MSP_WORD_RAW] = { 0 };
  guint8 mask[MSP_WORD_RAW] = { 0 };
  gsize certain = MIN (strcspn (text, " "), sizeof bytes);

  memcpy (bytes, text, certain);
  memset (mask, 0xFF, certain);
  set_raw (&entry, bytes, mask);
  msp_word_table_add (&self->table, &entry);
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
                             .follow = followed ? get_either_follow (prefix->bytes[prefix->word + 1]) : MSP_WORD_ANY_FOLLOW };

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

static void
try_entry (const Scan *scan, const MspWordEntry *entry, gsize start)
{
  const MspTerms *terms = scan->lexicon->terms;

  if (entry->form == HEAD)
    {
      if (start == 0 || scan->text.data[start - 1] != '_')
        scan->found (scan->data, TRUE, entry->number, start, 0);
      return;
    }
  gsize end = entry->len > 0 ? start + entry->len
                             : match_form (terms->texts + terms->forms[entry->form].text, scan->text, start);

  if (end > 0
      && msp_term_is_whole (&terms->terms[entry->number], scan->text.data, scan->text.len, start, end, &end))
    scan->found (scan->data, FALSE, entry->number, start, end);
}

/* Entries of one key are by form, then rule, so that what fits twice (a plural, two ways of a head) stands next to itself.
   follow: what stands behind the word and one byte more. */
static void
try_entries (const Scan *scan, const MspWordEntry *entry, guint n, MspWordKey key, guint64 follow, gsize start)
{
  const MspWordEntry *last = NULL, *end = entry + n;
  guint64 raw[2];

  read_raw (scan->text.data + start, scan->text.len - start, raw);
  for (; entry < end; entry++)
    {
      if ((entry->follow & follow) == 0 || (key & entry->mask) != entry->key
          || (raw[0] & entry->raw_mask[0]) != entry->raw[0] || (raw[1] & entry->raw_mask[1]) != entry->raw[1])
        continue;
      if (last != NULL && last->form == entry->form && last->number == entry->number)
        continue;
      last = entry;
      try_entry (scan, entry, start);
    }
}

static void
visit (const Scan *scan, MspWordKey key, guint64 follow, gsize start)
{
  const MspWordTable *table = &scan->lexicon->table;
  const MspWordSlot *slot;

  if ((slot = msp_word_index_find (&table->open, msp_word_get_open (key))) != NULL)
    try_entries (scan, &table->sorted[slot->first], slot->n, key, MSP_WORD_ANY_FOLLOW, start);
  if ((slot = msp_word_index_find (&table->exact, key)) != NULL)
    try_entries (scan, &table->sorted[slot->first], slot->n, key, follow, start);
}

static void
visit_places (const Scan *scan, const MspWordScan *words)
{
  for (guint i = 0; i < words->n; i++)
    {
      guint place = words->places[i];
      MspWordKey key = words->keys[i];

      visit (scan, key, msp_word_get_follow ((guint8) words->data[place + msp_word_key_get_len (key) + 1]), words->at + place);
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
