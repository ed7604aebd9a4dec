/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The client behind proxies, of a header X-Forwarded-For. */

#include "base/span.h"
#include "evidence/address.h"

/* Whether address, which is plain, is of a network that no client comes from over the Internet: private, loopback, link-local or
   carrier-grade NAT (RFC 1918, 6598, 3927, 4193, 4291). */
gboolean msp_forwarded_is_private (const char *address);

/* If address, of a connection, is private: replaces it by the last address of list that is not. What stands before that one could
   have been written by the client. */
void     msp_forwarded_apply      (char address[MSP_ADDRESS_SIZE], MspSpan list);
