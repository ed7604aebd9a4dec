/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/module.h"

#include <dlfcn.h>

static char *folder;
static GHashTable *tables;     /* name to table, or to NULL */
static GHashTable *failures;   /* name to why there is none */
static GPtrArray *missing;     /* names, owned by failures */

static char *
dup_path (const char *directory, const char *name)
{
  g_autofree char *file = g_strconcat ("mailspill-", name, ".so", NULL);

  return g_build_filename (directory, file, NULL);
}

static char *
find_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *beside = program != NULL ? g_path_get_dirname (program) : g_strdup ("/");
  g_autofree char *moved = g_build_filename (beside, "..", "lib", "mailspill", NULL);
  const char *const folders[] = { beside, moved };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *file = dup_path (folders[i], "pdf");

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        return g_strdup (folders[i]);
    }
  return g_strdup (PKGLIBDIR);
}

const char *
msp_module_get_folder (void)
{
  if (folder == NULL)
    folder = find_folder ();
  return folder;
}

void
msp_module_set_folder (const char *path)
{
  g_free (folder);
  folder = g_strdup (path);
}

gboolean
msp_module_is_installed (const char *name)
{
  g_autofree char *file = dup_path (msp_module_get_folder (), name);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

/* Takes failure. */
static void
keep_failure (const char *name, char *failure)
{
  char *own = g_strdup (name);

  if (failures == NULL)
    {
      failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      missing = g_ptr_array_new ();
    }
  g_hash_table_insert (failures, own, failure);
  g_ptr_array_add (missing, own);
}

static gconstpointer
load (const char *name)
{
  g_autofree char *file = dup_path (msp_module_get_folder (), name);
  void *handle = dlopen (file, RTLD_NOW | RTLD_LOCAL);
  const MspModuleHead *head = handle != NULL ? dlsym (handle, MSP_MODULE_SYMBOL_NAME) : NULL;

  if (head != NULL && g_strcmp0 (head->build, MSP_MODULE_BUILD) == 0)
    return head;
  const char *why = handle == NULL ? dlerror () : NULL;
  keep_failure (name, why != NULL ? g_utf8_make_valid (why, -1) : g_strdup_printf ("'%s' is of another build", file));
  return NULL;
}

gconstpointer
msp_module_open (const char *name)
{
  gpointer table = NULL;

  if (tables == NULL)
    tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_hash_table_lookup_extended (tables, name, NULL, &table))
    {
      table = (gpointer) load (name);
      g_hash_table_insert (tables, g_strdup (name), table);
    }
  return table;
}

const char *
msp_module_get_missing (guint i)
{
  return missing != NULL && i < missing->len ? missing->pdata[i] : NULL;
}

const char *
msp_module_get_failure (const char *name)
{
  return failures != NULL ? g_hash_table_lookup (failures, name) : NULL;
}

void
msp_module_forget_missing (void)
{
  for (guint i = 0; missing != NULL && i < missing->len; i++)
    g_hash_table_remove (tables, missing->pdata[i]);
  if (missing != NULL)
    g_ptr_array_set_size (missing, 0);
  if (failures != NULL)
    g_hash_table_remove_all (failures);
}
