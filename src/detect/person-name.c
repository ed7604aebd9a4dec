/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/person-name.h"

#include <string.h>

#include "detect/nibbles.h"
#include "detect/person-words.h"
#include "detect/person.h"

#define MOST_WORDS 8
#define MOST_BYTES 200
#define MOST_PARTICLE 4   /* bytes of a particle in small letters */

typedef struct {
  MspNameWord words[MOST_WORDS];
  guint       n;
} Words;

/* Letters that have no decomposition in Unicode, as passports write them. */
static const char *
get_latin (gunichar c)
{
  switch (c)
    {
    case 0xC6: case 0xE6:
      return "AE";
    case 0xD0: case 0xF0: case 0x110: case 0x111:
      return "D";
    case 0xD8: case 0xF8:
      return "O";
    case 0xDE: case 0xFE:
      return "TH";
    case 0xDF: case 0x1E9E:
      return "SS";
    case 0x131:
      return "I";
    case 0x141: case 0x142:
      return "L";
    case 0x152: case 0x153:
      return "OE";
    default:
      return NULL;
    }
}

static gsize
fold_char (gunichar c, char out[7])
{
  const char *latin = get_latin (c);
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (latin != NULL)
    {
      gsize len = strlen (latin);

      memcpy (out, latin, len);
      return len;
    }
  (void) g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  return (gsize) g_unichar_to_utf8 (g_unichar_toupper (parts[0]), out);
}

static gboolean
is_joint (gunichar c)
{
  return c == '-' || c == '\'' || c == '.' || c == 0x2019 || c == 0x2010 || c == 0x2011;
}

gboolean
msp_name_fold_word (MspSpan word, MspNameWord *out_word)
{
  gsize used = 0;

  for (gsize i = 0; i < word.len;)
    {
      char byte = word.data[i];

      if ((guchar) byte < 0x80)
        {
          i++;
          if (g_ascii_isalpha (byte) && used + 1 < MSP_NAME_WORD)
            out_word->text[used++] = (char) (byte & ~0x20);
          else if (!is_joint ((guchar) byte))
            return FALSE;
          continue;
        }
      gunichar c = g_utf8_get_char_validated (word.data + i, (gssize) (word.len - i));
      char folded[7];
      gsize len;

      if (c >= 0x110000)
        return FALSE;
      i += (gsize) g_unichar_to_utf8 (c, NULL);
      if (is_joint (c) || g_unichar_ismark (c))
        continue;
      if (!g_unichar_isalpha (c))
        return FALSE;
      len = fold_char (c, folded);
      if (used + len >= MSP_NAME_WORD)
        return FALSE;
      memcpy (out_word->text + used, folded, len);
      used += len;
    }
  out_word->text[used] = '\0';
  return used > 0;
}

static gboolean
is_word_byte (char byte)
{
  return g_ascii_isalpha (byte) || (guchar) byte >= 0x80 || byte == '\'' || byte == '-' || byte == '.';
}

static gboolean
is_capital (MspSpan word)
{
  gunichar c;

  if (word.len == 0)
    return FALSE;
  if ((guchar) word.data[0] < 0x80)
    return g_ascii_isupper (word.data[0]);
  c = g_utf8_get_char_validated (word.data, (gssize) word.len);
  return c < 0x110000 && g_unichar_isupper (c);
}

/* "O'Neill", "Jean-Luc", "LÓPEZ": all letters behind the first are small or all are capitals; "iPhone", "McA" pass for
   neither. */
static gboolean
is_name_shape (MspSpan word)
{
  guint upper = 0, lower = 0;

  if (!is_capital (word))
    return FALSE;
  for (gsize i = 0; i < word.len; i++)
    {
      upper += g_ascii_isupper (word.data[i]) != 0;
      lower += g_ascii_islower (word.data[i]) != 0;
    }
  return lower == 0 || upper <= 3;
}

static MspSpan
get_word (MspSpan text, gsize at)
{
  gsize end = at, stop = MIN (text.len, at + MSP_NAME_WORD * 2);

  while (end < stop && is_word_byte (text.data[end]))
    end++;
  return msp_span_slice (text, at, end);
}

static gboolean
ends_sentence (MspSpan word, const MspNameWord *folded)
{
  return word.len > 2 && word.data[word.len - 1] == '.' && !msp_person_is_title (folded->text);
}

typedef struct {
  guint    n;              /* words that count: no titles, initials or particles */
  gboolean known, title, comma;
  gsize    end;
} Run;

