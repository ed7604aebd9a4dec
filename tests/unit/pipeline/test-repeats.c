/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/repeats.h"

#include <criterion/criterion.h>

#include "pipeline/analyser.h"
#include "support/recorder.h"
#include "support/scanner.h"

#define ROWS \
  "Name,SSN,born\nWalter Wetherby,536-90-4399,12 May 1979\nElena Eastbrook,536-22-8726,3 March 1981\n" \
  "Emil Elderberry,4111 1111 1111 1111,no\n"
#define FILE_OF(name) \
  "--b\nContent-Type: text/csv; name=\"" name "\"\nContent-Disposition: attachment\n\n" ROWS ROWS ROWS "\n"
#define MESSAGE(subject, text, name) \
  "From: Jane Example <jane@command.example>\nTo: hr@command.example\nSubject: " subject "\nMIME-Version: 1.0\n" \
  "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n" text "\n" FILE_OF (name) "--b--\n"

/* The same file, now and then under another name, subject or text. */
static const char *const messages[] = {
  MESSAGE ("Staff", "The list.", "staff.csv"),
  MESSAGE ("Staff", "The list.", "staff.csv"),
  MESSAGE ("Staff", "The list, once more.", "staff.csv"),
  MESSAGE ("Passport numbers", "The list.", "staff.csv"),
  MESSAGE ("Passport numbers", "The list.", "staff.csv"),
  MESSAGE ("Staff", "The list.", "test-data.csv"),
  MESSAGE ("Staff", "The list.", "staff.csv"),
};

static void
analyse (Scanner *scanner, const char *message, Recorder *recorder)
{
  const MspAnalyserInput input = {
    .locator = "root/x.eml", .source = "root/x.eml", .mailbox = "root", .folder = "", .size = strlen (message),
    .bytes = { message, strlen (message) },
  };
  guint64 bytes[MSP_N_FATES];

  recorder_init (recorder);
  cr_assert (msp_analyser_message (scanner->analyser, &input, &recorder->sink, bytes, NULL));
}

Test (repeats, a_part_met_again_gives_what_it_gave_alone)
{
  Scanner used;

  scanner_init (&used);
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      Scanner fresh;
      Recorder again, alone;

      scanner_init (&fresh);
      analyse (&used, messages[i], &again);
      analyse (&fresh, messages[i], &alone);
      cr_expect_geq (alone.n_findings, 2, "%" G_GSIZE_FORMAT ": %s", i, alone.messages->str);
      cr_expect_str_eq (again.messages->str, alone.messages->str, "%" G_GSIZE_FORMAT, i);
      recorder_clear (&again);
      recorder_clear (&alone);
      scanner_clear (&fresh);
    }
  scanner_clear (&used);
}

static MspMailPart
make_part (const char *bytes)
{
  return (MspMailPart) { .role = MSP_PART_ATTACHMENT, .type = "text/csv", .filename = "a.csv",
                         .raw = { bytes, strlen (bytes) } };
}

Test (repeats, are_told_apart_by_all_that_matters)
{
  g_autoptr (MspRepeats) repeats = msp_repeats_new ();
  const MspMailPart part = make_part (ROWS);
  MspSpan hole = { part.raw.data + 3, 5 };
  MspMailPart others[7];
  const MspContentKey key = msp_repeats_key (repeats, &part, "t", "s"), same = msp_repeats_key (repeats, &part, "t", "s");
  const MspContentKey title = msp_repeats_key (repeats, &part, "u", "s"), subject = msp_repeats_key (repeats, &part, "t", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = part;
  others[0].raw.len--;
  others[1].type = "text/plain";
  others[2].charset = "utf-8";
  others[3].filename = NULL;
  others[4].encoding = MSP_ENCODING_BASE64;
  others[5].role = MSP_PART_BODY;
  others[6].holes = &hole;
  others[6].n_holes = 1;
  cr_expect_eq (memcmp (&key, &same, sizeof key), 0);
  cr_expect_neq (memcmp (&key, &title, sizeof key), 0);
  cr_expect_neq (memcmp (&key, &subject, sizeof key), 0);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      const MspContentKey other = msp_repeats_key (repeats, &others[i], "t", "s");
      cr_expect_neq (memcmp (&key, &other, sizeof key), 0, "%" G_GSIZE_FORMAT, i);
    }
}

Test (repeats, are_worth_a_key_when_one_of_their_looks_came_before)
{
  g_autoptr (MspRepeats) repeats = msp_repeats_new ();
  char bytes[1000];
  MspMailPart part = { .raw = { bytes, 0 } };

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = (char) ('a' + i % 23);
  for (part.raw.len = sizeof bytes; part.raw.len >= 256; part.raw.len -= 31)
    {
      cr_expect_not (msp_repeats_met (repeats, &part, "t", "s"), "%zu", part.raw.len);
      cr_expect (msp_repeats_met (repeats, &part, "t", "s"), "%zu", part.raw.len);
    }
  part.raw.len = sizeof bytes;
  cr_expect_not (msp_repeats_met (repeats, &part, "u", "s"));
  cr_expect_not (msp_repeats_met (repeats, &part, "t", NULL));
  bytes[sizeof bytes - 1] = '\n';
  cr_expect_not (msp_repeats_met (repeats, &part, "t", "s"));
}

/* Kept without a text: what counts here is the outcome. */
static MspContentKey
make_key (guint64 number)
{
  return (MspContentKey) { number, ~number };
}

static const MspRepeat *
find (MspRepeats *repeats, guint64 number)
{
  const MspContentKey key = make_key (number);

  return msp_repeats_find (repeats, &key);
}

static void
keep (MspRepeats *repeats, guint64 number, guint64 text_size)
{
  const MspContentKey key = make_key (number);
  const MspOutcome outcome = { "text/csv", MSP_FATE_READ, MSP_REASON_NONE, text_size };

  msp_repeats_keep (repeats, &key, &outcome, NULL);
}

Test (repeats, are_kept_and_the_oldest_is_forgotten)
{
  g_autoptr (MspRepeats) repeats = msp_repeats_new ();

  for (guint64 i = 0; i < 200; i++)
    {
      cr_expect_null (find (repeats, i));
      keep (repeats, i, i);
      const MspRepeat *first = find (repeats, 0);
      cr_assert_not_null (first, "what is used stays: %" G_GUINT64_FORMAT, i);
      cr_expect_eq (first->outcome.text_size, 0);
    }
  const MspRepeat *last = find (repeats, 199);
  cr_expect (last != NULL && last->outcome.text_size == 199);
  cr_expect_null (find (repeats, 1));
}

Test (repeats, large_ones_take_the_room_of_others)
{
  g_autoptr (MspRepeats) repeats = msp_repeats_new ();
  guint kept = 0;

  for (guint64 i = 0; i < 20; i++)
    keep (repeats, i, 2 * 1024 * 1024);
  for (guint64 i = 0; i < 20; i++)
    kept += find (repeats, i) != NULL;
  cr_expect (kept >= 1 && kept <= 2, "%u kept", kept);
}
