/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/pool.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "support/recorder.h"
#include "support/scanner.h"

#define FROM "From a@command.example Fri Feb  3 10:00:00 2023\n"
#define PLAIN FROM "Subject: x\n\nMy SSN: 536-90-4399\n\n"

/* Bodies that make the worker misbehave while it reads them. */
static const struct {
  const char *word;
  MspReason   reason;
} cases[] = {
  { "PLANT-CRASH", MSP_REASON_CRASHED },
  { "PLANT-SPIN", MSP_REASON_TIMEOUT },
  { "PLANT-GARBAGE", MSP_REASON_CRASHED },
  { "PLANT-SOCKET", MSP_REASON_CRASHED },
  { "PLANT-MEMORY", MSP_REASON_MEMORY },
};

static void
eat_memory (void)
{
  for (;;)
    {
      char *more = g_malloc (16 * 1024 * 1024);

      memset (more, 1, 16 * 1024 * 1024);
    }
}

static void
misbehave (gpointer data, const MspUnit *unit, const MspText *text)
{
  int fd = *(const int *) data;
  volatile int forever = 1;

  if (strstr (text->text->str, "PLANT-CRASH") != NULL)
    abort ();
  if (strstr (text->text->str, "PLANT-MEMORY") != NULL)
    eat_memory ();
  if (strstr (text->text->str, "PLANT-SOCKET") != NULL)
    (void) socket (AF_INET, SOCK_STREAM, 0);
  if (strstr (text->text->str, "PLANT-GARBAGE") != NULL && write (fd, "\xff\xff\xff\xff\xff\xff\xff\xff", 8) != 8)
    abort ();
  if (strstr (text->text->str, "PLANT-SPIN") != NULL || strstr (text->text->str, "PLANT-GARBAGE") != NULL)
    while (forever)
      ;
}

static void
run (const char *directory, Scanner *scanner, Recorder *recorder, guint n_workers, guint64 part, MspScanStats *stats)
{
  static const guint8 key[MSP_KEY_LEN] = "a fixed key for tests only, 32 b";
  const char *const paths[] = { directory, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MspWalk) walk = msp_walk_new (paths, NULL, NULL);
  g_autoptr (MspPlan) plan = msp_plan_new (walk, NULL, part);
  g_autoptr (MspCollector) collector = msp_collector_new (&recorder->sink, NULL, stats);
  const MspPoolRequest request = {
    .plan = plan, .collector = collector, .n_workers = n_workers, .seconds = 2, .stats = stats,
    .worker = {
      .analyser = { .patterns = scanner->patterns, .key = key, .limits = &scanner->limits, .since = G_MININT64,
                    .until = G_MAXINT64 },
#if !defined (__SANITIZE_ADDRESS__)
      .memory = 256 * 1024 * 1024,
#else
      .sandbox = MSP_SANDBOX_OFF,
#endif
      .readable = paths, .observer = misbehave,
    },
  };

  *stats = (MspScanStats) { 0 };
  cr_assert (msp_pool_run (&request, &error), "%s", error != NULL ? error->message : "");
  cr_expect_eq (recorder->unbalanced, 0, "%s", recorder->sources->str);
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, word)) != NULL; at++)
    n++;
  return n;
}

Test (pool, a_worker_that_misbehaves_costs_the_message_it_was_on, .timeout = 60)
{
  Scanner scanner;

#if defined (__SANITIZE_ADDRESS__)
  cr_skip ("the address sanitizer cannot be confined");
#endif
  scanner_init (&scanner);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *directory = scratch_new ();
      g_autofree char *mbox = g_strconcat (PLAIN, PLAIN, FROM "Subject: y\n\n", cases[i].word, "\n\n", PLAIN, PLAIN, NULL);
      MspScanStats stats;
      Recorder recorder;

      recorder_init (&recorder);
      g_free (scratch_write (directory, "inbox.mbox", mbox, -1));
      run (directory, &scanner, &recorder, 1, MSP_PLAN_PART, &stats);
      cr_expect_eq (stats.messages, 5, "%s: %s", cases[i].word, recorder.messages->str);
      cr_expect_eq (stats.failed > 0, TRUE, "%s", cases[i].word);
      cr_expect_eq (count (recorder.messages->str, "us_ssn@1+8"), 4, "%s: %s", cases[i].word, recorder.messages->str);
      cr_expect_eq (recorder.problems[cases[i].reason], 1, "%s: %s", cases[i].word, recorder.messages->str);
      recorder_clear (&recorder);
      scratch_remove (directory);
    }
  scanner_clear (&scanner);
}

static int
compare_lines (gconstpointer left, gconstpointer right)
{
  return strcmp (*(const char *const *) left, *(const char *const *) right);
}

static char *
dup_sorted (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);
  return g_strjoinv ("\n", lines);
}

Test (pool, the_number_of_workers_and_the_cuts_change_nothing, .timeout = 60)
{
  static const struct {
    guint   n_workers;
    guint64 part;
  } runs[] = { { 1, MSP_PLAN_PART }, { 3, MSP_PLAN_PART }, { 2, 40 }, { 3, 97 } };
  g_autofree char *directory = scratch_new (), *messages = NULL, *sources = NULL;
  Scanner scanner;

  scanner_init (&scanner);
  g_free (scratch_write (directory, "a/inbox.mbox", PLAIN PLAIN FROM "Subject: z\n\nlunch\n\n" PLAIN, -1));
  g_free (scratch_write (directory, "b.eml", "From: x@command.example\nSubject: y\n\nSSN: 536-90-4399\n", -1));
  g_free (scratch_write (directory, "c.txt", "nothing here, but more than forty bytes of it, so that it may be cut\n", -1));
  /* Cannot be cut: the body's length says where the next message begins. */
  g_free (scratch_write (directory, "d.mbox", FROM "Content-Length: 71\n\n" FROM "My SSN: 536-90-4399\n\n" PLAIN, -1));
  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      MspScanStats stats;
      Recorder recorder;

      recorder_init (&recorder);
      run (directory, &scanner, &recorder, runs[i].n_workers, runs[i].part, &stats);
      g_autofree char *now = dup_sorted (recorder.messages->str), *rows = dup_sorted (recorder.sources->str);
      if (messages != NULL)
        {
          cr_expect_str_eq (now, messages, "run %zu", i);
          cr_expect_str_eq (rows, sources, "run %zu", i);
        }
      g_free (messages);
      g_free (sources);
      messages = g_steal_pointer (&now);
      sources = g_steal_pointer (&rows);
      recorder_clear (&recorder);
    }
  scratch_remove (directory);
  scanner_clear (&scanner);
}
