/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/body.h"

#include <criterion/criterion.h>
#include <gio/gio.h>

/* Gives the digits over and over, few at a time, and fails or ends at a given place. */
typedef struct {
  guint64  at, end;
  gboolean fails;
} Digits;

static gssize
digits_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Digits *self = impl;
  gsize n = MIN (MIN (len, 7001), (gsize) (self->end - self->at));

  if (n == 0 && self->fails)
    {
      g_set_error_literal (error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_CORRUPT, "planted");
      return -1;
    }
  for (gsize i = 0; i < n; i++)
    ((char *) buf)[i] = (char) ('0' + (self->at + i) % 10);
  self->at += n;
  return (gssize) n;
}

static const MspStreamClass digits_class = { digits_read, NULL, NULL };

Test (body, first_bytes_are_kept_and_all_are_counted)
{
  static const struct {
    guint64   end;        /* bytes in the stream */
    gint64    told;       /* bytes that it says it has */
    guint64   want;
    gsize     limit, len;
    guint64   size;
    gboolean  fails;
    MspFate   fate;
    MspReason reason;
  } rows[] = {
    { 0, -1, 100, 1000, 0, 0, FALSE, MSP_FATE_READ, MSP_REASON_NONE },
    { 10, 10, 100, 1000, 10, 10, FALSE, MSP_FATE_READ, MSP_REASON_NONE },
    { 10, 10, 4, 1000, 4, 4, FALSE, MSP_FATE_READ, MSP_REASON_NONE },
    { 10, 0, 100, 1000, 10, 10, FALSE, MSP_FATE_READ, MSP_REASON_NONE },
    { 10, G_MAXINT64, 100, 1000, 10, 10, FALSE, MSP_FATE_READ, MSP_REASON_NONE },
    { 300000, -1, G_MAXUINT64, 1000000, 300000, 300000, FALSE, MSP_FATE_READ, MSP_REASON_NONE },
    { 300000, 300000, G_MAXUINT64, 300000, 300000, 300000, FALSE, MSP_FATE_READ, MSP_REASON_NONE },
    { 300000, 300000, G_MAXUINT64, 299999, 299999, 300000, FALSE, MSP_FATE_PARTIAL, MSP_REASON_LIMIT },
    { 300000, -1, 200000, 70000, 70000, 200000, FALSE, MSP_FATE_PARTIAL, MSP_REASON_LIMIT },
    { 10, 10, 100, 0, 0, 10, FALSE, MSP_FATE_PARTIAL, MSP_REASON_LIMIT },
    { 300000, 400000, G_MAXUINT64, 1000000, 300000, 300000, TRUE, MSP_FATE_PARTIAL, MSP_REASON_DAMAGED },
    { 300000, 400000, 300000, 1000000, 300000, 300000, TRUE, MSP_FATE_READ, MSP_REASON_NONE },
    { 0, 10, 10, 100, 0, 0, TRUE, MSP_FATE_PARTIAL, MSP_REASON_DAMAGED },
    { 300000, -1, G_MAXUINT64, 100, 100, 300000, TRUE, MSP_FATE_PARTIAL, MSP_REASON_LIMIT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Digits digits = { 0, rows[i].end, rows[i].fails };
      g_autoptr (MspStream) stream = msp_stream_new (&digits_class, &digits, rows[i].told);
      g_autoptr (GError) error = NULL;
      MspBody body = { 0 };
      MspEntry entry = { 0 };
      MspSpan bytes;
      gboolean good = TRUE, failed;

      msp_body_read (&body, stream, rows[i].want, rows[i].limit);
      bytes = msp_body_get (&body);
      failed = body.error != NULL;
      for (gsize k = 0; k < bytes.len; k++)
        good = good && bytes.data[k] == (char) ('0' + k % 10);
      cr_expect (good && bytes.data != NULL && bytes.len == rows[i].len, "row %zu: %zu bytes", i, bytes.len);
      cr_expect_eq (body.size, rows[i].size, "row %zu", i);
      msp_body_set_fate (&body, &entry);
      cr_expect (entry.fate == rows[i].fate && entry.reason == rows[i].reason, "row %zu", i);
      cr_expect_eq (entry.truncated, rows[i].fate == MSP_FATE_PARTIAL, "row %zu", i);
      cr_expect_eq (msp_body_check (&body, &error), !failed, "row %zu", i);
      cr_expect (!failed || g_error_matches (error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_CORRUPT), "row %zu", i);
      cr_expect (msp_body_check (&body, NULL), "a failure is given out once");
      msp_body_clear (&body);
      msp_body_clear (&body);
    }
}
