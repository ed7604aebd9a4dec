/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One place that holds something sensitive, as it is stored: masked, keyed, with the reasons for its confidence. */

#include <glib.h>

#include "base/keyed-hash.h"

typedef enum {
  MSP_CATEGORY_GOVID,
  MSP_CATEGORY_FIN,
  MSP_CATEGORY_TAX,
  MSP_CATEGORY_HEALTH,
  MSP_CATEGORY_CLEARANCE,
  MSP_CATEGORY_PERSONNEL,
  MSP_CATEGORY_CRED,
  MSP_CATEGORY_CLASSMARK,
  MSP_CATEGORY_CUI,
  MSP_CATEGORY_ACQ,
  MSP_CATEGORY_EXPORT,
  MSP_CATEGORY_CONTACT,
  MSP_CATEGORY_TRAVEL,
  MSP_CATEGORY_FAMILY,
  MSP_CATEGORY_SPECIAL,
  MSP_CATEGORY_LEGAL,
  MSP_N_CATEGORIES
} MspCategory;

/* Confidence bands: high >= 85, medium 65-84, low 40-64; below 40 a finding is counted as suppressed only. */
typedef enum { MSP_BAND_SUPPRESSED, MSP_BAND_LOW, MSP_BAND_MEDIUM, MSP_BAND_HIGH, MSP_N_BANDS } MspBand;

typedef enum {
  MSP_FINDING_QUOTED     = 1 << 0,   /* in quoted history */
  MSP_FINDING_TEST       = 1 << 1,   /* a published test value or labelled as a sample */
  MSP_FINDING_HIDDEN     = 1 << 2,   /* in text that is not shown */
  MSP_FINDING_SIGNATURE  = 1 << 3,   /* in the sender's own signature block */
  MSP_FINDING_FORM       = 1 << 4,   /* a form (detectors form_*) */
  MSP_FINDING_PUBLIC     = 1 << 5,   /* a public identifier: EIN, UEI, CAGE, NPI, PIID, BIC */
  MSP_FINDING_FOOTER     = 1 << 6,   /* boilerplate */
  MSP_FINDING_MINOR      = 1 << 7,   /* belongs to a person under 18 */
  MSP_FINDING_PROTECTED  = 1 << 8,   /* an encrypted key, a blank form's field and the like */
  MSP_FINDING_STANDS_ALONE = 1 << 9, /* names its owner: MRZ, certificate name, completed form */
  MSP_FINDING_MARKED_SET = 1 << 10,  /* a marked set; its floor is told by sensitivity: 95 and above, 90 and above, below */
  MSP_FINDING_TERM       = 1 << 11,  /* a word that speaks of its subject: how many there are is in the confidence */
  MSP_FINDING_PARAGRAPH  = 1 << 12,  /* paragraph is set: boilerplate, should the same one come again and again */
  MSP_FINDING_RECURRING  = 1 << 13,  /* set when the case is whole: it does */
  MSP_FINDING_STRONG     = 1 << 14,  /* a number that a state or insurer gives to one person */
  MSP_FINDING_BIRTH      = 1 << 15,  /* a birth date */
  MSP_FINDING_OF_SENDER  = 1 << 16,  /* its person has the sender's name */
  MSP_FINDING_OF_RECIPIENT = 1 << 17,/* … a recipient's */
  MSP_FINDING_OF_OTHER   = 1 << 18,  /* its person is named as a relative or reference of another */
} MspFindingFlags;

/* How sure it is whose the value is; sets identifiability in the score. */
typedef enum { MSP_LINK_NONE, MSP_LINK_ACCOUNT, MSP_LINK_PERSON } MspLink;

typedef struct {
  const char  *section;      /* of the part ("2.1"), or a header field's lower-case name ("subject") */
  guint32      start, end;   /* bytes of the part's text */
  const char  *detector;     /* "us_ssn" */
  MspCategory  category;
  guint8       sensitivity;  /* S, 0-100 */
  guint8       confidence;   /* 0-100 */
  MspBand      band;
  guint32      flags;        /* MspFindingFlags */
  const char  *masked;       /* for people; never the value */
  guint8       value_key[MSP_VALUE_KEY_LEN];
  const char  *label;        /* the context word or column header that names it, or NULL */
  const char  *reasons;      /* joined by "; ": rule, validator, context with distance, guards, population, overlap … */
  guint32      occurrences;  /* of this value at this place: 1, more for aggregated contact data */
  guint32      distinct;     /* values aggregated here, 1 normally */
  guint8       paragraph[MSP_VALUE_KEY_LEN];    /* keyed hash of the paragraph around words of law and handling, or zero */
  MspLink      link;
  guint8       person_key[MSP_VALUE_KEY_LEN];   /* keyed hash of the name or strong identifier; zero without a person */
  const char  *person;       /* the person's name, masked, or NULL */
  guint8       name_key[MSP_VALUE_KEY_LEN];     /* keyed hash of the name, zero without one; of contact data too */
  guint8       link_confidence;                 /* of name and value belonging together, in percent; 0 without a name */
} MspFinding;

/* "govid" …, and the name for people (translatable). Static. FALSE for a name that is none. */
const char *msp_category_get_name  (MspCategory category);
const char *msp_category_get_title (MspCategory category);
gboolean    msp_category_from_name (const char *name, MspCategory *out_category);

/* FALSE for categories about an organisation or the state, where no person need be linked (cred, classmark, cui, acq, export,
   legal). */
gboolean    msp_category_is_personal (MspCategory category);

/* Whether person_key names anybody. */
gboolean    msp_finding_has_person (const MspFinding *finding);

/* Whether a key of a value, person or name is there: zero stands for none. */
gboolean    msp_value_key_is_set (const guint8 key[MSP_VALUE_KEY_LEN]);

/* For hash tables keyed by value_key or person_key, which are evenly spread already. */
guint       msp_value_key_hash  (gconstpointer key);
gboolean    msp_value_key_equal (gconstpointer left, gconstpointer right);

/* The band of a confidence from 0 to 100, and its name: "high" …, static. FALSE for a name that is none. */
MspBand     msp_band_from_confidence (guint confidence);
const char *msp_band_get_name        (MspBand band);
gboolean    msp_band_from_name       (const char *name, MspBand *out_band);
