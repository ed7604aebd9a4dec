/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Document properties of OLE files ([MS-OLEPS]): the streams "\005SummaryInformation" and "\005DocumentSummaryInformation". */

#include <glib.h>

#include "base/span.h"

/* name is static or of the file; both are UTF-8. */
typedef void (*MspMsPropertyFunc) (gpointer data, const char *name, MspSpan value);

/* Calls func for each property that tells something: title, author, company, custom ones. is_document: of the second stream. */
void msp_ms_properties_read (MspSpan stream, gboolean is_document, MspMsPropertyFunc func, gpointer data);
