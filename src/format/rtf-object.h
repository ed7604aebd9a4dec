/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A file or picture inside RTF. */

#include "format/rtf.h"

/* Copies what it needs of bytes. is_wrapped: they are an object with its header, not a picture. */
MspRtfObject *msp_rtf_object_new  (MspSpan bytes, gboolean is_wrapped);

/* For a GPtrArray. */
void          msp_rtf_object_free (gpointer object);
