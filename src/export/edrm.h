/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* XML as of EDRM: the "-metadata.xml" of Google Vault, the "manifest.xml" of Purview. Documents with tags, and the files that hold
   them. Spellings vary, so names are compared by letters and digits alone. */

#include "export/reader.h"

extern const MspExportReader msp_edrm_reader;
