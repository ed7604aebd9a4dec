/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Writes the image of the built-in rules (image.h) as C: make-image FILE. Run by make. */

#include <stdlib.h>

#include "detect/patterns.h"

static char *
print_image (const MspPatterns *patterns)
{
  MspImageWriter out;

  msp_image_writer_init (&out);
  msp_patterns_put (patterns, &out);
  char *text = msp_image_writer_print (&out);

  msp_image_writer_clear (&out);
  return text;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspRules) rules = msp_rules_load (NULL, &error);
  g_autoptr (MspPatterns) patterns = rules != NULL ? msp_patterns_new (rules, NULL, &error) : NULL;

  if (patterns == NULL)
    g_error ("%s", error->message);
  if (msp_matcher_get_n_rest (patterns->matcher) > 0)
    g_error ("the head of a built-in rule is left to Vectorscan, which has no place in the image");
  g_autofree char *text = print_image (patterns);

  if (argc != 2 || !g_file_set_contents (argv[1], text, -1, &error))
    g_error ("%s", error != NULL ? error->message : "make-image FILE");
  return EXIT_SUCCESS;
}
