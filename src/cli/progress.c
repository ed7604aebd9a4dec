/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/progress.h"

#include <glib/gi18n.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define INTERVAL (G_USEC_PER_SEC / 10)

void
msp_progress_init (MspProgress *self, gboolean wanted, guint64 bytes_before)
{
  *self = (MspProgress) { .shown = wanted && isatty (STDERR_FILENO), .started = g_get_monotonic_time (), .before = bytes_before };
}

static glong
get_columns (void)
{
  struct winsize size;

  return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}

static char *
dup_left (double seconds)
{
  guint64 whole = (guint64) seconds;

  if (whole >= 3600)
    return g_strdup_printf ("%" G_GUINT64_FORMAT ":%02u:%02u", whole / 3600, (guint) (whole / 60 % 60), (guint) (whole % 60));
  return g_strdup_printf ("%u:%02u", (guint) (whole / 60), (guint) (whole % 60));
}

static void
draw (const MspScanStats *stats, guint64 before, double seconds)
{
  double rate = seconds > 0.2 ? (double) (stats->bytes - before) / seconds : 0;
  g_autofree char *done = g_format_size (stats->bytes);
  g_autofree char *total = g_format_size (stats->total_bytes);
  g_autofree char *speed = g_format_size ((guint64) rate);
  g_autofree char *left =
    dup_left (rate > 0 && stats->total_bytes > stats->bytes ? (double) (stats->total_bytes - stats->bytes) / rate : 0);
  g_autofree char *line = g_strdup_printf (_("%s of %s, %lu messages, %lu findings, %s/s, %s left"), done, total,
                                           (gulong) stats->messages, (gulong) stats->findings, speed, left);
  g_autofree char *cut = g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), get_columns () - 1));

  g_printerr ("\r\033[K%s", cut);
}

void
msp_progress_update (gpointer data, const MspScanStats *stats)
{
  MspProgress *self = data;

  /* Reading the clock for every message would cost more than the line is worth. */
  if (!self->shown || (self->calls++ & 31) != 0)
    return;
  gint64 now = g_get_monotonic_time ();
  if (now - self->last < INTERVAL)
    return;
  self->last = now;
  draw (stats, self->before, (double) (now - self->started) / G_USEC_PER_SEC);
}

void
msp_progress_clear (MspProgress *self)
{
  if (self->shown && self->last > 0)
    g_printerr ("\r\033[K");
}
