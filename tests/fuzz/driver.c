/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Stands in for libFuzzer in 'make check': runs the harness it is linked with over its corpus and over mutations of each file
   that are the same in every run. A test point a file; a crash leaves the input behind as crash-NAME. */

#include <glib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <fcntl.h>
#include <unistd.h>

#define MUTATIONS 300
#define INPUT_MAX_BYTES (256 * 1024)
/* For one corpus file with all its mutations; only a hang reaches it. */
#define SECONDS_PER_FILE 240

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct {
  char  *name;
  char  *data;
  gsize  size;
} Seed;

static struct {
  const guint8 *data;
  gsize         size;
  char          path[256];
} current;

static guint64 random_state;

/* SplitMix64. */
static guint64
next_random (guint64 below)
{
  guint64 z = (random_state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  z ^= z >> 31;
  return below > 0 ? z % below : 0;
}

static void
save_current (int number)
{
  static const char words[] = "# died; its input is in a file crash-*\n";
  int fd = open (current.path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

  if (fd >= 0 && write (fd, current.data, current.size) == (ssize_t) current.size &&
      write (STDOUT_FILENO, words, sizeof words - 1) > 0)
    close (fd);
  signal (number, SIG_DFL);
  raise (number);
}

/* A copy of exactly size bytes, so that a read beyond it is seen. */
static void
run_input (const char *data, gsize size)
{
  guint8 *copy = malloc (size > 0 ? size : 1);

  if (size > 0)
    memcpy (copy, data, size);
  current.data = copy;
  current.size = size;
  LLVMFuzzerTestOneInput (copy, size);
  current.size = 0;
  free (copy);
}

static void
flip_bytes (GByteArray *bytes)
{
  static const guint8 telling[] = { 0x00, 0xff, 0x7f, 0x80, '\n', '\r', ' ', '-', '=', '"', ':', '<', '/' };

  for (guint64 n = 1 + next_random (8); n > 0 && bytes->len > 0; n--)
    {
      guint8 *at = &bytes->data[next_random (bytes->len)];
      switch (next_random (3))
        {
        case 0: *at ^= (guint8) (1u << next_random (8)); break;
        case 1: *at = telling[next_random (sizeof telling)]; break;
        default: *at = (guint8) next_random (256); break;
        }
    }
}

static void
move_chunk (GByteArray *bytes)
{
  gsize start = next_random (bytes->len), len = 1 + next_random (MIN (bytes->len - start, 512));
  g_autofree guint8 *chunk = g_memdup2 (bytes->data + start, len);

  if (next_random (2) == 0)
    g_byte_array_remove_range (bytes, (guint) start, (guint) len);
  for (guint64 copies = next_random (4); copies > 0 && bytes->len + len <= INPUT_MAX_BYTES; copies--)
    {
      gsize at = next_random (bytes->len + 1), tail = bytes->len - at;
      g_byte_array_set_size (bytes, (guint) (bytes->len + len));
      memmove (bytes->data + at + len, bytes->data + at, tail);
      memcpy (bytes->data + at, chunk, len);
    }
}

static void
splice_seed (GByteArray *bytes, const Seed *other)
{
  gsize keep = next_random (bytes->len + 1), from = next_random (other->size + 1);
  gsize len = MIN (other->size - from, INPUT_MAX_BYTES - keep);

  g_byte_array_set_size (bytes, (guint) keep);
  g_byte_array_append (bytes, (const guint8 *) other->data + from, (guint) len);
}

static void
run_mutation (const Seed *seed, GPtrArray *seeds)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) seed->data, (guint) MIN (seed->size, INPUT_MAX_BYTES));
  for (guint64 n = 1 + next_random (3); n > 0 && bytes->len > 0; n--)
    switch (next_random (4))
      {
      case 0: g_byte_array_set_size (bytes, (guint) next_random (bytes->len + 1)); break;
      case 1: move_chunk (bytes); break;
      case 2: splice_seed (bytes, g_ptr_array_index (seeds, next_random (seeds->len))); break;
      default: flip_bytes (bytes); break;
      }
  run_input ((const char *) bytes->data, bytes->len);
}

/* The seed is its own, so that a new corpus file changes no other file's mutations but the splices. */
static void
run_seed (const Seed *seed, GPtrArray *seeds)
{
  random_state = 20230203;
  alarm (SECONDS_PER_FILE);
  run_input (seed->data, seed->size);
  gsize step = MAX (1, seed->size / 64);
  for (gsize size = 0; size < seed->size; size += step)
    run_input (seed->data, size);
  /* Large files are there for one idea; small ones carry the mutations. */
  for (int i = 0; i < (seed->size > 32 * 1024 ? MUTATIONS / 10 : MUTATIONS); i++)
    run_mutation (seed, seeds);
  alarm (0);
}

static void
seed_free (gpointer data)
{
  Seed *seed = data;

  g_free (seed->name);
  g_free (seed->data);
  g_free (seed);
}

static gint
compare_seeds (gconstpointer a, gconstpointer b)
{
  const Seed *const *left = a, *const *right = b;

  return strcmp ((*left)->name, (*right)->name);
}

static void
add_seed (GPtrArray *seeds, const char *path)
{
  g_autoptr (GError) error = NULL;
  Seed *seed = g_new0 (Seed, 1);

  if (!g_file_get_contents (path, &seed->data, &seed->size, &error))
    {
      g_print ("Bail out! %s\n", error->message);
      exit (1);
    }
  seed->name = g_path_get_basename (path);
  g_ptr_array_add (seeds, seed);
}

static void
add_corpus (GPtrArray *seeds, const char *program)
{
  const char *top = g_getenv ("TOP_SRCDIR"), *dash = strrchr (program, '/');
  const char *name = strstr (dash != NULL ? dash : program, "fuzz-");
  g_autofree char *folder = g_build_filename (top != NULL ? top : ".", "tests/fuzz/corpus", name != NULL ? name + 5 : "", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *entry; dir != NULL && (entry = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, entry, NULL);
      add_seed (seeds, path);
    }
  g_ptr_array_sort (seeds, compare_seeds);
}

int
main (int argc, char **argv)
{
  static const int deaths[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGALRM, SIGTRAP };
  g_autoptr (GPtrArray) seeds = g_ptr_array_new_with_free_func (seed_free);

  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  for (int i = 1; i < argc; i++)
    add_seed (seeds, argv[i]);
  if (argc == 1)
    add_corpus (seeds, argv[0]);
  if (seeds->len == 0)
    {
      g_print ("Bail out! no corpus\n");
      return 1;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (deaths); i++)
    signal (deaths[i], save_current);

  g_print ("1..%u\n", seeds->len);
  for (guint i = 0; i < seeds->len; i++)
    {
      const Seed *seed = g_ptr_array_index (seeds, i);
      g_snprintf (current.path, sizeof current.path, "crash-%s", seed->name);
      run_seed (seed, seeds);
      g_print ("ok %u - %s\n", i + 1, seed->name);
    }
  return 0;
}
