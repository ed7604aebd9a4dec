/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/ocr.h"

/* Gives out the QR codes and bar codes of a grey picture. */
void msp_ocr_read_codes (const guchar *pixels, guint width, guint height, MspOcrFunc func, gpointer data);
