/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Lists of people: many rows that hold a name and an address or phone (V37 of the specification), address book exports among
   them. */

#include "detect/participants.h"
#include "detect/scan.h"

/* Appends one MspCandidate of rule dir_dump, or vcard_ldif where the rows are records of fields, if scan's text lists 25 people
   or more beside participants. Returns how many it lists, else 0. */
guint msp_directory_scan (const MspScan *scan, MspParticipants *participants, GArray *candidates);
