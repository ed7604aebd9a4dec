/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Lists of hashes, as Google Vault and "md5sum" write them: one file a line, its MD5 or SHA-256 before or behind its name. */

#include "export/reader.h"

extern const MspExportReader msp_checksums_reader;
