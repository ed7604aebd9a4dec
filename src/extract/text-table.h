/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "model/text.h"

/* Marks tables in a text whose lines are final: three rows or more, or one below a row of names, set apart by tabs, by "|" or by aligned columns. */
void msp_text_table_mark (MspText *text);
