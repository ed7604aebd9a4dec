/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Looks into CMS (RFC 5652) as S/MIME uses it (RFC 8551). No cryptography: only what stands in clear. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_CMS_NONE,         /* not CMS */
  MSP_CMS_SIGNED,
  MSP_CMS_ENVELOPED,    /* encrypted, authenticated or not */
  MSP_CMS_COMPRESSED,
  MSP_CMS_OTHER,
} MspCmsKind;

/* The kind of ber (BER or DER); the content of signed data is appended to content. */
MspCmsKind msp_cms_read (MspSpan ber, GByteArray *content);
