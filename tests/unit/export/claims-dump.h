/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a reader of exports says of a file, in one text. */

#include "export/reader.h"

/* "reader-id" and a line for each claim: its kind, then "name=value" for all that is stated. NULL if no reader wants the file; caller
   owns. Every text of a claim is checked to be UTF-8 without line ends. */
char *claims_dump_dup (MspSpan bytes, const char *name);
