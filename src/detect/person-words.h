/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Word lists that tell names from other capitalised words. Words are upper case and without accents. */

#include <glib.h>

gboolean msp_person_is_given_name (const char *word);
gboolean msp_person_is_title      (const char *word);
gboolean msp_person_is_stop_word  (const char *word);
gboolean msp_person_is_particle   (const char *word);
