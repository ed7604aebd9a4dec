/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/forms-questions.h"

#include "detect/candidate.h"
#include "detect/forms-answer.h"
#include "detect/forms-phrase.h"

#define LEAST_QUESTIONS 12
#define LEAST_PER_KIB 2       /* of them in 1,024 bytes: prose asks less */
#define MOST_ANSWERED 0.2     /* notes and examples look like answers */
#define MOST_LABEL 60
#define MOST_ANSWER 160

typedef struct {
  guint questions, answers;
} Count;

/* What questions and instructions begin with. */
static const char *const openers[] = {
  "provide", "have you", "do you", "did you", "are you", "were you", "if you", "enter the", "enter your", "select", "specify",
  "list all", "check all", "need help", "estimate the", "tell us", "add another", "since you", "please provide", "describe",
  "indicate", "explain", "has a", "has your", "was this", "you will be asked", "use the exact",
};

static gboolean
is_opener (MspSpan text, gsize at)
{
  for (gsize i = 0; i < G_N_ELEMENTS (openers); i++)
    if (openers[i][0] == g_ascii_tolower (text.data[at]))
      {
        gsize len = msp_phrase_match (text, at, openers[i]);

        if (len > 0 && (at + len == text.len || !g_ascii_isalnum (text.data[at + len])))
          return TRUE;
      }
  return FALSE;
}

/* "Ever convicted? Yes", "Name: Jane Doe": what stands behind the sign at at on its line. */
static gboolean
is_answered (MspSpan text, gsize at)
{
  gsize start = at + 1, end;

  while (start < text.len && (text.data[start] == ' ' || text.data[start] == '\t'))
    start++;
  for (end = start; end < text.len && end - start < MOST_ANSWER && text.data[end] != '\n';)
    end++;
  if (end == start || start == at + 1)
    return FALSE;
  if (text.data[at] == '?')
    return end - start <= 3 && (msp_phrase_match (text, start, "yes") == 3 || msp_phrase_match (text, start, "no") == 2);
  return msp_forms_is_answer (msp_span_slice (text, start, end), TRUE);
}

static void
count_line (MspSpan text, gsize start, gsize end, Count *count)
{
  gboolean begins = TRUE;

  for (gsize i = start; i < end; i++)
    {
      char byte = text.data[i];

      if (begins && g_ascii_isalpha (byte))
        {
          count->questions += is_opener (text, i);
          begins = FALSE;
        }
      if (byte == '?' || (byte == ':' && i - start <= MOST_LABEL))
        count->answers += is_answered (text, i);
      begins = begins || ((byte == '.' || byte == '?') && i + 1 < end && text.data[i + 1] == ' ');
    }
}

static gboolean
has_identifier (const GArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      const MspCandidate *candidate = &g_array_index (candidates, MspCandidate, i);

      if (candidate->confidence >= 65 && candidate->rule->category <= MSP_CATEGORY_HEALTH && candidate->rule->validator != NULL)
        return TRUE;
    }
  return FALSE;
}

gboolean
msp_forms_asks_only (MspSpan text, const GArray *candidates)
{
  Count count = { 0 };

  if (has_identifier (candidates))
    return FALSE;
  for (gsize start = 0, end; start < text.len; start = end + 1)
    {
      const char *stop = memchr (text.data + start, '\n', text.len - start);

      end = stop != NULL ? (gsize) (stop - text.data) : text.len;
      count_line (text, start, end, &count);
    }
  return count.questions >= LEAST_QUESTIONS && count.questions * 1024.0 >= (double) text.len * LEAST_PER_KIB &&
         count.answers <= count.questions * MOST_ANSWERED;
}
