/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/forms-fill.h"

#include <string.h>

#include "detect/forms-answer.h"
#include "detect/forms-phrase.h"
#include "detect/forms-questions.h"

#define MOST_VALUE 160
#define MOST_LINES 2
#define LEAST_LABELS 3
#define LEAST_FIELDS 5
#define LONG_FORM 30        /* labels: among so many some follow one another without being known */
#define SURELY_FILLED 20    /* that many answers are no blank form, however many more it asks for */

/* What has been seen of the form's labels so far. */
typedef struct {
  MspSpan            text;
  const MspFormInfo *info;
  const GArray      *candidates;
  gsize              value;         /* where the last label's value begins; 0: no label yet */
  guint              found, filled;
  guint              sure;          /* answers that no label looks like */
  gboolean           identifier;    /* a validated identifier stands behind its label */
} Reader;

static const char *const labels[] = {
  "account no", "account number", "address", "apt", "birth date", "blood type", "branch", "cage code", "citizenship", "city",
  "control no", "control number", "country", "current address", "date of birth", "date", "department", "diagnosis", "dob",
  "document no", "document number", "duty station", "e-mail", "effective date", "email", "employer",
  "employer identification no", "employer identification number", "expiration date", "eye color", "first name", "full name",
  "given name", "grade", "hair color", "height", "home address", "home telephone", "issuing authority", "job title",
  "last name", "legal name", "maiden name", "middle name", "mother's maiden name", "name", "nature of action", "organization",
  "other names used", "passport no", "passport number", "pay grade", "pay plan", "phone", "place of birth", "position title",
  "rank", "relationship", "routing no", "routing number", "salary", "sex", "signature", "social security no",
  "social security number", "spouse", "ssn", "state", "street", "supervisor", "telephone", "weight", "work telephone", "zip",
  "zip code",
};

/* Whether the line at start is a pair of its own: "Suffix: …". */
static gboolean
has_colon (MspSpan text, gsize start)
{
  for (gsize i = start; i < text.len && i - start < 40 && text.data[i] != '\n'; i++)
    if (text.data[i] == ':')
      return TRUE;
  return FALSE;
}

/* Where words of the label are left before its colon on this line, "Name / Last:", the answer begins behind them. */
static gsize
skip_label_rest (MspSpan text, gsize start)
{
  gsize i = start;

  while (i < text.len && i - start < 60 && text.data[i] != '\n' && text.data[i] != '\t' && text.data[i] != ':')
    {
      if (i + 1 < text.len && text.data[i] == ' ' && text.data[i + 1] == ' ')
        return start;
      i++;
    }
  if (i >= text.len || text.data[i] != ':' || i - start >= 60 || (i + 1 < text.len && !g_ascii_isspace (text.data[i + 1])))
    return start;
  return i;
}

static gboolean
is_tabbed (MspSpan value)
{
  return value.len > 0 && value.data[0] == '\t';
}

static MspSpan
get_value (const Reader *self, gsize end)
{
  MspSpan value = msp_span_slice (self->text, self->value, MIN (end, self->value + MOST_VALUE));
  guint lines = 0;

  /* An empty cell of a table is an empty answer. */
  if (is_tabbed (value))
    lines = MOST_LINES - 1;
  for (gsize i = 0; i < value.len; i++)
    if (value.data[i] == '\n' && (++lines == MOST_LINES || has_colon (value, i + 1)))
      value.len = i;
  return value;
}

