/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whether a banner of Shodan shows that anybody could read mail: a port that is seen is not mail that can be read, so each service
   has a test of its own, and what no test decides is unknown. */

#include "evidence/event.h"
#include "evidence/json-tree.h"

/* *out_reason: in English, static. */
MspOpen msp_shodan_open_judge (const MspJsonTree *tree, MspNode banner, const char **out_reason);
