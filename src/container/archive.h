/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Archives and compressed files: what is inside goes round again. */

#include "container/reader.h"

extern const MspReaderType msp_archive_reader;
