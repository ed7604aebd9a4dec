/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Messages in an XML file of an .olm archive, as Outlook for Mac exports them. */

#include "container/reader.h"

extern const MspReaderType msp_olm_reader;
