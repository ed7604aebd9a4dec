/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

G_DEFINE_QUARK (msp-confine-error-quark, msp_confine_error)

/* Of the confinement, in the order in which they are asked for. */
typedef enum { PART_NONE, PART_NO_NEW_PRIVS, PART_LANDLOCK, PART_SECCOMP } Part;
static const char *const part_names[] = { "", "no_new_privs", "Landlock", "seccomp" };

/* Where the C library finds charset converters and locales after the rules are compiled; where the dynamic linker finds what
   modules need, and poppler its tables of East Asian encodings. */
static const char *const library_paths[] = {
  "/usr/lib", "/lib", "/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/usr/share/i18n", "/usr/share/poppler",
  "/usr/share/tesseract-ocr", NULL
};

/* Everything that reading files, working in memory and talking to an open socket needs. What is not here fails with EPERM. */
static const char *const allowed_calls[] = {
  "access", "brk", "clock_gettime", "clock_nanosleep", "close", "dup", "exit", "exit_group", "faccessat", "faccessat2",
  "fadvise64",
  "fcntl", "fstat", "fstatfs", "futex", "getcwd", "getdents64", "getegid", "geteuid", "getgid", "getpid", "getppid", "getrandom",
  "getrusage", "gettid", "gettimeofday", "getuid", "lseek", "lstat", "madvise", "membarrier", "mmap", "mprotect", "mremap",
  "munmap",
  "nanosleep", "newfstatat", "poll", "ppoll", "pread64", "prlimit64", "read", "readlink", "readlinkat", "readv", "recvfrom",
  "recvmsg",
  "restart_syscall", "rseq", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sched_getaffinity", "sched_yield", "sendmsg",
  "sendto",
  "set_robust_list", "sigaltstack", "stat", "statfs", "statx", "sysinfo", "tgkill", "times", "uname", "write", "writev",
};

/* Nothing of ours asks for these: whoever does has taken over the process, which ends at once. */
static const char *const deadly_calls[] = {
  "accept", "accept4", "bind", "bpf", "chmod", "chown", "clone", "clone3", "connect", "creat", "execve", "execveat", "fchmod",
  "fchmodat",
  "fchown", "fchownat", "fork", "init_module", "io_uring_setup", "kill", "lchown", "link", "linkat", "listen",
  "mkdir",
  "mkdirat", "mknod", "mknodat", "mount", "open_by_handle_at", "pidfd_open", "process_vm_readv", "process_vm_writev", "ptrace",
  "rename",
  "renameat", "renameat2", "rmdir", "socket", "socketpair", "symlink", "symlinkat", "truncate", "unlink", "unlinkat",
  "userfaultfd", "vfork",
};

static int
get_landlock_abi (void)
{
  long abi = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

  return abi > 0 ? (int) abi : 0;
}

/* Access rights of the first two versions; what later versions add (truncate, devices) opening read-only excludes already. */
static guint64
get_handled_access (int abi)
{
  return abi >= 2 ? (G_GUINT64_CONSTANT (1) << 14) - 1 : (G_GUINT64_CONSTANT (1) << 13) - 1;
}

static void
allow_reading (int ruleset, const char *path)
{
  struct stat info;
  struct landlock_path_beneath_attr rule = { .parent_fd = open (path, O_PATH | O_CLOEXEC) };

  if (rule.parent_fd < 0)
    return;
  rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
  if (fstat (rule.parent_fd, &info) == 0 && S_ISDIR (info.st_mode))
    rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
  (void) syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  (void) close (rule.parent_fd);
}

