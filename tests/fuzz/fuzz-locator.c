/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/locator.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
append_step (GString *out, const MspStep *step)
{
  switch (step->kind)
    {
    case MSP_STEP_FILE:    msp_locator_append_file (out, step->name); break;
    case MSP_STEP_ENTRY:   msp_locator_append_entry (out, step->name); break;
    case MSP_STEP_MESSAGE: msp_locator_append_message (out, step->offset); break;
    case MSP_STEP_SECTION: msp_locator_append_section (out, step->name); break;
    case MSP_STEP_TEXT:    msp_locator_append_text (out, step->offset); break;
    }
}

static char *
print_steps (GPtrArray *steps)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    append_step (out, g_ptr_array_index (steps, i));
  return g_string_free (out, FALSE);
}

/* What was parsed prints to a text that parses to the same text again. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GPtrArray) steps = msp_locator_parse (text, NULL);
  if (steps == NULL)
    return 0;

  g_autofree char *printed = print_steps (steps);
  g_autoptr (GPtrArray) again = msp_locator_parse (printed, NULL);
  g_assert_nonnull (again);
  g_autofree char *reprinted = print_steps (again);
  g_assert_cmpstr (printed, ==, reprinted);
  return 0;
}
