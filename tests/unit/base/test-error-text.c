/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/error-text.h"

#include <criterion/criterion.h>
#include <errno.h>

Test (error_text, is_what_posix_programs_say_in_english)
{
  cr_expect_str_eq (msp_error_text (ENOENT), "No such file or directory");
  cr_expect_str_eq (msp_error_text (EIO), "Input/output error");
}
