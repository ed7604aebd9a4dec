/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/marking-talk.h"

#define NEAR 200
#define LINE 400

static gboolean
contains (MspSpan text, const char *phrase, gboolean nocase)
{
  gsize len = strlen (phrase);

  for (gsize i = 0; i + len <= text.len; i++)
    if ((text.data[i] | 0x20) == (phrase[0] | 0x20) &&
        (nocase ? g_ascii_strncasecmp (text.data + i, phrase, len) : memcmp (text.data + i, phrase, len)) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
contains_any (MspSpan text, const char *const *phrases, gboolean nocase)
{
  for (; *phrases != NULL; phrases++)
    if (contains (text, *phrases, nocase))
      return TRUE;
  return FALSE;
}

/* The line of at with the one before and behind, LINE bytes each at most. */
static MspSpan
get_neighbourhood (MspSpan text, gsize at)
{
  gsize start = at, end = at;
  guint lines = 0;

  while (start > 0 && at - start < LINE && (lines += text.data[start - 1] == '\n') < 2)
    start--;
  for (lines = 0; end < text.len && end - at < LINE && (lines += text.data[end] == '\n') < 2;)
    end++;
  return msp_span_slice (text, start, end);
}

gboolean
msp_marking_talk_is_training (MspSpan text, gsize at)
{
  static const char *const anywhere[] = {
    "for training purposes", "for exercise purposes", "exercise exercise exercise", "for illustration", "for example purposes",
    "is unclassified when", "notional markings", "classified for training", "marked for training", NULL,
  };
  static const char *const near[] = { "notional", "sample", "example", "exercise", NULL };

  return contains_any (get_neighbourhood (text, at), near, TRUE) || contains_any (text, anywhere, TRUE);
}

gboolean
msp_marking_talk_is_about_marking (MspSpan text)
{
  static const char *const levels[] = { "top secret", "secret//", "confidential", "unclassified" };
  static const char *const talk[] = { "marking", "banner line", "portion mark", NULL };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    n += contains (text, levels[i], TRUE);
  return n >= 3 && contains_any (text, talk, TRUE);
}

gboolean
msp_marking_talk_is_declassified (MspSpan text)
{
  static const char *const stamps[] = { "DECLASSIFIED", "Declassified and released", "(b)(1)", "(b) (1)", NULL };
  static const char *const release[] = { "approved for release", "approved for public release", NULL };

  return contains_any (text, stamps, FALSE) || contains_any (text, release, TRUE);
}

gboolean
msp_marking_talk_is_footer (MspSpan text, gsize start, gsize end)
{
  static const char *const phrases[] = {
    "intended recipient", "privileged", "if you have received this", "if you are not the", "destinataire", "destinatario",
    "Empf\xC3\xA4nger", NULL,
  };

  return contains_any (msp_span_slice (text, start > NEAR ? start - NEAR : 0, end + NEAR), phrases, TRUE);
}
