/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/folder.h"

#include <string.h>

/* Folded. What Exchange, Outlook and PST files have above the folders that people see. */
static const char *const roots[] = {
  "top of information store/", "top of personal folders/", "top of outlook data file/", "root - mailbox/", "ipm_subtree/", "root/", NULL,
};

static const char *
skip_roots (const char *path)
{
  for (gsize i = 0; roots[i] != NULL; i++)
    if (g_str_has_prefix (path, roots[i]) && path[strlen (roots[i])] != '\0')
      return skip_roots (path + strlen (roots[i]));
  return path;
}

char *
msp_folder_normalise (const char *path)
{
  g_autofree char *valid = g_utf8_make_valid (path, -1);
  g_autofree char *folded = g_utf8_casefold (g_strstrip (g_strdelimit (valid, "\\", '/')), -1);
  char *start = folded;
  gsize len;

  while (*start == '/')
    start++;
  len = strlen (start);
  while (len > 0 && start[len - 1] == '/')
    start[--len] = '\0';
  return g_strdup (skip_roots (start));
}
