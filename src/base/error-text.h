/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The system's words for its errors, for what is stored. */

/* What errno code means, in English whatever the locale: "No such file or directory". Borrowed until the thread's next call. */
const char *msp_error_text (int code);
