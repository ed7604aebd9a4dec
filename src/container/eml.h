/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One message in a file of its own (RFC 5322), as saved by mail programs and in Maildir and MH. */

#include "container/reader.h"

extern const MspReaderType msp_eml_reader;
