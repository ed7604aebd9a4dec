/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Apple Mail's files: the length of the message in decimal, the message, a property list with its flags. The attachments of
   "N.partial.emlx" lie in files of their own. */

#include "container/reader.h"

extern const MspReaderType msp_emlx_reader;
