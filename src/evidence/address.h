/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Network addresses as logs write them, to one plain form. */

#include <glib.h>

#include "base/span.h"

/* Room for any plain address with its NUL. */
#define MSP_ADDRESS_SIZE 46

/* Writes the IPv4 or IPv6 (RFC 5952) address that text holds, without port, brackets, zone and blanks around; IPv4-mapped and
   -compatible IPv6 as IPv4. "" and FALSE if text is none: a name, a private marker, more than an address. */
gboolean msp_address_normalise (MspSpan text, char out_address[MSP_ADDRESS_SIZE]);
