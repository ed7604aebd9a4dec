/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The surroundings of a finding, fit to be shown: other findings masked, every other digit hidden; or raw, where a person asked for it. */

#include "model/finding.h"

/* Up to 40 characters on each side of findings[which] in text (its section's), on one line; caller owns. all are the n findings
   of the message. For marked (classmark) findings nothing but the marking itself is quoted. */
char *msp_excerpt_dup (const char *text, gsize len, const MspFinding *findings, gsize n, gsize which);

/* The same with values as they are, but those of secrets, which are never revealed. */
char *msp_excerpt_dup_raw (const char *text, gsize len, const MspFinding *findings, gsize n, gsize which);

/* Whether a finding's value may be shown at all: secrets and marked text never are. */
gboolean msp_excerpt_may_reveal (const MspFinding *finding);

/* Whether one of the n findings of a message is a marking: then nothing of the message may be shown raw. */
gboolean msp_excerpt_is_marked (const MspFinding *findings, gsize n);
