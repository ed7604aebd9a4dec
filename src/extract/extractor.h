/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Decoded bytes of a part or file to text with structure. Each extractor bids on the first bytes and the declared type; the best
   bid reads. */

#include <glib.h>

#include "base/limits.h"
#include "base/span.h"
#include "model/fate.h"
#include "model/item.h"
#include "model/text.h"

typedef struct {
  MspSpan     bytes;
  gboolean    truncated;    /* the bytes stop at a limit */
  const char *type;         /* declared media type, lower case, or NULL */
  const char *charset;      /* declared, or NULL */
  const char *filename;     /* or NULL */
  gboolean    flowed, delsp;/* RFC 3676, of text/plain */
  gboolean    is_body;      /* read inline: quoted history and signatures are marked */
  const char *sniffed;      /* media type by content; set by msp_extract before the extractors bid */
  gboolean    plain;        /* nothing but printable ASCII, tabs and line ends; set by msp_extract too */
  gboolean    as_is;        /* plain, and the charset does not read it as something else; set by msp_extract */
  gboolean    taken;        /* the text holds the bytes already, which have no CR; set by msp_extract */
  GPtrArray  *items;        /* MspItem: where an extractor puts the files it finds inside; NULL if nobody asks for them */
} MspExtractInput;

typedef struct {
  MspFate     fate;
  MspReason   reason;
  const char *sniffed;      /* media type by content: "application/pdf"; static, never NULL */
  const char *detail;       /* static, or NULL */
} MspExtractResult;

typedef struct {
  const char *id;
  int       (*bid)     (const MspExtractInput *input);   /* 0 (no) to 100 (certain) */
  void      (*extract) (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result);
} MspExtractorType;

/* Fills text (emptied first, finished after) and the result. What no extractor takes is OPAQUE: unsupported, image, media,
   encrypted or no-text. */
void                    msp_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                                     MspExtractResult *out_result);

/* Media type by the first bytes, static; "application/octet-stream" when unknown, "text/plain" for text. */
const char             *msp_extract_sniff (MspSpan head, const char *filename);

/* TRUE if a part of this declared type and name can yield text now, so that it is worth decoding whole; head are its first
   decoded bytes. */
gboolean                msp_extract_can_read (const char *type, const char *filename, MspSpan head);
