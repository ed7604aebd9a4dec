/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Images of discs (ISO 9660) that would be read for ever. */

#include <glib.h>

#define MSP_ISO_SECTOR 2048

/* Of the bytes that stand at position of the image: makes void each continuation entry (SUSP 1.12, 5.1) that goes back to itself or
   to what stands before it in its sector, which no writer makes and libarchive follows until memory is out. Nothing else changes;
   entries do not cross the ends of sectors. */
void msp_iso_guard (guint8 *bytes, gsize len, guint64 position);