static gboolean
restrict_files (const char *const *readable)
{
  struct landlock_ruleset_attr attributes = { .handled_access_fs = get_handled_access (get_landlock_abi ()) };
  int ruleset = (int) syscall (SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
  gboolean good;

  if (ruleset < 0)
    return FALSE;
  for (gsize i = 0; library_paths[i] != NULL; i++)
    allow_reading (ruleset, library_paths[i]);
  for (gsize i = 0; readable[i] != NULL; i++)
    allow_reading (ruleset, readable[i]);
  good = syscall (SYS_landlock_restrict_self, ruleset, 0) == 0;
  (void) close (ruleset);
  return good;
}

static gboolean
add_calls (scmp_filter_ctx filter, guint32 action, const char *const *names, gsize n)
{
  gboolean good = TRUE;

  for (gsize i = 0; good && i < n; i++)
    {
      int call = seccomp_syscall_resolve_name (names[i]);

      /* Not every processor has every call. */
      if (call >= 0)
        good = seccomp_rule_add (filter, action, call, 0) == 0;
    }
  return good;
}

/* One file may be written to, which is open already; -1: none. Cutting another one is deadly too. */
static gboolean
allow_writing (scmp_filter_ctx filter, int fd)
{
  if (fd < 0)
    return seccomp_rule_add (filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS (ftruncate), 0) == 0;
  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (pwrite64), 1, SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) fd)) == 0
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (ftruncate), 1, SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) fd)) == 0
         && seccomp_rule_add (filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS (ftruncate), 1,
                              SCMP_A0 (SCMP_CMP_NE, (scmp_datum_t) fd)) == 0;
}

static gboolean
restrict_calls (int writable)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  gboolean good = filter != NULL && add_calls (filter, SCMP_ACT_ALLOW, allowed_calls, G_N_ELEMENTS (allowed_calls))
                  && add_calls (filter, SCMP_ACT_KILL_PROCESS, deadly_calls, G_N_ELEMENTS (deadly_calls));

  /* Files open for reading only; Landlock says which. */
  good = good && allow_writing (filter, writable)
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1,
                              SCMP_A2 (SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY)) == 0
         && seccomp_load (filter) == 0;
  if (filter != NULL)
    seccomp_release (filter);
  return good;
}

static void
limit_resources (guint64 memory)
{
  const struct rlimit none = { 0, 0 }, space = { memory, memory };

  (void) setrlimit (RLIMIT_CORE, &none);
  if (memory > 0)
    (void) setrlimit (RLIMIT_AS, &space);
}

const char *
msp_confine_get_level (MspSandbox sandbox)
{
  static char level[48];
  int abi = get_landlock_abi ();

  if (sandbox == MSP_SANDBOX_OFF)
    return "off";
  gboolean filters = prctl (PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
  if (abi > 0)
    g_snprintf (level, sizeof level, "landlock %d%s, limits", abi, filters ? ", seccomp" : "");
  else
    g_snprintf (level, sizeof level, "%slimits", filters ? "seccomp, " : "");
  return level;
}

/* Does all that can be done. */
static Part
confine (const char *const *readable, int writable, guint64 memory)
{
  Part missing = PART_NONE;

  limit_resources (memory);
  (void) prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    missing = PART_NO_NEW_PRIVS;
  else if (!restrict_files (readable))
    missing = PART_LANDLOCK;
  if (!restrict_calls (writable) && missing == PART_NONE)
    missing = PART_SECCOMP;
  return missing;
}

static gboolean
set_missing (Part missing, GError **error)
{
  g_set_error (error, MSP_CONFINE_ERROR, MSP_CONFINE_ERROR_UNAVAILABLE,
               _("this system offers no %s, which --sandbox require asks for"), part_names[missing]);
  return FALSE;
}

gboolean
msp_confine_probe (MspSandbox sandbox, GError **error)
{
  const char *const nothing[] = { NULL };
  int status;
  pid_t child;

  if (sandbox != MSP_SANDBOX_REQUIRE)
    return TRUE;
  child = fork ();
  if (child == 0)
    _exit ((int) confine (nothing, -1, 0));
  while (child > 0 && waitpid (child, &status, 0) < 0)
    if (errno != EINTR)
      child = -1;
  if (child < 0 || !WIFEXITED (status) || WEXITSTATUS (status) >= (int) G_N_ELEMENTS (part_names))
    return set_missing (PART_SECCOMP, error);
  return WEXITSTATUS (status) == PART_NONE || set_missing ((Part) WEXITSTATUS (status), error);
}

gboolean
msp_confine_self (MspSandbox sandbox, const char *const *readable, int writable, guint64 memory, GError **error)
{
  Part missing = sandbox != MSP_SANDBOX_OFF ? confine (readable, writable, memory) : PART_NONE;

  return missing == PART_NONE || sandbox == MSP_SANDBOX_AUTO || set_missing (missing, error);
}
