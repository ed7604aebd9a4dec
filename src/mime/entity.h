/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the header fields of a MIME entity say about its body (RFC 2045), whichever engine read them. */

#include "mime/field.h"
#include "mime/mail.h"
#include "mime/params.h"

typedef struct {
  MspParams   type, disposition;
  const char *encoding;    /* lower case and trimmed, or NULL */
  const char *location;    /* Content-Location, or NULL */
  gboolean    plain_type;  /* Content-Type was read without GMime */
  gboolean    repeated;    /* Content-Type stands more than once */
  MspSpan     body;        /* still encoded */
} MspEntity;

/* From n fields; simple: plain values may be read without GMime. The body is left to the caller. */
void        msp_entity_read          (MspEntity *self, MspArena *arena, const MspField *fields, gsize n, gboolean simple);

MspEncoding msp_entity_get_encoding  (const MspEntity *self);

/* The declared type, or the default. */
const char *msp_entity_get_type      (const MspEntity *self);

/* From the disposition, the type's name or the location; NULL without one. */
const char *msp_entity_get_filename  (const MspEntity *self);

/* TRUE for message/rfc822 and the types that mean the same. */
gboolean    msp_entity_is_message    (const MspEntity *self);
gboolean    msp_entity_is_multipart  (const MspEntity *self);