/* Takes one word into the run; FALSE if the run ends before it. */
static gboolean
add_word (Run *run, MspSpan word, gboolean after_comma, MspNameWord *out_folded)
{
  gsize letters = word.len;
  gboolean capital = is_capital (word);

  if ((!capital && (run->n == 0 || word.len > MOST_PARTICLE)) || !msp_name_fold_word (word, out_folded))
    return FALSE;
  MspPersonWord lists = msp_person_get_lists (out_folded->text);

  if (!capital)
    return (lists & MSP_PERSON_PARTICLE) != 0;
  if ((lists & MSP_PERSON_TITLE) != 0)
    {
      run->title = run->title || run->n == 0;
      return run->n == 0 || run->n >= 2;
    }
  if (word.data[letters - 1] == '.')
    letters--;
  if (letters == 1)
    return run->n > 0;
  if (!is_name_shape (word) || run->n == 4)
    return FALSE;
  if ((lists & (MSP_PERSON_STOP_WORD | MSP_PERSON_GIVEN_NAME)) == MSP_PERSON_STOP_WORD)
    return FALSE;
  run->known = run->known || ((run->n == 0 || after_comma) && (lists & MSP_PERSON_GIVEN_NAME) != 0);
  run->n++;
  return TRUE;
}

/* Behind a word: one blank, or a comma and a blank once; *out_comma tells. */
static gsize
skip_gap (MspSpan text, gsize at, gboolean may_comma, gboolean *out_comma)
{
  gsize i = at;

  *out_comma = FALSE;
  if (may_comma && i < text.len && text.data[i] == ',')
    {
      *out_comma = TRUE;
      i++;
    }
  if (i < text.len && (text.data[i] == ' ' || text.data[i] == '\t'))
    return i + 1;
  return *out_comma ? i : at;
}

static Run
read_run (MspSpan text, gsize start)
{
  Run run = { .end = start };
  gsize at = start;
  gboolean comma = FALSE;

  for (guint i = 0; i < MOST_WORDS; i++)
    {
      MspSpan word = get_word (text, at);
      MspNameWord folded;
      guint before = run.n;
      gsize next;

      if (word.len == 0 || !add_word (&run, word, comma, &folded))
        break;
      run.comma = run.comma || (comma && run.n > before);
      at = (gsize) (word.data + word.len - text.data);
      if (is_capital (word))
        run.end = at;
      if (ends_sentence (word, &folded))
        break;
      next = skip_gap (text, at, run.n == 1 && !run.comma, &comma);
      if (next == at)
        break;
      at = next;
    }
  return run;
}

/* Whether a second word of a name may stand behind the first one, which ends at end: one is needed, and few words of a text have
   one, so none of them is looked up before. */
static gboolean
may_go_on (MspSpan text, gsize end)
{
  gboolean comma;
  gsize next = skip_gap (text, end, TRUE, &comma);

  if (next == end || next == text.len)
    return FALSE;
  if (!g_ascii_islower (text.data[next]))
    return is_word_byte (text.data[next]);
  return get_word (msp_span_slice (text, next, next + MOST_PARTICLE + 1), 0).len <= MOST_PARTICLE;
}

/* Whether a word that may begin a name stands at at. */
static gboolean
is_start (MspSpan text, gsize at)
{
  guchar first = (guchar) text.data[at];
  char before = at > 0 ? text.data[at - 1] : ' ';

  return ((first >= 'A' && first <= 'Z') || first >= 0xC3) && !is_word_byte (before) && !g_ascii_isdigit (before)
         && before != '@' && before != '_';
}

/* What is_start looks for, and little more, by the halves of the byte before a word and of its first one. */
static const MspNibbles *
get_starts (void)
{
  static const struct {
    guint16 low, high;
  } before[] = { { 0xFFFF, 0x0007 }, { 0xFC00, 0x00A8 }, { 0x0001, 0x0040 } },
    first[] = { { 0xFFFF, 0x0030 }, { 0xFFFF, 0xF000 } };
  static MspNibbles starts;
  static gsize known;

  if (g_once_init_enter (&known))
    {
      for (guint i = 0; i < G_N_ELEMENTS (before) * G_N_ELEMENTS (first); i++)
        {
          msp_nibbles_add (&starts, 0, before[i / 2].low, before[i / 2].high, i);
          msp_nibbles_add (&starts, 1, first[i % 2].low, first[i % 2].high, i);
          for (guint n = 2; n < MSP_NIBBLES_LEN; n++)
            msp_nibbles_add (&starts, n, 0xFFFF, 0xFFFF, i);
        }
      g_once_init_leave (&known, 1);
    }
  return &starts;
}

/* The name that begins at at; if there is none, *out_next is where the next one may begin. */
static gboolean
read_name (MspSpan text, gsize at, gsize *out_next, MspNameFound *out_found)
{
  *out_next = at + get_word (text, at).len;
  if (!may_go_on (text, *out_next))
    return FALSE;
  Run run = read_run (text, at);
  gsize end = run.end;

  /* "Jane Doe Account" is cut before "Account"; "Account Jane Doe" begins anew behind it. */
  if (run.n < 2 || end <= at)
    return FALSE;
  if (text.data[end - 1] == '.' || text.data[end - 1] == '-' || text.data[end - 1] == '\'')
    end--;
  *out_found = (MspNameFound) { at, end, run.known || run.title, run.comma };
  return TRUE;
}

