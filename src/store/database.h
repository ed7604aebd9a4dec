/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The one place that talks to SQLite: connections, statements prepared once, and its errors as ours. */

#include <glib.h>

#include "store/statements.h"

struct sqlite3;
struct sqlite3_stmt;

#define MSP_DATABASE_APPLICATION_ID 0x4d53504c   /* "MSPL" */
#define MSP_DATABASE_VERSION 1

typedef struct {
  struct sqlite3      *handle;
  char                *path;
  struct sqlite3_stmt *statements[MSP_N_STATEMENTS];
} MspDatabase;

/* Opens path, which must exist, and sets what every connection needs. Errors are of MSP_STORE_ERROR. */
gboolean             msp_database_open     (MspDatabase *self, const char *path, gboolean writable, GError **error);

/* FULL, IO or SQL by what SQLite said last; doing names what was tried ("write to"). Always FALSE. */
gboolean             msp_database_fail     (const MspDatabase *self, GError **error);

/* Runs the words of sql, which may be several statements without results. */
gboolean             msp_database_exec     (MspDatabase *self, const char *sql, GError **error);

/* Runs a file of the schema. */
gboolean             msp_database_exec_schema (MspDatabase *self, const char *name, GError **error);

/* The statement, prepared at its first use, reset and without bindings; owned by self. */
struct sqlite3_stmt *msp_database_get      (MspDatabase *self, MspStatement which, GError **error);

/* A statement of the caller's own, to be finalised; NULL with error. */
struct sqlite3_stmt *msp_database_prepare (MspDatabase *self, const char *sql, GError **error);

/* Runs a statement that gives no rows, and resets it. */
gboolean             msp_database_step     (MspDatabase *self, struct sqlite3_stmt *statement, GError **error);

/* One whole number that sql yields. */
gboolean             msp_database_get_number (MspDatabase *self, const char *sql, gint64 *out_number, GError **error);

/* Closes; may be called twice. */
void                 msp_database_clear    (MspDatabase *self);
