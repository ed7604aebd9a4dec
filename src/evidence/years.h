/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The years of a log that does not write them, from the order of its lines: a step back by half a year is a new year. Lines may
   be a little out of order, also over new year's. */

#include <glib.h>

typedef struct {
  guint    last_day;    /* of the year, 31 days to each month; 0 before the first line */
  gint     steps;       /* years since the first line */
  gboolean has_year;
  gint     first_year;  /* of the first line */
} MspYears;

void     msp_years_init      (MspYears *self);

/* For each line in order: its month and day, from 1. */
void     msp_years_step      (MspYears *self, guint month, guint day);

/* The line of the last step is of this year, by its own word or that of the options. */
void     msp_years_set       (MspYears *self, gint year);

/* Begins again at the first line, keeping what is known of its year. */
void     msp_years_rewind    (MspYears *self);

/* The year of the line of the last step; 0 if none is known. */
guint    msp_years_get       (const MspYears *self);
