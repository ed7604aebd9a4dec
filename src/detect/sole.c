/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/sole.h"

#include <string.h>

#include "detect/person-name.h"
#include "detect/person-words.h"
#include "detect/person.h"

#define MOST_TEXT (256 * 1024)
#define MOST_WORDS 8
#define MOST_PEOPLE 64          /* who take part */
#define LEAST_IN_TITLE 3        /* letters of a word that tells a name in a title */
#define GREETING_ABOVE 2000

/* The words of a name without titles and initials. */
typedef struct {
  MspNameWord words[MOST_WORDS];
  guint       n;
} Person;

static gboolean
is_letter (char c)
{
  return g_ascii_isalpha (c) || (guchar) c >= 0x80 || c == '\'' || c == '-';
}

static gboolean
has_word (const Person *person, const char *word)
{
  for (guint i = 0; i < person->n; i++)
    if (strcmp (person->words[i].text, word) == 0)
      return TRUE;
  return FALSE;
}

static void
add_word (Person *person, MspSpan word)
{
  MspNameWord folded;

  if (person->n < MOST_WORDS && msp_name_fold_word (word, &folded) && folded.text[1] != '\0' && !msp_person_is_title (folded.text)
      && !msp_person_is_particle (folded.text) && !has_word (person, folded.text))
    person->words[person->n++] = folded;
}

/* hyphens: they are within words, as in names, and not between them, as in names of files. */
static void
read_words (MspSpan text, gboolean hyphens, Person *out_person)
{
  out_person->n = 0;
  for (gsize at = 0; at < text.len;)
    {
      gsize end = at;

      while (end < text.len && is_letter (text.data[end]) && (hyphens || text.data[end] != '-'))
        end++;
      if (end > at)
        add_word (out_person, msp_span_slice (text, at, end));
      at = end + 1;
    }
}

/* All of a's words are b's. */
static gboolean
is_within (const Person *a, const Person *b)
{
  for (guint i = 0; i < a->n; i++)
    if (!has_word (b, a->words[i].text))
      return FALSE;
  return a->n > 0;
}

/* "Doe, Jane" <jane.doe@…>, …: what stands before each "@" are one person's words, twice mostly. */
static void
add_people (const char *list, GArray *people)
{
  const char *from = list;

  for (const char *at = list != NULL ? strchr (list, '@') : NULL; at != NULL && people->len < MOST_PEOPLE; at = strchr (at + 1, '@'))
    {
      Person person;

      read_words (msp_span_new (from, (gsize) (at - from)), TRUE, &person);
      g_array_append_val (people, person);
      for (from = at + 1; g_ascii_isalnum (*from) || *from == '.' || *from == '-';)
        from++;
    }
}

static gboolean
takes_part (const GArray *people, const Person *person)
{
  for (guint i = 0; i < people->len; i++)
    {
      const Person *other = &g_array_index (people, Person, i);

      if (is_within (person, other) || (other->n >= 2 && is_within (other, person)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_in_title (const Person *person, const Person *title)
{
  for (guint i = 0; i < person->n; i++)
    if (strlen (person->words[i].text) >= LEAST_IN_TITLE && has_word (title, person->words[i].text))
      return TRUE;
  return FALSE;
}

/* Takes name for the one person so far or for the same one; FALSE if it is another. */
static gboolean
take (MspSpan name, const Person *person, Person *one, char **one_name)
{
  if (one->n > 0 && is_within (person, one))
    return TRUE;
  if (one->n > 0 && !is_within (one, person))
    return FALSE;
  char *normal = msp_person_dup_normal (name);

  if (normal == NULL)
    return TRUE;
  g_free (*one_name);
  *one_name = normal;
  *one = *person;
  return TRUE;
}

char *
msp_sole_dup_name (MspSpan text, const MspDetectMessage *mail, const char *title)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (Person));
  Person one = { .n = 0 }, in_title = { .n = 0 };
  MspNameFound found;
  char *name = NULL;

  if (text.len > MOST_TEXT)
    return NULL;
  if (mail != NULL)
    {
      add_people (mail->from, people);
      add_people (mail->to, people);
      add_people (mail->cc, people);
    }
  if (title != NULL)
    read_words (msp_span_from_string (title), FALSE, &in_title);
  for (gsize at = 0; msp_name_find (text, at, &found); at = found.end)
    {
      MspSpan words = msp_span_slice (text, found.start, found.end);
      Person person;

      if (!found.known && in_title.n == 0)
        continue;
      read_words (words, TRUE, &person);
      if ((!found.known && !is_in_title (&person, &in_title)) || takes_part (people, &person))
        continue;
      if (!take (words, &person, &one, &name))
        {
          g_free (name);
          return NULL;
        }
    }
  if (title != NULL && name != NULL && !is_in_title (&one, &in_title))
    g_clear_pointer (&name, g_free);
  return name;
}

/* Behind "Dear ", "Sehr geehrte " … at the start of line; 0 if it greets nobody. */
static gsize
skip_greeting (MspSpan line)
{
  static const char *const greetings[] = {
    "dear ", "hello ", "hi ", "bonjour ", "cher ", "ch\303\250re ", "estimado ", "estimada ", "hola ", "hallo ", "liebe ", "lieber ",
    "sehr geehrte ", "sehr geehrter ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (greetings); i++)
    if (msp_span_has_prefix_nocase (line, greetings[i]))
      return strlen (greetings[i]);
  return 0;
}

char *
msp_sole_dup_greeted (MspSpan text, gsize at)
{
  gsize low = at > GREETING_ABOVE ? at - GREETING_ABOVE : 0, end = at;

  while (end > low)
    {
      gsize start = end;

      while (start > low && text.data[start - 1] != '\n')
        start--;
      MspSpan line = msp_span_slice (text, start, end);
      gsize greeting = skip_greeting (line);
      MspNameFound found;

      if (greeting > 0)
        return msp_name_find (line, greeting, &found) && found.start == greeting
               ? msp_person_dup_normal (msp_span_slice (line, found.start, found.end)) : NULL;
      end = start > low ? start - 1 : low;
    }
  return NULL;
}
