/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
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
