/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A structured value with parameters: Content-Type (RFC 2045, section 5.1), Content-Disposition (RFC 2183), with the
   continuations and charsets of RFC 2231. */

#include <gmime/gmime.h>

#include "mime/arena.h"

#define MSP_PARAMS_MAX 16   /* no mail needs more */

typedef struct {
  const char *head;   /* lower case: "text/plain", "attachment"; NULL: there is no such field */
  struct {
    const char *name;   /* lower case */
    const char *value;  /* decoded UTF-8 */
  } items[MSP_PARAMS_MAX];
  gsize    n_items;
  gboolean cut;       /* there was more */
} MspParams;

/* No such field. */
void        msp_params_clear              (MspParams *self);

/* Reads values of plain ASCII without comments, escapes or RFC 2231; FALSE for all others, with self cleared. */
gboolean    msp_params_parse_simple       (MspParams *self, MspArena *arena, MspSpan value, gboolean is_type);

/* Reads any value as GMime does. */
void        msp_params_parse_type         (MspParams *self, MspArena *arena, MspSpan value);
void        msp_params_parse_disposition  (MspParams *self, MspArena *arena, MspSpan value);

/* Copies what GMime's parser found. */
void        msp_params_take_type          (MspParams *self, MspArena *arena, GMimeContentType *type);
void        msp_params_take_disposition   (MspParams *self, MspArena *arena, GMimeContentDisposition *disposition);

/* The value of the parameter, or NULL. */
const char *msp_params_get                (const MspParams *self, const char *name);
