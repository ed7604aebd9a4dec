/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/verify.h"

#include <stdlib.h>
#include <string.h>

#include "model/locator.h"
#include "report/roots.h"
#include "source/manifest.h"
#include "store/query.h"

char *
msp_verify_dup_path (const char *const *roots, const char *locator)
{
  g_autoptr (GPtrArray) steps = msp_locator_parse (locator, NULL);

  if (steps == NULL || steps->len != 1)
    return NULL;
  const char *name = ((const MspStep *) steps->pdata[0])->name;
  for (gsize i = 0; roots[i] != NULL && roots[i + 1] != NULL; i += 2)
    {
      gsize len = strlen (roots[i]);

      if (strncmp (name, roots[i], len) != 0 || (name[len] != '\0' && name[len] != '/') || roots[i + 1][0] == '\0')
        continue;
      return g_strconcat (roots[i + 1], name + len, NULL);
    }
  return NULL;
}

/* Of what is not there yet, the nearest folder above that is. */
static char *
dup_real (const char *path)
{
  g_autofree char *at = g_strdup (path);
  char *real;

  while ((real = realpath (at, NULL)) == NULL && strcmp (at, ".") != 0 && strcmp (at, "/") != 0)
    {
      char *above = g_path_get_dirname (at);

      g_free (at);
      at = above;
    }
  return real;
}

static gboolean
is_inside (const char *path, const char *const *roots)
{
  g_autofree char *real = dup_real (path);

  for (gsize i = 0; real != NULL && roots[i] != NULL && roots[i + 1] != NULL; i += 2)
    {
      g_autofree char *root = realpath (roots[i + 1], NULL);
      gsize len = root != NULL ? strlen (root) : 0;

      if (len > 0 && strncmp (real, root, len) == 0 && (real[len] == '\0' || real[len] == '/' || len == 1))
        return TRUE;
    }
  return FALSE;
}

/* Both what path names and the folder that it lies in, since a file is put in place by renaming. */
gboolean
msp_verify_is_input (MspCase *source, const char *path)
{
  g_auto (GStrv) roots = msp_roots_dup (source, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  return roots != NULL && (is_inside (path, (const char *const *) roots) || is_inside (folder, (const char *const *) roots));
}

static void
verify_input (const MspLedgerRow *row, const char *path, MspManifest *manifest, MspVerifyFunc func, gpointer user_data,
              MspVerifyCounts *counts)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = NULL;

  msp_manifest_add (manifest, path);
  sha256 = msp_manifest_take (manifest, path, &error);
  if (sha256 == NULL)
    {
      counts->missing++;
      func (row->locator, error->message, user_data);
    }
  else if (strcmp (sha256, row->sha256) != 0)
    {
      counts->changed++;
      func (row->locator, NULL, user_data);
    }
  else
    counts->unchanged++;
}

gboolean
msp_verify_inputs (MspCase *source, MspVerifyFunc func, gpointer user_data, MspVerifyCounts *out_counts, GError **error)
{
  g_auto (GStrv) roots = msp_roots_dup (source, error);
  g_autoptr (MspQuery) query = roots != NULL ? msp_query_new (source, MSP_VIEW_LEDGER, NULL, error) : NULL;
  g_autoptr (MspManifest) manifest = msp_manifest_new ();
  MspVerifyCounts counts = { 0 };
  MspLedgerRow row;
  gboolean end = FALSE;

  while (query != NULL && msp_query_next_ledger (query, &row, &end, error) && !end)
    {
      g_autofree char *path = row.is_input && row.sha256 != NULL ? msp_verify_dup_path ((const char *const *) roots, row.locator) : NULL;

      if (path != NULL)
        verify_input (&row, path, manifest, func, user_data, &counts);
      else if (row.is_input)
        counts.unhashed++;
    }
  *out_counts = counts;
  return end;
}
