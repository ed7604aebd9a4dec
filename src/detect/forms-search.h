/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The words that a text is searched for forms by: every form's title has one of them. */

#include <glib.h>

/* A title that has a word, by the rows of the table of forms. */
typedef struct {
  guint8 form, title;
  guint8 inside;        /* where in the title the word begins */
} MspFormTitle;

guint               msp_forms_get_n_words (void);
const char         *msp_forms_get_word    (guint index);

/* The titles that have the word, *out_n of them. */
const MspFormTitle *msp_forms_get_titles  (guint word, guint *out_n);