/* Candidates come in no order that we rely on beyond starting near one another: each is looked at for each value it may be in. */
static gboolean
holds_identifier (Reader *self, MspSpan value)
{
  gsize start = (gsize) (value.data - self->text.data);

  for (guint i = 0; i < self->candidates->len && i < 256; i++)
    {
      const MspCandidate *candidate = &g_array_index (self->candidates, MspCandidate, i);

      if (candidate->start >= start && candidate->end <= start + value.len && candidate->confidence >= 65 &&
          candidate->rule->category <= MSP_CATEGORY_HEALTH && candidate->rule->validator != NULL &&
          (candidate->flags & MSP_FINDING_TEST) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Labels of a blank form that follow one another look like answers; numbers, and capitals behind a label in small letters, are. */
static gboolean
is_sure (MspSpan text, gsize at, MspSpan value)
{
  guint upper = 0;

  for (gsize i = 0; i < value.len; i++)
    {
      if (g_ascii_isdigit (value.data[i]))
        return TRUE;
      if (g_ascii_islower (value.data[i]))
        return FALSE;
      upper += g_ascii_isupper (value.data[i]) != 0;
    }
  return upper > 0 && at > 0 && g_ascii_islower (text.data[at - 1]);
}

static void
close_value (Reader *self, gsize end)
{
  MspSpan value;
  gboolean colon, answered;

  if (self->value == 0)
    return;
  value = get_value (self, end);
  colon = has_colon (msp_span_slice (value, 0, MIN (value.len, 40)), 0);
  answered = msp_forms_is_answer (value, colon);
  self->found++;
  self->filled += answered;
  self->sure += answered && (colon || is_tabbed (value) || is_sure (self->text, self->value, value));
  self->identifier = self->identifier || holds_identifier (self, value);
  self->value = 0;
}

static gsize
match_any (MspSpan text, gsize at, const char *const *phrases, gsize n)
{
  gsize best = 0;

  for (gsize i = 0; i < n && phrases[i] != NULL; i++)
    if (phrases[i][0] == g_ascii_tolower (text.data[at]))
      {
        gsize len = msp_phrase_match (text, at, phrases[i]);

        if (len > best && (at + len == text.len || !g_ascii_isalnum (text.data[at + len])))
          best = len;
      }
  return best;
}

/* Behind "Section 4 - ", "Section 18: ", or at. */
static gsize
skip_section (MspSpan text, gsize at)
{
  gsize i = at + strlen ("section ");

  if (i >= text.len || !msp_span_has_prefix_nocase (msp_span_slice (text, at, text.len), "section "))
    return at;
  while (i < text.len && i - at < 14 && (g_ascii_isalnum (text.data[i]) || text.data[i] == ' '))
    i++;
  for (gsize signs = i; i < text.len && i - signs < 4 && text.data[i] != '\0'
       && strchr (" -.:\xE2\x80\x93", text.data[i]) != NULL;)
    i++;
  return i < text.len ? i : at;
}

/* Behind "12. ", "5-A. ", "(3) ", "a) ". */
static gsize
skip_enumerator (MspSpan text, gsize at)
{
  gsize i = skip_section (text, at);
  gboolean digit = FALSE;

  if (i > at)
    return i;
  if (i < text.len && text.data[i] == '(')
    i++;
  for (; i < text.len && i - at < 5 && (g_ascii_isalnum (text.data[i]) || text.data[i] == '-'); i++)
    digit = digit || g_ascii_isdigit (text.data[i]);
  if (i == at || (!digit && i - at > 2) || i + 1 >= text.len || (text.data[i] != '.' && text.data[i] != ')') ||
         text.data[i + 1] != ' ')
    return at;
  return i + 2;
}

/* Labels stand at the start of a line or column, perhaps behind a number. */
static gboolean
may_begin (MspSpan text, gsize at)
{
  return at == 0 || text.data[at - 1] == '\n' || text.data[at - 1] == '\t' || text.data[at - 1] == '|' ||
         (text.data[at - 1] == ' ' && at >= 2 && (text.data[at - 2] == ' ' || text.data[at - 2] == '\n' ||
                                                  text.data[at - 2] == ':'));
}

static void
read_labels (Reader *self)
{
  for (gsize at = 0; at < self->text.len; at++)
    {
      gsize label, len;

      if (!may_begin (self->text, at) || g_ascii_isspace (self->text.data[at]))
        continue;
      label = skip_enumerator (self->text, at);
      len = match_any (self->text, label, labels, G_N_ELEMENTS (labels));
      if (self->info->fields)
        len = MAX (len, match_any (self->text, label, self->info->anchors, MSP_FORM_ANCHORS));
      if (self->info->least_titles > 1)
        len = MAX (len, match_any (self->text, label, self->info->titles, MSP_FORM_TITLES));
      if (len == 0)
        continue;
      close_value (self, at);
      self->value = skip_label_rest (self->text, label + len);
      at = label + len - 1;
    }
  close_value (self, self->text.len);
}

static gboolean
is_key_field (MspSpan name)
{
  static const char *const keys[] = { "name", "ssn", "social security", "birth", "phone", "account", "signature" };
  gsize start, end;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (msp_phrase_find (name, 0, keys[i], &start, &end))
      return TRUE;
  return FALSE;
}

/* What data say of themselves is no answer. */
static gboolean
is_schema_field (MspSpan name)
{
  static const char *const names[] = { "type", "version", "layout", "format", "schema", "class", "kind", "xsi:type", "form_type",
                                       "form_version" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == name.len && g_ascii_strncasecmp (names[i], name.data, name.len) == 0)
      return TRUE;
  /* "LastSummaryID" counts the program's records. */
  return name.len > 2 && memcmp (name.data + name.len - 2, "ID", 2) == 0 && g_ascii_islower (name.data[name.len - 3]);
}

static gboolean
decide (MspForm *form, guint fields, guint filled, guint keys, gboolean identifier)
{
  if (fields < LEAST_FIELDS)
    return FALSE;
  form->anchors = fields;
  form->filled = filled;
  if (filled >= SURELY_FILLED || (keys >= 2 && identifier))
    form->fill = MSP_FILL_COMPLETED;
  else
    form->fill = filled >= 3 || keys > 0 ? MSP_FILL_PARTIAL : MSP_FILL_BLANK;
  return TRUE;
}

/* "Form name: SF86". */
static gboolean
is_own_name (const MspFormInfo *info, MspSpan value)
{
  for (gsize i = 0; i < MSP_FORM_NUMBERS && info->numbers[i] != NULL; i++)
    if (value.len > 0 && msp_phrase_match (value, 0, info->numbers[i]) == value.len)
      return TRUE;
  return FALSE;
}

/* Form fields of a file: E not empty, K of them keys (3.2, 1). FALSE if there are too few to judge. */
static gboolean
judge_fields (const MspText *text, const MspFormInfo *info, gboolean identifier, MspForm *form)
{
  MspSpan span = msp_span_new (text->text->str, text->text->len);
  guint fields = 0, filled = 0, keys = 0;

  for (guint i = 0; i < text->marks->len; i++)
    {
      const MspMark *name = &g_array_index (text->marks, MspMark, i), *value = name + 1;

      if (name->kind != MSP_MARK_FIELD_NAME || is_schema_field (msp_span_slice (span, name->start, name->end)))
        continue;
      fields++;
      /* A field without value has no mark for it. */
      if (i + 1 < text->marks->len && value->kind == MSP_MARK_FIELD_VALUE &&
          msp_forms_is_answer (msp_span_slice (span, value->start, value->end), TRUE) &&
          !is_own_name (info, msp_span_slice (span, value->start, value->end)))
        {
          filled++;
          keys += is_key_field (msp_span_slice (span, name->start, name->end));
        }
    }
  return decide (form, fields, filled, keys, identifier);
}

/* Markup or data as text, "<Last>Doe</Last>" and "\"last\": \"Doe\"": the value behind at, where a name has just ended; *out_name
   is the name. FALSE if none is there. */
static gboolean
read_pair (MspSpan text, gsize at, MspSpan *out_name, MspSpan *out_value)
{
  gboolean tag = text.data[at] == '>';
  gsize start = at + 1, end, name = at;

  if (!tag)
    {
      while (start < text.len && (text.data[start] == ' ' || text.data[start] == ':'))
        start++;
      if (start < at + 2 || start >= text.len || text.data[start++] != '"')
        return FALSE;
    }
  for (end = start; end < text.len && end - start < MOST_VALUE && text.data[end] != '\n' && text.data[end] != (tag ? '<' : '"');)
    end++;
  if (end + 1 >= text.len || (tag ? text.data[end] != '<' || text.data[end + 1] != '/' : text.data[end] != '"'))
    return FALSE;
  while (name > 0 && at - name < 80 && text.data[name - 1] != (tag ? '<' : '"') && text.data[name - 1] != '\n')
    name--;
  *out_name = msp_span_slice (text, name, at);
  *out_value = msp_span_slice (text, start, end);
  return TRUE;
}

static gboolean
judge_markup (MspSpan text, const MspFormInfo *info, gboolean identifier, MspForm *form)
{
  guint pairs = 0, filled = 0, keys = 0;
  MspSpan name, value;

  for (gsize at = 0; at < text.len; at++)
    {
      if ((text.data[at] != '>' && text.data[at] != '"') || !read_pair (text, at, &name, &value) || is_schema_field (name))
        continue;
      pairs++;
      if (msp_forms_is_answer (value, TRUE) && !is_own_name (info, value))
        {
          filled++;
          keys += is_key_field (name);
        }
    }
  return decide (form, pairs, filled, keys, identifier);
}

/* Ratings behind a name, one an offeror: "Offeror A: Outstanding". */
static guint
count_ratings (MspSpan text)
{
  static const char *const ratings[] = { "outstanding", "good", "acceptable", "satisfactory", "marginal", "unacceptable" };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (ratings); i++)
    {
      gsize start, end;

      for (gsize at = 0; msp_phrase_find (text, at, ratings[i], &start, &end); at = end)
        {
          while (start > 0 && text.data[start - 1] == ' ')
            start--;
          n += start > 0 && strchr (":|\t,", text.data[start - 1]) != NULL;
        }
    }
  return n;
}

/* Offerors with nothing behind their names: "Offeror A:". */
static guint
count_unrated (MspSpan text)
{
  guint n = 0;
  gsize start, end;

  for (gsize at = 0; msp_phrase_find (text, at, "offeror", &start, &end); at = end)
    {
      gsize line = end;

      while (line < text.len && line - end < 40 && text.data[line] != '\n' && text.data[line] != ':')
        line++;
      while (line < text.len && (text.data[line] == ':' || text.data[line] == ' ' || text.data[line] == '_'))
        line++;
      n += line > end && (line == text.len || text.data[line] == '\n') && memchr (text.data + end, ':', line - end) != NULL;
    }
  return n;
}

/* An evaluation has ratings instead of fields. */
static gboolean
judge_ratings (const MspText *text, const MspFormInfo *info, MspForm *form)
{
  MspSpan span = msp_span_new (text->text->str, text->text->len);

  if (strcmp (info->id, "form_ssel") != 0)
    return FALSE;
  form->filled = count_ratings (span);
  form->anchors = form->filled + count_unrated (span);
  form->fill = form->filled >= 2 ? MSP_FILL_COMPLETED : form->anchors >= 2 ? MSP_FILL_BLANK : MSP_FILL_UNKNOWN;
  return TRUE;
}

void
msp_forms_judge_fill (const MspText *text, const MspFormInfo *info, const GArray *candidates, MspForm *form)
{
  Reader self = { .text = msp_span_new (text->text->str, text->text->len), .info = info, .candidates = candidates };
  double share;

  if (judge_ratings (text, info, form))
    return;
  read_labels (&self);
  if (judge_fields (text, info, self.identifier, form))
    return;
  if (self.found < LEAST_LABELS && judge_markup (self.text, info, self.identifier, form))
    return;
  form->anchors = self.found;
  form->filled = self.filled;
  share = self.found > 0 ? (double) self.filled / self.found : 0.0;
  if (self.identifier && self.found >= LEAST_LABELS)
    form->fill = MSP_FILL_COMPLETED;
  else if (self.found < LEAST_LABELS)
    form->fill = MSP_FILL_UNKNOWN;
  else if (share > 0.35 || self.sure >= SURELY_FILLED)
    form->fill = MSP_FILL_COMPLETED;
  else
    form->fill = share < 0.10 || (self.sure == 0 && (self.found >= LONG_FORM || self.filled < 2)) ? MSP_FILL_BLANK : MSP_FILL_PARTIAL;
  if (!self.identifier && form->fill != MSP_FILL_BLANK && msp_forms_asks_only (self.text, candidates))
    form->fill = MSP_FILL_BLANK;
}
