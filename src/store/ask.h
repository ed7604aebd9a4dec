/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A question of the user's own in SQL, on the tables and views of docs/case-file.md. It can read the case and nothing else: no other
   file, no change, no extension. */

#include <glib.h>

#include "store/case.h"

typedef enum { MSP_ANSWER_NULL, MSP_ANSWER_NUMBER, MSP_ANSWER_TEXT } MspAnswerType;

typedef struct {
  MspAnswerType type;
  const char   *text;     /* of numbers too; blobs in hexadecimal. Valid UTF-8, until the next row */
} MspAnswerField;

/* names of the columns come first, with fields NULL, then each row. FALSE with error to stop. */
typedef gboolean (*MspAnswerFunc) (guint n, const char *const *names, const MspAnswerField *fields, gpointer user_data, GError **error);

/* Runs the one statement in sql. MSP_STORE_ERROR_SQL says what is wrong with it; other errors are func's. */
gboolean msp_case_ask (MspCase *self, const char *sql, MspAnswerFunc func, gpointer user_data, GError **error);
