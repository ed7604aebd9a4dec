/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Hashes of messages, made from their bytes read again: what is asked for, what comes of it, and who answers. docs/access.md says which
   bytes these are. */

#include <glib.h>

typedef enum {
  MSP_DIGEST_SHA256            = 1 << 0,   /* of the message as it is stored */
  MSP_DIGEST_SHA1              = 1 << 1,   /* the same */
  MSP_DIGEST_SHA1_CRLF         = 1 << 2,   /* of it with CR LF at the end of each line, as IMAP servers keep it */
  MSP_DIGEST_ATTACHMENT_SHA256 = 1 << 3,   /* of each decoded attachment, in their order */
} MspDigestKind;

#define MSP_DIGEST_ALL ((1 << 4) - 1)

/* What is told of each locator, by its index: any number of digests, then done; or missed, and digests told before it do not hold. Strings
   hold for the call. */
typedef struct {
  void   (*digest) (gpointer data, gsize locator, MspDigestKind kind, const char *hex);   /* lower case */
  void   (*done)   (gpointer data, gsize locator);                                        /* NULL: not asked for */
  void   (*missed) (gpointer data, gsize locator, const char *reason);
  gpointer data;
} MspDigestVisitor;

typedef struct {
  const char *const *locators;
  const guint64     *sizes;        /* of each message in its source, as the case has it: a source that changed is missed; or NULL */
  gsize              n;
  guint              kinds;        /* MspDigestKind */
} MspDigestRequest;

/* Answers request; each source is opened once. What cannot be read is told to visitor; FALSE only if nothing can be asked any more. */
typedef gboolean (*MspDigestSource) (gpointer source, const MspDigestRequest *request, const MspDigestVisitor *visitor, GError **error);
