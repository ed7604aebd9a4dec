/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/span.h"
#include "model/text.h"

/* Appends one line "name: value" with its marks, control characters and line ends of the value as spaces. Nothing if value is
   empty. */
void msp_field_append       (MspText *text, MspSpan name, MspSpan value);

/* The name of a field of a form that is not filled in, on a line of its own. Nothing if name is empty. */
void msp_field_append_empty (MspText *text, MspSpan name);