gboolean
msp_name_find (MspSpan text, gsize from, MspNameFound *out_found)
{
  MspNibbleScan scan;
  gsize next = from, base, skipped = from > 0 ? from - 1 : 0;

  if (from == 0 && text.len > 0 && is_start (text, 0) && read_name (text, 0, &next, out_found))
    return TRUE;
  msp_nibble_scan_init (&scan, get_starts (), msp_span_slice (text, skipped, text.len));
  for (guint64 hits; (hits = msp_nibble_scan_next (&scan, &base)) != 0;)
    for (; hits != 0; hits &= hits - 1)
      {
        gsize at = skipped + base + (gsize) __builtin_ctzll (hits) + 1;

        if (at < text.len && at >= next && is_start (text, at) && read_name (text, at, &next, out_found))
          return TRUE;
      }
  return FALSE;
}

static gboolean
is_affix (const MspNameWord *word)
{
  return msp_person_is_title (word->text);
}

/* Words of part, with titles, suffixes and initials left out. */
static gboolean
split_words (MspSpan part, Words *words)
{
  gsize at = 0;

  words->n = 0;
  while (at < part.len)
    {
      gsize end = at;
      MspNameWord *word = &words->words[words->n];

      while (end < part.len && part.data[end] != ' ' && part.data[end] != '\t' && part.data[end] != '\n')
        end++;
      if (end > at)
        {
          if (words->n == MOST_WORDS - 1 || !msp_name_fold_word (msp_span_slice (part, at, end), word))
            return FALSE;
          if (!is_affix (word) && word->text[1] != '\0')
            words->n++;
        }
      at = end + 1;
    }
  return TRUE;
}

static void
append_words (GString *out, const Words *words, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      if (out->len > 0)
        g_string_append_c (out, ' ');
      g_string_append (out, words->words[i].text);
    }
}

/* Where the family name begins: at the last word, or at the particles before it. */
static guint
find_family (const Words *words)
{
  guint i = words->n - 1;

  while (i > 1 && msp_person_is_particle (words->words[i - 1].text))
    i--;
  return i;
}

/* FAMILY GIVEN, the middle names dropped: "Doe, Jane Q." and "Jane Quincy Doe" are one. */
char *
msp_person_dup_masked (const char *normal)
{
  GString *masked = g_string_new (NULL);
  gboolean first = TRUE;

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == ' ')
        g_string_append_c (masked, ' ');
      else if (first)
        g_string_append_len (masked, p, g_utf8_next_char (p) - p);
      else
        g_string_append_c (masked, '*');
      first = *p == ' ';
    }
  return g_string_free (masked, FALSE);
}

/* One blank between words, nothing that is not shown. */
static void
append_shown (GString *out, MspSpan part)
{
  gboolean gap = FALSE;

  for (const char *p = part.data, *end = p + part.len; p < end;)
    {
      if (!gap && *p > ' ' && *p < 0x7F)
        {
          g_string_append_c (out, *p++);
          continue;
        }
      gunichar c = g_utf8_get_char_validated (p, end - p);
      gboolean valid = c < 0x110000;

      p = valid ? g_utf8_next_char (p) : p + 1;
      if (!valid || g_unichar_isspace (c))
        {
          gap = TRUE;
          continue;
        }
      if (g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        continue;
      if (gap && out->len > 0 && out->str[out->len - 1] != ' ' && out->str[out->len - 1] != '\0')
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, c);
      gap = FALSE;
    }
}

/* Behind the normal form and its end stands the name as it was spelled: first, then second. */
static char *
add_spelled (GString *normal, MspSpan first, MspSpan second)
{
  g_string_append_c (normal, '\0');
  append_shown (normal, first);
  if (second.len > 0)
    g_string_append_c (normal, ' ');
  append_shown (normal, second);
  return g_string_free (normal, FALSE);
}

const char *
msp_person_get_spelled (const char *normal)
{
  return normal + strlen (normal) + 1;
}

char *
msp_person_dup_normal (MspSpan name)
{
  const char *comma = name.len > 0 ? memchr (name.data, ',', name.len) : NULL;
  GString *out;
  Words family, given;

  if (name.len == 0 || name.len > MOST_BYTES)
    return NULL;
  if (comma != NULL)
    {
      gsize at = (gsize) (comma - name.data);
      MspSpan rest = msp_span_slice (name, at + 1, name.len);
      const char *second = rest.len > 0 ? memchr (rest.data, ',', rest.len) : NULL;

      if (second != NULL)
        rest.len = (gsize) (second - rest.data);
      if (!split_words (msp_span_slice (name, 0, at), &family) || !split_words (rest, &given) || family.n == 0)
        return NULL;
      /* "Jane Doe, PhD": nothing but affixes behind the comma. */
      if (given.n > 0)
        {
          out = g_string_new (NULL);
          append_words (out, &family, 0, family.n);
          append_words (out, &given, 0, 1);
          return add_spelled (out, rest, msp_span_slice (name, 0, at));
        }
    }
  else if (!split_words (name, &family))
    return NULL;
  if (family.n < 2)
    return NULL;
  out = g_string_new (NULL);
  append_words (out, &family, find_family (&family), family.n);
  append_words (out, &family, 0, 1);
  return add_spelled (out, name, msp_span_new (NULL, 0));
}
