/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/years.h"

#define DAYS_OF_MONTH 31

/* Days by which a log may seem to go back, as logs do that were put together in the wrong order, and by which it must seem to go
   forward to be behind its time: 31 December among lines of January. */
#define NEW_YEAR (6 * DAYS_OF_MONTH)
#define OLD_YEAR (10 * DAYS_OF_MONTH)

void
msp_years_init (MspYears *self)
{
  *self = (MspYears) { 0 };
}

void
msp_years_step (MspYears *self, guint month, guint day)
{
  guint now = (month - 1) * DAYS_OF_MONTH + day;

  if (self->last_day > 0 && now + NEW_YEAR < self->last_day)
    self->steps++;
  else if (self->last_day > 0 && now > self->last_day + OLD_YEAR)
    self->steps--;
  self->last_day = now;
}

void
msp_years_set (MspYears *self, gint year)
{
  self->first_year = year - self->steps;
  self->has_year = TRUE;
}

void
msp_years_rewind (MspYears *self)
{
  self->steps = 0;
  self->last_day = 0;
}

guint
msp_years_get (const MspYears *self)
{
  return self->has_year ? (guint) MAX (self->first_year + self->steps, 0) : 0;
}
