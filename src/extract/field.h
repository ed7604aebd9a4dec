/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/span.h"
#include "model/text.h"

/* Appends one line "name: value" with its marks, control characters and line ends of the value as spaces. Nothing if value is
   empty. */
void msp_field_append       (MspText *text, MspSpan name, MspSpan value);

/* The name of a field of a form that is not filled in, on a line of its own. Nothing if name is empty. */
void msp_field_append_empty (MspText *text, MspSpan name);

/* The names of the groups (objects, elements) that the fields being read stand in, and the last values of the innermost. */
typedef struct {
  GString *names;          /* of all groups, a blank behind each */
  GArray  *lengths;        /* gsize: names before each group was opened */
  char     digits[16];
  guint    n_parts;
} MspFieldGroups;

void msp_field_groups_init  (MspFieldGroups *self);
void msp_field_groups_clear (MspFieldGroups *self);
void msp_field_groups_open  (MspFieldGroups *self, MspSpan name);
void msp_field_groups_close (MspFieldGroups *self);

/* To be told of each value in turn. A social security number cut into its three parts (323, 93, 9103) below a group or field that
   says so is also appended whole, as a field "SSN". */
void msp_field_groups_take  (MspFieldGroups *self, MspText *text, MspSpan name, MspSpan value);

/* What names the value of this name: the name itself or, if that says nothing ("value"), the innermost group that does. Borrowed
   until a group is opened. */
MspSpan msp_field_groups_find_label (const MspFieldGroups *self, MspSpan name);

/* The same for "Applicant[0].SSN[0].part1[0]": "SSN"; the last name if none of them says anything. */
MspSpan msp_field_path_find_label   (MspSpan path);
