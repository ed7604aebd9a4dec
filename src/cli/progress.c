/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/progress.h"

#include <glib/gi18n.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "report/terminal.h"
#include "report/words.h"

#define INTERVAL (G_USEC_PER_SEC / 10)
#define JSON_INTERVAL G_USEC_PER_SEC

void
msp_progress_init (MspProgress *self, MspProgressKind kind, guint64 bytes_before)
{
  *self = (MspProgress) {
    .shown = kind == MSP_PROGRESS_TERMINAL && isatty (STDERR_FILENO), .json = kind == MSP_PROGRESS_JSON,
    .started = g_get_monotonic_time (), .before = bytes_before,
  };
}

static guint64
get_rate (const MspScanStats *stats, guint64 before, double seconds)
{
  return seconds > 0.2 ? (guint64) ((double) (stats->bytes - MIN (before, stats->bytes)) / seconds) : 0;
}

/* The names are part of the interface: mailspill-scan(1). seconds_left is null as long as nobody can know. */
static void
write_json (const MspScanStats *stats, guint64 before, double seconds)
{
  guint64 rate = get_rate (stats, before, seconds), left = stats->total_bytes - MIN (stats->bytes, stats->total_bytes);
  g_autofree char *time = rate > 0 && stats->total_bytes > 0 ? g_strdup_printf ("%" G_GUINT64_FORMAT, left / rate) : g_strdup ("null");

  g_printerr ("{\"state\":\"reading\",\"bytes\":%" G_GUINT64_FORMAT ",\"total_bytes\":%" G_GUINT64_FORMAT
              ",\"messages\":%" G_GUINT64_FORMAT ",\"documents\":%" G_GUINT64_FORMAT ",\"findings\":%" G_GUINT64_FORMAT
              ",\"failed\":%" G_GUINT64_FORMAT ",\"bytes_per_second\":%" G_GUINT64_FORMAT ",\"seconds_left\":%s}\n",
              stats->bytes, stats->total_bytes, stats->messages, stats->documents, stats->findings, stats->failed, rate, time);
}

static guint
get_columns (void)
{
  struct winsize size;

  return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

static char *
dup_left (double seconds)
{
  guint64 whole = (guint64) seconds;

  if (whole >= 3600)
    return g_strdup_printf ("%" G_GUINT64_FORMAT ":%02u:%02u", whole / 3600, (guint) (whole / 60 % 60), (guint) (whole % 60));
  return g_strdup_printf ("%u:%02u", (guint) (whole / 60), (guint) (whole % 60));
}

/* As many of the facts as fit whole, the most wanted first: half a number would be a wrong one. */
static void
draw (const MspScanStats *stats, guint64 before, double seconds)
{
  double rate = seconds > 0.2 ? (double) (stats->bytes - MIN (before, stats->bytes)) / seconds : 0;
  gboolean sized = stats->total_bytes > 0;   /* standard input is not */
  g_autofree char *share = msp_words_dup_share (stats->bytes, stats->total_bytes);
  g_autofree char *time = dup_left (rate > 0 ? (double) (stats->total_bytes - MIN (stats->bytes, stats->total_bytes)) / rate : 0);
  g_autofree char *left = g_strdup_printf (_("%s left"), time), *messages = msp_words_dup_messages (stats->messages);
  g_autofree char *done = msp_words_dup_size (stats->bytes), *total = msp_words_dup_size (stats->total_bytes);
  g_autofree char *part = g_strdup_printf (_("%s of %s"), done, total);
  g_autofree char *second = msp_words_dup_size ((guint64) rate), *speed = g_strdup_printf (_("%s/s"), second);
  g_autofree char *findings = msp_words_dup_findings (stats->findings);
  const char *const facts[] = {
    sized ? share : "", sized && rate > 0 ? left : "", messages, sized ? part : done, rate > 0 ? speed : "", findings,
  };
  const guint columns = get_columns ();
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      if (facts[i][0] == '\0')
        continue;
      if (msp_terminal_text_width (line->str) + 2 + msp_terminal_text_width (facts[i]) >= columns)
        break;
      g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", facts[i]);
    }
  g_printerr ("\r\033[K%s", line->str);
}

void
msp_progress_update (gpointer data, const MspScanStats *stats)
{
  MspProgress *self = data;

  if (!self->shown && !self->json)
    return;
  gint64 now = g_get_monotonic_time ();
  if (now - self->last < (self->json ? JSON_INTERVAL : INTERVAL))
    return;
  self->last = now;
  if (self->json)
    write_json (stats, self->before, (double) (now - self->started) / G_USEC_PER_SEC);
  else
    draw (stats, self->before, (double) (now - self->started) / G_USEC_PER_SEC);
}

void
msp_progress_say (MspProgress *self, const char *state, const char *what)
{
  if (self->json)
    g_printerr ("{\"state\":\"%s\"}\n", state);
  if (!self->shown || msp_terminal_text_width (what) >= get_columns ())
    return;
  g_printerr ("\r\033[K%s", what);
  self->last = g_get_monotonic_time ();
}

void
msp_progress_clear (MspProgress *self)
{
  if (self->shown && self->last > 0)
    g_printerr ("\r\033[K");
}
