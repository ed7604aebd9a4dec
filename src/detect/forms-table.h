/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The official forms: what identifies each, as printed on it (section 3.1 of the specification). */

#include <glib.h>

#define MSP_FORM_TITLES 28
#define MSP_FORM_NUMBERS 5
#define MSP_FORM_EDITIONS 4
#define MSP_FORM_ANCHORS 14

typedef struct {
  const char *id;                           /* of the rule */
  guint       sensitivity;                  /* when completed */
  guint       least_titles;                 /* that many of titles make the title; 1 but for forms known by their headings */
  gboolean    fields;                       /* anchors are labels of fields */
  const char *titles[MSP_FORM_TITLES + 1], *numbers[MSP_FORM_NUMBERS + 1], *editions[MSP_FORM_EDITIONS + 1];
  const char *anchors[MSP_FORM_ANCHORS + 1];
} MspFormInfo;

/* A blank in a phrase stands for any white space; letters match in both cases. Ended by a row without id. */
const MspFormInfo *msp_forms_get_table (void);
