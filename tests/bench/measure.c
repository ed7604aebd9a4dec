/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* measure RUNS COMMAND…: runs it that often with its output thrown away; prints the medians of wall and CPU seconds, the peak
   memory of its process tree in MiB, and its exit status, tab-separated. The tree is sampled every 10 ms, shared pages are
   counted once (PSS). */

#include <glib.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
  double wall, cpu;
  guint64 peak_kib;
  int status;
} Run;

static guint64
read_pss_kib (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", pid);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  const char *line = strstr (text, "\nPss:");
  return line != NULL ? g_ascii_strtoull (line + strlen ("\nPss:"), NULL, 10) : 0;
}

static guint64
read_tree_kib (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", pid, pid);
  g_autofree char *text = NULL;
  guint64 sum = read_pss_kib (pid);

  if (g_file_get_contents (path, &text, NULL, NULL))
    for (char *at = text; *at != '\0';)
      {
        char *end;
        gint64 child = g_ascii_strtoll (at, &end, 10);
        if (end == at)
          break;
        sum += read_tree_kib ((int) child);
        at = end;
      }
  return sum;
}

static Run
run_once (char **argv)
{
  Run run = { 0 };
  struct rusage usage;
  gint64 start = g_get_monotonic_time ();
  pid_t pid = fork ();

  if (pid == 0)
    {
      int null = open ("/dev/null", O_RDWR);
      dup2 (null, STDIN_FILENO);
      dup2 (null, STDOUT_FILENO);
      dup2 (null, STDERR_FILENO);
      execvp (argv[0], argv);
      _exit (127);
    }
  while (wait4 (pid, &run.status, WNOHANG, &usage) == 0)
    {
      run.peak_kib = MAX (run.peak_kib, read_tree_kib (pid));
      g_usleep (10000);
    }
  run.wall = (double) (g_get_monotonic_time () - start) / 1e6;
  run.cpu = (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec);
  run.cpu += (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  run.peak_kib = MAX (run.peak_kib, (guint64) usage.ru_maxrss);
  return run;
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

int
main (int argc, char **argv)
{
  int runs = argc > 2 ? (int) g_ascii_strtoll (argv[1], NULL, 10) : 0;
  double wall[99], cpu[99];
  guint64 peak = 0;
  int status = 0;

  if (runs < 1 || runs > 99)
    {
      fprintf (stderr, "usage: measure RUNS COMMAND…\n");
      return 2;
    }
  for (int i = 0; i < runs; i++)
    {
      Run run = run_once (argv + 2);
      wall[i] = run.wall;
      cpu[i] = run.cpu;
      peak = MAX (peak, run.peak_kib);
      status = WIFEXITED (run.status) ? WEXITSTATUS (run.status) : 128 + WTERMSIG (run.status);
    }
  qsort (wall, (size_t) runs, sizeof wall[0], compare_doubles);
  qsort (cpu, (size_t) runs, sizeof cpu[0], compare_doubles);
  printf ("%.3f\t%.3f\t%.1f\t%d\n", wall[runs / 2], cpu[runs / 2], (double) peak / 1024, status);
  return 0;
}
