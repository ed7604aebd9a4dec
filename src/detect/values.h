/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Published test and sample values that no validator knows as such: reserved domains, fictitious telephone numbers. */

#include "base/span.h"

/* RFC 2606 and 6761: example.com, .org, .net, .example, .test, .invalid, .localhost. address may be a domain or have one behind
   "@". */
gboolean msp_values_is_example_domain (MspSpan address);

/* An address of such a domain, or a telephone number from NANP 555-0100 to 555-0199. */
gboolean msp_values_is_reserved       (MspSpan contact);
