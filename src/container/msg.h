/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One message in a file of Outlook's own (.msg, .oft), given as mail. */

#include "container/reader.h"

extern const MspReaderType msp_msg_reader;
