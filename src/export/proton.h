/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Exports of Proton Mail: "ID.metadata.json" beside each "ID.eml", with the numbers of its labels, and "labels.json" with the names of
   those that the user made. */

#include "export/reader.h"

extern const MspExportReader msp_proton_reader;
extern const MspExportReader msp_proton_labels_reader;
