/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "model/text.h"

/* Marks quoted history and signatures in a text whose lines are final: runs of ">" lines with the line that announces them, and
   everything below an "Original Message" line or a block of From, Sent, To, Subject in one of seven languages. attributions: an
   announcing line that no ">" follows begins history as well, as some programs write it. */
void msp_quoted_mark (MspText *text, gboolean attributions);
