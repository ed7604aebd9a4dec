/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Validators: what a value must satisfy beyond its shape. Pure functions, no state, no allocation; each names its standard. */

#include <glib.h>

#include "base/span.h"

typedef struct {
  gboolean    valid;
  const char *why;          /* static: "Luhn check digit", "area 666 never assigned" */
  gboolean    test;         /* a published test or specimen value */
  int         none;         /* replaces the rule's confidence without context, if > 0 */
  int         label;        /* replaces the rule's confidence with a label, if > 0 */
  int         adjust;       /* added to the confidence */
  int         sensitivity;  /* replaces the rule's sensitivity, if > 0 */
  gboolean    guarded;      /* nobody can use it without a second secret: an encrypted key */
  gboolean    label_only;   /* this form of the value is believed behind a label only */
} MspVerdict;

/* Fills out_verdict, which comes zeroed. value is the matched text after normalisation, separators still in it. */
typedef void (*MspValidate) (MspSpan value, MspVerdict *out_verdict);

/* Appends what a valid value says of itself without being used: an account, a day of expiry. */
typedef void (*MspExplain) (MspSpan value, GString *out);

typedef struct {
  const char *name;         /* as in a rule's validator= */
  MspValidate validate;
  const char *summary;
  MspExplain  explain;      /* or NULL */
} MspValidator;

/* NULL if there is none of this name. */
const MspValidator *msp_validators_find (const char *name);

/* All, ended by a row without name. */
const MspValidator *msp_validators_get_table (void);

typedef struct {
  guint    year, month, day;
  gboolean short_year;      /* two digits were given: year is 2000 and more, though it may be 1900 and more */
} MspBirthDate;

/* Reads a date in any usual order, numbers or words of English, French, Spanish and German; of two readings of day and month the
   European one. FALSE if the calendar has no such day. */
gboolean msp_birth_date_read (MspSpan value, MspBirthDate *out_date);
