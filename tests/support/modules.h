/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/module.h"

/* A test lies two folders below the modules that it was built with. */
static inline void
use_built_modules (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  for (guint i = 0; i < 3 && program != NULL; i++)
    {
      char *parent = g_path_get_dirname (program);

      g_free (program);
      program = parent;
    }
  if (program != NULL)
    msp_module_set_folder (program);
}
