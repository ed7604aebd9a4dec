/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* make-sample-case CASE [KEY-FILE]: writes the invented case of sample-case.h for test scripts. */

#include "support/sample-case.h"

int
main (int argc, char **argv)
{
  if (argc < 2)
    return 2;
  msp_case_free (sample_case_new (argv[1], argc > 2 ? argv[2] : NULL));
  return 0;
}
