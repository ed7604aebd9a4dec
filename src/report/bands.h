/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Messages by category and severity, from what each message says of itself: no finding is looked at, however many there are. */

#include <glib.h>

#include "model/severity.h"
#include "store/query.h"

/* A message of several categories counts in each of them. */
typedef void (*MspBandFunc) (MspSeverity severity, const char *category, guint64 messages, gpointer user_data);

/* Calls func for each category and severity that there are, by category, the worst severity first. filter may be NULL. MSP_STORE_ERROR. */
gboolean msp_bands_each (MspCase *source, const MspFilter *filter, MspBandFunc func, gpointer user_data, GError **error);
