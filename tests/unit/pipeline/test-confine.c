/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/confine.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/scanner.h"

static char *allowed, *forbidden;
static int writable, other_file;

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
change_spool (void)
{
  return pwrite (writable, "abc", 3, 10) == 3 && ftruncate (writable, 1) == 0 ? 0 : 1;
}

static int
change_other_file (void)
{
  return pwrite (other_file, "abc", 3, 10) < 0 ? 0 : 1;
}

static int
cut_other_file (void)
{
  return ftruncate (other_file, 0);
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
  { "writes to its temporary file", change_spool, 0 },
  { "writes to another file", change_other_file, 0 },
  { "cuts another file", cut_other_file, SIGSYS },
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
  writable = open (forbidden, O_RDWR | O_CLOEXEC);
  other_file = open (forbidden, O_RDWR | O_CLOEXEC);
  cr_assert (writable >= 0 && other_file >= 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int status;
      pid_t pid = fork ();

      if (pid == 0)
        {
          gboolean is_confined = msp_confine_self (MSP_SANDBOX_REQUIRE, readable, writable, G_GUINT64_CONSTANT (1) << 31, NULL);

          _exit (is_confined ? cases[i].attempt () : 99);
        }
      cr_assert_eq (waitpid (pid, &status, 0), pid);
      if (cases[i].signal != 0)
        cr_expect (WIFSIGNALED (status) && WTERMSIG (status) == cases[i].signal, "%s: %x", cases[i].name, status);
      else
        cr_expect (WIFEXITED (status) && WEXITSTATUS (status) == 0, "%s: %x", cases[i].name, status);
    }
  (void) close (writable);
  (void) close (other_file);
  scratch_remove (directory);
  scratch_remove (other);
}

/* A kernel that lacks system call number `call`, as far as this process can tell. */
static gboolean
take_away (guint32 call)
{
  struct sock_filter rows[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = { G_N_ELEMENTS (rows), rows };

  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

Test (confine, a_kernel_without_a_part_is_found_out_beforehand)
{
#if defined (__SANITIZE_ADDRESS__)
  cr_skip ("the address sanitizer cannot be confined");
#endif
  static const struct { guint32 call; const char *missing; } rows[] = {
    { SYS_landlock_create_ruleset, " Landlock," }, { SYS_landlock_restrict_self, " Landlock," }, { SYS_prctl, " no_new_privs," },
  };

  cr_expect (msp_confine_probe (MSP_SANDBOX_REQUIRE, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int status;
      pid_t pid = fork ();

      if (pid == 0)
        {
          g_autoptr (GError) error = NULL;

          if (!take_away (rows[i].call))
            _exit (1);
          if (!msp_confine_probe (MSP_SANDBOX_AUTO, NULL) || !msp_confine_probe (MSP_SANDBOX_OFF, NULL))
            _exit (2);
          if (msp_confine_probe (MSP_SANDBOX_REQUIRE, &error))
            _exit (3);
          _exit (strstr (error->message, rows[i].missing) != NULL ? 0 : 4);
        }
      cr_assert_eq (waitpid (pid, &status, 0), pid);
      cr_expect (WIFEXITED (status) && WEXITSTATUS (status) == 0, "%s %x", rows[i].missing, status);
    }
}
