/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Who is affected: one row a person, and how many there are at least and at most. Nothing in it is a raw value. */

#include <glib.h>

#include "people/reach.h"
#include "people/residence.h"
#include "people/resolution.h"
#include "people/standing.h"
#include "people/triggers.h"

typedef enum {
  MSP_ROLE_SUBJECT,        /* whose data it is */
  MSP_ROLE_THIRD_PARTY,    /* named in somebody else's data: a relative, a reference */
  MSP_ROLE_SENDER,         /* nothing but contact data, and writes */
  MSP_ROLE_RECIPIENT,      /* … and receives */
  MSP_ROLE_DIRECTORY,      /* … and is listed */
  MSP_N_ROLES
} MspRole;

typedef enum { MSP_MINOR_NO, MSP_MINOR_YES, MSP_MINOR_UNKNOWN } MspMinor;

/* Strings hold until the next row; none is NULL. */
typedef struct {
  const char *id, *name;             /* masked name, or "" */
  guint       name_confidence;       /* percent, 0 without a name */
  const char *email, *postal;        /* masked, or "" */
  guint       postal_confidence;
  const char *residence;             /* "US-VA" (ISO 3166-2), "DE", or "" */
  MspResidenceBasis residence_basis;
  MspRole     role;
  MspMinor    minor;
  const char *triggers, *categories; /* ";"-separated */
  const char *identifiers;           /* "us_ssn:***-**-4399:97;…" */
  const char *primary;               /* value key of the best identifier in hexadecimal, or "" */
  guint       strongest, link_confidence;
  gint64      first_date, last_date; /* or MSP_DATE_UNKNOWN */
  guint64     messages, attachments, mailboxes;
  guint       max_score;
  const char *sources;               /* "id#section#byte;…", the first ten */
  const char *duplicate_of;          /* id of an earlier person of the same name, or "" */
  gboolean    conflict, reviewed;
  MspPersonAccess access;
} MspPersonRow;

typedef struct {
  guint64 lower, people, upper;      /* affected: subjects and third parties */
  guint64 by_role[MSP_N_ROLES];
  guint64 minors, conflicts, orphans;
  guint   decisions, unknown_decisions;     /* carried out; about nobody in the case */
  MspStanding standing;
} MspRosterTotals;

typedef struct _MspRoster MspRoster;

/* Reads the case and resolves; triggers are borrowed. decisions is the path of a file of them; NULL: that beside the case, so that all
   who count its people count the same. MSP_STORE_ERROR, MSP_PEOPLE_ERROR_DECISION. */
MspRoster             *msp_roster_new        (MspCase *source, const char *decisions, const MspTriggers *triggers, GError **error);

/* Rows in a fixed order: by role, then highest score, then id. FALSE behind the last. */
gboolean               msp_roster_next       (MspRoster *self, MspPersonRow *out_row);

/* Rows of the evidence that are of the person given last, by index. */
const guint32         *msp_roster_get_rows   (const MspRoster *self, guint *out_n);
void                   msp_roster_rewind     (MspRoster *self);
const MspRosterTotals *msp_roster_get_totals (const MspRoster *self);
const MspEvidence     *msp_roster_get_evidence   (const MspRoster *self);
const MspResolution   *msp_roster_get_resolution (const MspRoster *self);

/* The id of a mention's person. */
const char            *msp_roster_get_id     (const MspRoster *self, guint32 mention);
void                   msp_roster_free       (MspRoster *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspRoster, msp_roster_free)

/* As in people.csv: "subject", "third_party" … */
const char            *msp_role_get_name     (MspRole role);
