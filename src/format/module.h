/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Opens the parts of the program that bring large foreign libraries when they are first needed, so that nobody else waits for the
   dynamic linker. Each is a shared object 'mailspill-NAME.so' with one symbol, a table of functions. */

#include <glib.h>

/* The symbol, and what its table begins with. */
#define MSP_MODULE_SYMBOL msp_module_table
#define MSP_MODULE_SYMBOL_NAME "msp_module_table"

typedef struct {
  const char *build;   /* MSP_MODULE_BUILD of the module: one of another build is not used */
} MspModuleHead;

#define MSP_MODULE_BUILD PACKAGE_VERSION " 2"

/* Where the modules lie: beside the running program in its build folder, else where 'make install' puts them, also if all that it
   installed was moved. Found once; to be
   asked for before the process is confined. */
const char *msp_module_get_folder (void);

/* Tests and harnesses lie elsewhere than the program. */
void        msp_module_set_folder (const char *folder);

gboolean    msp_module_is_installed (const char *name);

/* The table of the module, which stays for the life of the process; NULL if it is missing, of another build, or cannot be opened, such
   as for want of a library. Asks once for each name. */
gconstpointer msp_module_open (const char *name);

/* Name of the module that was the i-th to be asked for in vain, or NULL; and why one cannot be opened, in the words of the dynamic linker:
   for people. NULL if it can, or was not asked for. */
const char *msp_module_get_missing (guint i);
const char *msp_module_get_failure (const char *name);

/* Those are tried anew: a process that was forked says itself what it needs. */
void        msp_module_forget_missing (void);
