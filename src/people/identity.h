/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A name for each person that a second scan of the same mail, with the same key, gives again. */

#include <glib.h>

#include "people/evidence.h"

#define MSP_PERSON_ID_LEN 17   /* "P", 16 hexadecimal digits */

/* One id a person, by lowest mention (see MspResolution.person), owned by the table: "P" and a hash of the person's number; of the name
   and birth date where there is no number; else of the name and the first message. Two persons never have the same. */
GHashTable *msp_identity_new (const MspEvidence *evidence, const guint32 *person);
