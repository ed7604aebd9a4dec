/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/confine.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/scanner.h"

static char *allowed, *forbidden;

static int
read_allowed (void)
{
  return open (allowed, O_RDONLY) >= 0 ? 0 : 1;
}

static int
read_forbidden (void)
{
  return open (forbidden, O_RDONLY) < 0 ? 0 : 1;
}

static int
write_allowed (void)
{
  return open (allowed, O_WRONLY) < 0 && open (allowed, O_RDONLY | O_CREAT, 0600) < 0 ? 0 : 1;
}

static int
open_socket (void)
{
  return socket (AF_INET, SOCK_STREAM, 0) >= 0 ? 1 : 2;
}

static int
run_program (void)
{
  (void) execl ("/bin/true", "true", NULL);
  return 1;
}

static int
make_process (void)
{
  return fork () >= 0 ? 1 : 2;
}

static int
use_memory (void)
{
  return malloc ((gsize) 4 * 1024 * 1024 * 1024) == NULL ? 0 : 1;
}

/* What a confined process tries, and how it ends: 0 as it should, SIGSYS where it is killed. */
static const struct {
  const char *name;
  int       (*attempt) (void);
  int         signal;
} cases[] = {
  { "reads below the root", read_allowed, 0 },
  { "reads elsewhere", read_forbidden, 0 },
  { "writes", write_allowed, 0 },
  { "opens a socket", open_socket, SIGSYS },
  { "runs a program", run_program, SIGSYS },
  { "makes a process", make_process, SIGSYS },
  { "uses memory", use_memory, 0 },
};

Test (confine, a_confined_process_can_only_read_what_it_was_given)
{
#if defined (__SANITIZE_ADDRESS__)
  cr_skip ("the address sanitizer cannot be confined");
#endif
  g_autofree char *directory = scratch_new (), *other = scratch_new ();
  const char *const readable[] = { directory, NULL };

  allowed = scratch_write (directory, "a", "x", 1);
  forbidden = scratch_write (other, "b", "x", 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int status;
      pid_t pid = fork ();

      if (pid == 0)
        _exit (msp_confine_self (MSP_SANDBOX_REQUIRE, readable, G_GUINT64_CONSTANT (1) << 31, NULL) ? cases[i].attempt () : 99);
      cr_assert_eq (waitpid (pid, &status, 0), pid);
      if (cases[i].signal != 0)
        cr_expect (WIFSIGNALED (status) && WTERMSIG (status) == cases[i].signal, "%s: %x", cases[i].name, status);
      else
        cr_expect (WIFEXITED (status) && WEXITSTATUS (status) == 0, "%s: %x", cases[i].name, status);
    }
  scratch_remove (directory);
  scratch_remove (other);
}
