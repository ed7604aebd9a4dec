/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/forms.h"

#include <string.h>

#include "detect/anchors.h"
#include "detect/forms-fill.h"
#include "detect/forms-phrase.h"
#include "detect/forms-questions.h"
#include "detect/forms-search.h"
#include "detect/forms-table.h"

#define LEAST_IDENTITY 60
#define MOST_FORMS 40
#define MOST_NUMBERING 24
#define BEFORE_TITLE (64 * 1024)
#define BEHIND_TITLE (256 * 1024)   /* a printed SF-86 has about 120 KiB of text */

/* Titles met in one text. */
typedef struct {
  guint32 titles[MOST_FORMS];               /* bit by title */
  guint32 start[MOST_FORMS], end[MOST_FORMS];   /* of the first */
  guint   n;                                /* forms with a title */
} Titles;

static const char *const fill_names[] = { "unknown", "blank", "partial", "completed" };

/* Whether what stands on a line before a heading only numbers it: "12. ", "Section 13A - ". */
static gboolean
is_numbering (MspSpan before)
{
  gsize i = 0;

  while (i < before.len && (before.data[i] == ' ' || before.data[i] == '\t'))
    i++;
  if (msp_span_has_prefix_nocase (msp_span_slice (before, i, before.len), "section "))
    i += strlen ("section ");
  for (gboolean digit = FALSE; i < before.len; i++)
    {
      if (g_ascii_isalpha (before.data[i]) && !digit)
        return FALSE;
      digit = g_ascii_isdigit (before.data[i]);
      if (!digit && !g_ascii_isalpha (before.data[i]) && strchr (" \t*\".:-()\xE2\x80\x93\x94", before.data[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* The headings of a resume or record stand alone on their line. */
static gboolean
is_heading (MspSpan text, gsize start, gsize end)
{
  gsize line = start;

  while (line > 0 && start - line <= MOST_NUMBERING && text.data[line - 1] != '\n')
    line--;
  if (start - line > MOST_NUMBERING || !is_numbering (msp_span_slice (text, line, start)))
    return FALSE;
  while (end < text.len && (text.data[end] == ' ' || text.data[end] == '*' || text.data[end] == '"'))
    end++;
  return end == text.len || (text.data[end] != '\0' && strchr ("\n\t|:", text.data[end]) != NULL);
}

/* inside: where in title it is that at at begins. */
static gboolean
match_title (MspSpan text, gsize at, const char *title, gsize inside, gsize *out_start, gsize *out_end)
{
  gsize len;

  if (!msp_phrase_match_before (text, at, title, inside, out_start))
    return FALSE;
  len = msp_phrase_match (text, at, title + inside);
  *out_end = at + len;
  return len > 0 && (*out_start == 0 || !g_ascii_isalnum (text.data[*out_start - 1])) &&
         (*out_end == text.len || !g_ascii_isalnum (text.data[*out_end]));
}

/* Notes the titles that hold word at at. */
static void
note_titles (MspSpan text, gsize at, guint word, Titles *titles)
{
  const MspFormInfo *table = msp_forms_get_table ();
  guint n;
  const MspFormTitle *places = msp_forms_get_titles (word, &n);

  for (guint i = 0; i < n; i++)
    {
      guint form = places[i].form, title = places[i].title;
      gsize start, end;

      if (form >= MOST_FORMS || (titles->titles[form] >> title & 1) != 0
          || !match_title (text, at, table[form].titles[title], places[i].inside, &start, &end)
          || (table[form].least_titles > 1 && !is_heading (text, start, end)))
        continue;
      if (titles->titles[form] == 0)
        {
          titles->start[form] = (guint32) start;
          titles->end[form] = (guint32) end;
          titles->n++;
        }
      titles->titles[form] |= 1u << title;
    }
}

static void
find_titles (MspSpan text, const GArray *anchors, Titles *titles)
{
  for (guint i = 0; i < anchors->len; i++)
    {
      const MspAnchor *anchor = &g_array_index (anchors, MspAnchor, i);

      if (anchor->number >= MSP_ANCHOR_FORM)
        note_titles (text, anchor->start, anchor->number - MSP_ANCHOR_FORM, titles);
    }
}

/* Where the form's other words are looked for, so that a huge text costs no more than its search for titles. */
static MspSpan
get_window (MspSpan text, gsize title)
{
  return msp_span_slice (text, title > BEFORE_TITLE ? title - BEFORE_TITLE : 0, title + BEHIND_TITLE);
}

static guint
count_phrases (MspSpan text, const char *const *phrases, gboolean headings)
{
  guint n = 0;

  for (; *phrases != NULL; phrases++)
    {
      gsize start = 0, end = 0;
      gboolean found = msp_phrase_find (text, 0, *phrases, &start, &end);

      while (found && headings && !is_heading (text, start, end))
        found = msp_phrase_find (text, end, *phrases, &start, &end);
      n += found;
    }
  return n;
}

/* The row of questionnaires that are known by the headings of their sections. */
static const MspFormInfo *
get_sections (void)
{
  const MspFormInfo *row = msp_forms_get_table ();

  while (row->id != NULL && (row->least_titles < 2 || !row->fields))
    row++;
  return row;
}

static gboolean
is_questionnaire (const MspFormInfo *info)
{
  return g_str_has_prefix (info->id, "form_sf8");
}

/* Whether a title stands on a line of its own, as on the form. */
static gboolean
is_titled (MspSpan text, const MspFormInfo *info)
{
  return info->least_titles == 1 && count_phrases (text, info->titles, TRUE) > 0;
}

/* Title 40, number 20, edition 15, other anchors 5 each up to 25; a number only in the file's name counts too. A title alone on
   its line is enough: what is filled in below decides. */
static guint
get_identity (MspSpan text, const MspUnit *unit, const MspFormInfo *info)
{
  guint points = 0, anchors;

  if (info->least_titles > 1 && count_phrases (text, info->titles, TRUE) < info->least_titles)
    return 0;
  points += 40;
  if (count_phrases (text, info->numbers, FALSE) > 0 ||
      (unit->title != NULL && count_phrases (msp_span_from_string (unit->title), info->numbers, FALSE) > 0))
    points += 20;
  if (count_phrases (text, info->editions, FALSE) > 0)
    points += 15;
  anchors = count_phrases (text, info->anchors, FALSE);
  if (info->least_titles > 1)
    anchors += count_phrases (text, info->titles, TRUE) - info->least_titles;
  if (is_questionnaire (info))
    anchors += count_phrases (text, get_sections ()->titles, TRUE);
  points = MIN (100, points + MIN (25, 5 * anchors));
  return points < LEAST_IDENTITY && is_questionnaire (info) && is_titled (text, info) ? LEAST_IDENTITY : points;
}

static int
get_confidence (const MspForm *form)
{
  switch (form->fill)
    {
    case MSP_FILL_COMPLETED:
      return (int) form->identity;
    case MSP_FILL_PARTIAL:
      return (int) (form->identity * 8 / 10);
    case MSP_FILL_UNKNOWN:
      return (int) (form->identity / 2);
    default:
      return (int) (form->identity / 5);
    }
}

static void
append_candidate (const MspForm *form, const MspFormInfo *info, GArray *candidates)
{
  MspCandidate candidate = {
    .rule = form->rule,
    .start = form->start,
    .end = form->end,
    .confidence = get_confidence (form),
    .sensitivity = form->fill == MSP_FILL_COMPLETED ? (int) info->sensitivity : 0,
    .flags = MSP_FINDING_FORM,
    .label = fill_names[form->fill],
  };

  if (form->fill == MSP_FILL_COMPLETED)
    candidate.flags |= MSP_FINDING_STANDS_ALONE;
  else if (form->fill == MSP_FILL_BLANK)
    candidate.flags |= MSP_FINDING_PROTECTED;
  candidate.reasons = g_strdup_printf ("form %s, identity %u, %s: %u of %u fields filled", info->id + strlen ("form_"),
                                       form->identity,
                                       fill_names[form->fill], form->filled, form->anchors);
  candidate.masked = g_strdup_printf ("%s form", fill_names[form->fill]);
  g_array_append_val (candidates, candidate);
}

/* Three headings of a resume are one, whatever else there is (pers_resume of the specification). */
static void
append_headings (const MspRules *rules, const MspForm *form, GArray *candidates)
{
  MspCandidate candidate = { .rule = msp_rules_find (rules, "pers_resume"), .start = form->start, .end = form->end };

  if (candidate.rule == NULL)
    return;
  candidate.confidence = candidate.rule->label;
  candidate.reasons = g_strdup ("three headings of a resume");
  candidate.masked = g_strdup ("resume");
  g_array_append_val (candidates, candidate);
}

/* Sections without their form's title tell no second questionnaire where there is one. */
static const MspRule *
find_rule (const MspRules *rules, const MspFormInfo *info, guint questionnaires)
{
  return info == get_sections () && questionnaires > 0 ? NULL : msp_rules_find (rules, info->id);
}

void
msp_forms_scan (const MspRules *rules, const MspText *text, const MspUnit *unit, const GArray *anchors, GArray *candidates)
{
  if (anchors->len == 0 || unit->kind == MSP_UNIT_HEADER || unit->kind == MSP_UNIT_FILENAME)
    return;
  MspSpan span = msp_span_new (text->text->str, text->text->len);
  const MspFormInfo *table = msp_forms_get_table ();
  Titles titles = { 0 };
  guint questionnaires = 0;

  find_titles (span, anchors, &titles);
  for (guint i = 0; titles.n > 0 && table[i].id != NULL && i < MOST_FORMS; i++)
    {
      MspForm form = { .start = titles.start[i], .end = titles.end[i] };

      if (titles.titles[i] == 0 || (form.rule = find_rule (rules, &table[i], questionnaires)) == NULL)
        continue;
      form.identity = get_identity (get_window (span, form.start), unit, &table[i]);
      if (form.identity < LEAST_IDENTITY)
        {
          if (form.identity > 0 && strcmp (table[i].id, "form_resume") == 0)
            append_headings (rules, &form, candidates);
          continue;
        }
      questionnaires += is_questionnaire (&table[i]) || strcmp (table[i].id, "form_eqip") == 0;
      msp_forms_judge_fill (text, &table[i], candidates, &form);
      append_candidate (&form, &table[i], candidates);
    }
}

void
msp_forms_scan_questions (const MspRules *rules, const MspText *text, const MspUnit *unit, GArray *candidates)
{
  static const MspFormInfo info = { .id = "form_questions" };
  MspSpan span = msp_span_new (text->text->str, text->text->len);
  MspForm form = { .rule = msp_rules_find (rules, "form_eqip"), .identity = LEAST_IDENTITY, .fill = MSP_FILL_BLANK };

  if (unit->kind == MSP_UNIT_HEADER || unit->kind == MSP_UNIT_FILENAME || form.rule == NULL ||
      !msp_forms_asks_only (span, candidates))
    return;
  append_candidate (&form, &info, candidates);
}
