/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Parts of the URLs in logs of requests. */

#include "evidence/log.h"

/* Path and query, still encoded, of what a request asks for: a path or a whole URL. FALSE if it is neither. */
gboolean    msp_url_split         (MspSpan target, MspSpan *out_path, MspSpan *out_query);

/* Without percent encoding (RFC 3986, 2.1), as valid UTF-8 without NUL; with pluses as blanks if is_query. Borrowed until the next
   line. */
const char *msp_url_keep_decoded  (MspLog *log, MspSpan text, gboolean is_query);

/* The value, still encoded, of the first parameter of that name. FALSE if there is none. */
gboolean    msp_url_get_parameter (MspSpan query, const char *name, MspSpan *out_value);
