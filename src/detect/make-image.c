/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Prints the image of the built-in rules (image.h) as C. Run by make. */

#include <stdio.h>
#include <stdlib.h>

#include "detect/patterns.h"

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspRules) rules = msp_rules_load (NULL, &error);
  g_autoptr (MspPatterns) patterns = rules != NULL ? msp_patterns_new (rules, NULL, &error) : NULL;
  MspImageWriter out;

  if (patterns == NULL || msp_matcher_get_n_rest (patterns->matcher) > 0)
    {
      fprintf (stderr, "make-image: %s\n", error != NULL ? error->message : "a head of a built-in rule is left to Vectorscan");
      return EXIT_FAILURE;
    }
  msp_image_writer_init (&out);
  msp_patterns_put (patterns, &out);
  g_autofree char *text = msp_image_writer_print (&out);

  msp_image_writer_clear (&out);
  return fputs (text, stdout) != EOF && fflush (stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
