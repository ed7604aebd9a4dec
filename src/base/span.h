/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A borrowed run of bytes: nothing is owned, nothing ends with NUL. */

#include <glib.h>
#include <string.h>

typedef struct {
  const char *data;
  gsize       len;
} MspSpan;

#define MSP_SPAN_LITERAL(text) ((MspSpan) { (text), sizeof (text) - 1 })

static inline MspSpan
msp_span_new (const char *data, gsize len)
{
  return (MspSpan) { data, len };
}

static inline MspSpan
msp_span_from_string (const char *text)
{
  return (MspSpan) { text, text != NULL ? strlen (text) : 0 };
}

/* The bytes [start, end) of span; both are clamped to its length. */
static inline MspSpan
msp_span_slice (MspSpan span, gsize start, gsize end)
{
  gsize stop = MIN (end, span.len), from = MIN (start, stop);

  /* Nothing may be added to a null pointer, not even zero. */
  return (MspSpan) { from > 0 ? span.data + from : span.data, stop - from };
}

static inline gboolean
msp_span_equals (MspSpan span, const char *text)
{
  return (span.len == 0 || span.data[0] == *text) && strlen (text) == span.len && memcmp (span.data, text, span.len) == 0;
}

/* The first byte of the prefix spares most calls, that for its length too. */
static inline gboolean
msp_span_has_prefix (MspSpan span, const char *prefix)
{
  if (*prefix == '\0' || span.len == 0 || span.data[0] != *prefix)
    return *prefix == '\0';
  gsize len = strlen (prefix);

  return span.len >= len && memcmp (span.data, prefix, len) == 0;
}

static inline gboolean
msp_span_has_prefix_nocase (MspSpan span, const char *prefix)
{
  if (*prefix == '\0' || span.len == 0 || ((span.data[0] ^ *prefix) & 0xdf) != 0)
    return *prefix == '\0';
  gsize len = strlen (prefix);

  return span.len >= len && g_ascii_strncasecmp (span.data, prefix, len) == 0;
}
