/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Social security numbers that a form keeps in boxes, so that no pattern sees them whole. */

#include "detect/scan.h"

/* Appends an MspCandidate for each number in boxes behind a word that names it, unless the patterns have found it near by. */
void msp_boxes_scan (const MspScan *scan, GArray *candidates);
