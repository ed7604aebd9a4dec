/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The ".meta" beside each item of a Zimbra export (tgz or zip): folder, flags, tags and date of the item. */

#include "export/reader.h"

extern const MspExportReader msp_zimbra_reader;
