/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* make-sample-case CASE [KEY-FILE]: writes the invented case of sample-case.h for test scripts. make-sample-case --accessed CASE: that of
   accessed-case.h. */

#include "support/accessed-case.h"
#include "support/sample-case.h"

int
main (int argc, char **argv)
{
  if (argc < 2)
    return 2;
  if (g_str_equal (argv[1], "--accessed") && argc > 2)
    msp_case_free (accessed_case_new (argv[2]));
  else
    msp_case_free (sample_case_new (argv[1], argc > 2 ? argv[2] : NULL));
  return 0;
}
