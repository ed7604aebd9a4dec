/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Word lists that tell names from other capitalised words. Words are upper case and without accents. */

#include <glib.h>

typedef enum {
  MSP_PERSON_GIVEN_NAME = 1 << 0,
  MSP_PERSON_TITLE      = 1 << 1,
  MSP_PERSON_STOP_WORD  = 1 << 2,
  MSP_PERSON_PARTICLE   = 1 << 3,
} MspPersonWord;

/* All lists that hold word; 0 for most words. */
MspPersonWord msp_person_get_lists (const char *word);

gboolean msp_person_is_given_name (const char *word);
gboolean msp_person_is_title      (const char *word);
gboolean msp_person_is_stop_word  (const char *word);
gboolean msp_person_is_particle   (const char *word);
