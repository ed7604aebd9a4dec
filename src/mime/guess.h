/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Multiparts whose declared boundary is missing or another than the one in use, as programs write that count badly or mistype a
   blank: their lines tell where the parts begin. */

#include "mime/entity.h"

/* The line behind "--" that a field of a part follows, if it is another than declared (which may be NULL); empty without one. */
MspSpan     msp_guess_boundary (MspSpan body, const char *declared);

/* A message that has only what entity declares, with this boundary. The caller owns it. */
GByteArray *msp_guess_rewrite  (const MspEntity *entity, MspSpan boundary);
