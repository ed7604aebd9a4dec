/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What one message has shown so far: who takes part, which values and persons were met, what is to be reported. */

#include "detect/participants.h"
#include "detect/patterns.h"
#include "detect/roles.h"
#include "detect/scan.h"

typedef struct {
  MspFinding finding;
  guint32    rule;
  guint32    unit;         /* number of the text, in the order of scanning */
  gint32     birth;        /* 20140312 if the finding is a birth date, or 0 */
  int        penalty;      /* taken off for bulk mail and the like, to be taken off again from a confidence by number of values */
  gboolean   in_row;       /* in a cell of a table */
} MspRecord;

typedef struct {
  const MspPatterns *patterns;
  MspKeyedHash      *hash;
  guint              max_findings;
  MspDetectMessage   mail;            /* borrowed */
  GStringChunk      *strings;
  MspParticipants    participants;
  MspRoles           roles;
  GHashTable        *names;           /* key of each person's name -> the name as it was spelled; NULL unless asked for */
  GHashTable        *alternatives;    /* value in a group of alternatives -> number of the unit that showed it first */
  GHashTable        *values;          /* distinct values by rule */
  guint             *n_values;        /* by rule */
  GArray            *records;         /* MspRecord */
  GArray            *aggregates;      /* of the unit being read: values that make one finding of all of their kind */
  GHashTable        *aggregated;      /* those values */
  GArray            *candidates;      /* MspCandidate, of the unit being read: what the scanners in C found; NULL before the first */
  const char        *locked;          /* section of an encrypted attachment, or NULL */
  MspLexiconSet      lexicons;
  GString           *texts;           /* of the message, while they are short */
  gboolean           long_texts;      /* they are not */
  guint              unit;            /* number of the unit being read, from 1 */
  guint              listed;          /* people in lists of people */
  guint              suppressed, dropped;
} MspMessage;

void     msp_message_init  (MspMessage *self, const MspPatterns *patterns, const guint8 key[MSP_KEY_LEN], guint max_findings);
void     msp_message_begin (MspMessage *self, const MspDetectMessage *mail);
void     msp_message_clear (MspMessage *self);

/* Takes over what was found in one text, resolved and without overlaps. */
void     msp_message_add   (MspMessage *self, MspScan *scan);

/* For scanners in C: the flags of a place of the source; TRUE if no other form of the same unit has shown the value, which is
   counted; takes a finding whose strings are owned by self's strings or static. */
guint32  msp_message_get_flags (const MspScan *scan, const MspRule *rule, gsize at);
gboolean msp_message_is_new (MspMessage *self, const MspScan *scan, const MspRule *rule, const MspFinding *finding);
/* The part of this section is an attachment that nobody opens without a password. */
void     msp_message_note_locked (MspMessage *self, const char *section);
void     msp_message_take  (MspMessage *self, const MspScan *scan, const MspRule *rule, MspFinding *finding, int penalty);

/* Conditions on the whole message, then the findings (MspFinding) to report. */
void     msp_message_finish (MspMessage *self, GArray *out_findings, MspDetectResult *out_result);
