/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Outlook's mail stores (.pst, .ost), read as an archive of messages: "Folder/Sub/2097188.eml". */

#include "container/reader.h"

extern const MspReaderType msp_pst_reader;
