/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded, it makes the disk fail: FAULTY_KILL_AT=N kills the process in the middle of its Nth change to a file, FAULTY_ROOM=N leaves room for
   N bytes of writes. Not for children, and not for standard streams. */
#define _GNU_SOURCE 1

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

ssize_t write (int fd, const void *data, size_t len);
ssize_t pwrite (int fd, const void *data, size_t len, off_t at);
ssize_t pwrite64 (int fd, const void *data, size_t len, off64_t at);
int ftruncate (int fd, off_t len);
int ftruncate64 (int fd, off64_t len);
int rename (const char *from, const char *to);
int unlink (const char *path);
int fsync (int fd);
int fdatasync (int fd);

typedef ssize_t (*PwriteFunc) (int, const void *, size_t, off64_t);

static long kill_at = -1, room = -1, changes;

static void
forget (void)
{
  kill_at = room = -1;
}

static long
get_number (const char *name)
{
  const char *text = getenv (name);

  return text != NULL ? strtol (text, NULL, 10) : -1;
}

__attribute__ ((constructor)) static void
begin (void)
{
  kill_at = get_number ("FAULTY_KILL_AT");
  room = get_number ("FAULTY_ROOM");
  pthread_atfork (NULL, NULL, forget);
}

static int
is_last (void)
{
  return kill_at >= 0 && ++changes == kill_at;
}

static void
die (void)
{
  kill (getpid (), SIGKILL);
}

/* Half of a write, then the end; or as much as there is room for. */
static ssize_t
put (const char *name, int fd, const void *data, size_t len, off64_t at)
{
  PwriteFunc next = (PwriteFunc) dlsym (RTLD_NEXT, name);

  if (is_last ())
    {
      (void) next (fd, data, len / 2, at);
      die ();
    }
  if (room >= 0 && (long) len > room)
    {
      errno = ENOSPC;
      return -1;
    }
  if (room >= 0)
    room -= (long) len;
  return next (fd, data, len, at);
}

ssize_t
pwrite (int fd, const void *data, size_t len, off_t at)
{
  return put ("pwrite", fd, data, len, at);
}

ssize_t
pwrite64 (int fd, const void *data, size_t len, off64_t at)
{
  return put ("pwrite64", fd, data, len, at);
}

ssize_t
write (int fd, const void *data, size_t len)
{
  ssize_t (*next) (int, const void *, size_t) = (ssize_t (*) (int, const void *, size_t)) dlsym (RTLD_NEXT, "write");

  if (fd > STDERR_FILENO && is_last ())
    die ();
  return next (fd, data, len);
}

#define FAIL_BEFORE(name, parameters, arguments) \
  int \
  name parameters \
  { \
    int (*next) parameters = (int (*) parameters) dlsym (RTLD_NEXT, #name); \
\
    if (is_last ()) \
      die (); \
    return next arguments; \
  }

FAIL_BEFORE (ftruncate, (int fd, off_t len), (fd, len))
FAIL_BEFORE (ftruncate64, (int fd, off64_t len), (fd, len))
FAIL_BEFORE (rename, (const char *from, const char *to), (from, to))
FAIL_BEFORE (unlink, (const char *path), (path))
FAIL_BEFORE (fsync, (int fd), (fd))
FAIL_BEFORE (fdatasync, (int fd), (fd))
