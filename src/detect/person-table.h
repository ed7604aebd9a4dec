/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The person of a table's row or of a form's fields. */

#include "detect/person.h"

typedef struct {
  MspSpan full, family, given;   /* full, or both others; empty: none */
} MspNameParts;

gboolean msp_person_is_in_row      (const MspText *text, gsize offset);

/* The name in the row of the cell at offset. Takes time by the row's cells, not by the table's rows. */
gboolean msp_person_find_in_row    (const MspText *text, gsize offset, MspNameParts *out_parts);

/* The name among the fields next to the one at offset. */
gboolean msp_person_find_in_fields (const MspText *text, gsize offset, MspNameParts *out_parts);
