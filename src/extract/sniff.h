/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The parts of msp_extract_sniff. All results are static media types, NULL where the bytes are not of that family. */

#include <glib.h>

#include "base/span.h"

/* A zip file by the names of its first entries: OOXML, ODF, EPUB, JAR, APK; "application/x-zip-encrypted" when the first is
   encrypted. */
const char *msp_sniff_zip   (MspSpan head);

/* An OLE2 compound file (MS-CFB) by the names of its streams: doc, xls, ppt, msg; "application/x-ole-encrypted" for encrypted
   OOXML. */
const char *msp_sniff_ole   (MspSpan head);

/* DER of a PKCS #7 ContentInfo (RFC 5652) by its object identifier; OpenPGP packets (RFC 9580) by tag and length. */
const char *msp_sniff_crypto (MspSpan head);

/* All of them together: msp_extract_sniff for a head of which it is known whether it is plain (base/utf8.h). */
const char *msp_sniff       (MspSpan head, gboolean plain);

/* Text by its structure: HTML, XML, JSON, CSV, vCard, LDIF, mail … "text/plain" for other text, NULL when it is none. */
const char *msp_sniff_text  (MspSpan head, gboolean plain);

/* TRUE when the first bytes are text in UTF-8, UTF-16 or an 8-bit charset. */
gboolean    msp_sniff_is_text (MspSpan head);
