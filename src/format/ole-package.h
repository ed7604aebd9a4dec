/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Files that were put into a document by drag and drop: the object that wraps them in RTF ([MS-OLEDS] 2.2.5), and the wrapper of
   the Object Packager inside it, in the stream "\001Ole10Native" too. */

#include <glib.h>

#include "base/span.h"

/* Takes the embedded data out of an object as RTF has it. Without a header of an embedded object all of it is the data. */
MspSpan  msp_ole_package_unwrap (MspSpan object);

/* Finds the file in what the Object Packager made; out_name and out_bytes borrow from native. out_name is the label, in whatever
   8-bit charset. FALSE if it is none. */
gboolean msp_ole_package_read   (MspSpan native, MspSpan *out_name, MspSpan *out_bytes);
