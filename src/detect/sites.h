/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The next ASCII digit or '@' of a text. */

#include <glib.h>

/* Offset of the first site at or behind from; len if there is none. */
gsize msp_sites_next        (const char *data, gsize len, gsize from);

/* The same without SIMD: its twin, to be tested against. */
gsize msp_sites_next_scalar (const char *data, gsize len, gsize from);
