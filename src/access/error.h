/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What a person asked of access cannot be had. */
#define MSP_ACCESS_ERROR (msp_access_error_quark ())
typedef enum {
  MSP_ACCESS_ERROR_OPTION,     /* a rule, a map or a time that is none: wrong use */
} MspAccessError;
GQuark msp_access_error_quark (void);
