/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pipeline/child.h"

#define ANSWER "abcdefgh"

static void
answer (int fd, gpointer data)
{
  msp_child_send (fd, ANSWER, strlen (ANSWER));
  if (data == NULL)
    _exit (EXIT_SUCCESS);
  for (;;)
    (void) pause ();
}

static void
fill_memory (int fd G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  gsize len = 64 << 20;
  char *memory = g_malloc (len);

  for (gsize i = 0; i < len; i += 4096)
    ((volatile char *) memory)[i] = 1;
  _exit (EXIT_FAILURE);
}

Test (child, what_it_sends_arrives_in_any_pieces)
{
  char text[9] = "";
  MspChild child;

  cr_assert (msp_child_start (&child, answer, NULL, NULL));
  cr_expect (msp_child_receive (&child, 0, text, 3));
  cr_expect (msp_child_receive (&child, 0, text + 3, 5));
  cr_expect_str_eq (text, ANSWER);
  cr_expect_not (msp_child_receive (&child, 0, text, 1), "it is gone");
  cr_expect_eq (msp_child_end (&child, TRUE, 0), MSP_REASON_NONE);
}

/* Answers whether the descriptor at data is still open. */
static void
look_at_descriptor (int fd, gpointer data)
{
  char is_open;

  msp_child_close_others (fd);
  is_open = fcntl (*(const int *) data, F_GETFD) >= 0 ? 'y' : 'n';
  msp_child_send (fd, &is_open, 1);
  _exit (EXIT_SUCCESS);
}

static void
repeat (int fd, gpointer data G_GNUC_UNUSED)
{
  char *bytes = g_malloc (1 << 20);
  gsize at = 0;

  while (at < 1 << 20)
    {
      gssize n = read (fd, bytes + at, (1 << 20) - at);

      if (n <= 0)
        _exit (EXIT_FAILURE);
      at += (gsize) n;
    }
  msp_child_send (fd, bytes, 1 << 20);
  _exit (EXIT_SUCCESS);
}

/* What was opened with the flag is ours; the rest was given to the program, as a source perhaps. */
Test (child, one_that_reads_hostile_bytes_has_nothing_of_ours_open)
{
  static const struct { int flags; char expected; } rows[] = { { FD_CLOEXEC, 'n' }, { 0, 'y' } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char is_open = '?';
      int pair[2];
      MspChild child;

      cr_assert_eq (pipe (pair), 0);
      cr_assert_eq (fcntl (pair[1], F_SETFD, rows[i].flags), 0);
      cr_assert (msp_child_start (&child, look_at_descriptor, &pair[1], NULL));
      cr_expect (msp_child_receive (&child, 10, &is_open, 1));
      cr_expect_eq (is_open, rows[i].expected);
      cr_expect_eq (msp_child_end (&child, TRUE, 0), MSP_REASON_NONE);
      (void) close (pair[0]);
      (void) close (pair[1]);
    }
}

Test (child, what_it_is_told_arrives_whole)
{
  g_autofree char *told = g_malloc (1 << 20), *heard = g_malloc0 (1 << 20);
  MspChild child;

  for (gsize i = 0; i < 1 << 20; i++)
    told[i] = (char) (i * 7);
  cr_assert (msp_child_start (&child, repeat, NULL, NULL));
  cr_expect (msp_child_tell (&child, 10, told, 1 << 20));
  cr_expect (msp_child_receive (&child, 10, heard, 1 << 20));
  cr_expect_arr_eq (heard, told, 1 << 20);
  cr_expect_not (msp_child_receive (&child, 10, heard, 1), "it is gone");
  cr_expect_not (msp_child_tell (&child, 10, told, 1 << 20));
  cr_expect_eq (msp_child_end (&child, TRUE, 0), MSP_REASON_NONE);
}

Test (child, one_that_says_nothing_for_too_long_is_ended)
{
  char text[9];
  MspChild child;

  cr_assert (msp_child_start (&child, answer, text, NULL));
  cr_expect (msp_child_receive (&child, 1, text, 8));
  cr_expect_not (msp_child_receive (&child, 1, text, 1));
  cr_expect_eq (msp_child_end (&child, FALSE, 0), MSP_REASON_TIMEOUT);
}

Test (child, one_that_dies_full_of_memory_died_of_it)
{
  const guint64 memory = 64 << 20;
  char byte;
  MspChild child;

  cr_assert (msp_child_start (&child, fill_memory, NULL, NULL));
  cr_expect_not (msp_child_receive (&child, 0, &byte, 1));
  cr_expect_eq (msp_child_end (&child, FALSE, memory), MSP_REASON_MEMORY);
  cr_assert (msp_child_start (&child, answer, NULL, NULL));
  cr_expect_eq (msp_child_end (&child, FALSE, memory), MSP_REASON_CRASHED);
}
