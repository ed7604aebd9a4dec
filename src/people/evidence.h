/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a case says of people: each finding that may belong to somebody, grouped by message and name into mentions. A mention is one
   person seen in one message; which mentions are the same person is for people/resolution.h to say. */

#include <glib.h>

#include "store/query.h"

#define MSP_NO_MENTION G_MAXUINT32

typedef struct {
  guint32     mention;       /* or MSP_NO_MENTION: an orphan */
  guint32     message;       /* index */
  guint32     start, flags;
  const char *section, *detector, *masked;   /* owned by the evidence */
  guint8      category;      /* MspCategory */
  guint8      confidence;
  guint8      link_confidence;
  guint8      is_attached;   /* in a file that has a name */
  guint8      value_key[MSP_VALUE_KEY_LEN];
} MspEvidenceRow;

typedef struct {
  const char *id, *locator, *mailbox;
  gint64      date;          /* or MSP_DATE_UNKNOWN */
  guint       score;
} MspEvidenceMessage;

typedef struct {
  guint32     message;
  const char *person;        /* masked name, or NULL: only a strong identifier speaks of it */
  guint8      name_key[MSP_VALUE_KEY_LEN];   /* zero without a name */
  gboolean    split;         /* a name with two numbers that a person has once: there are two of that name in the message */
} MspMention;

typedef struct {
  GStringChunk *strings;
  GArray       *messages;    /* MspEvidenceMessage */
  GArray       *mentions;    /* MspMention, by locator and place */
  GArray       *rows;        /* MspEvidenceRow, in the same order */
  GHashTable   *combinations;   /* categories of a message (bit i: MspCategory i) -> how many messages have just these */
  guint64       accounts;       /* distinct secrets that stand with what they open */
} MspEvidence;

/* How many messages have a finding of one of the categories (bit i: MspCategory i). */
guint64      msp_evidence_count_messages (const MspEvidence *self, guint32 categories);

/* Reads the case; its size decides the memory: about 150 bytes a finding. MSP_STORE_ERROR. */
MspEvidence *msp_evidence_new  (MspCase *source, GError **error);
void         msp_evidence_free (MspEvidence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspEvidence, msp_evidence_free)
