/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/field.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* By id. */
static const MspSpan names[MSP_N_FIELDS] = {
  [MSP_FIELD_OTHER] = MSP_SPAN_LITERAL (""),
  [MSP_FIELD_CC] = MSP_SPAN_LITERAL ("Cc"),
  [MSP_FIELD_TO] = MSP_SPAN_LITERAL ("To"),
  [MSP_FIELD_BCC] = MSP_SPAN_LITERAL ("Bcc"),
  [MSP_FIELD_DATE] = MSP_SPAN_LITERAL ("Date"),
  [MSP_FIELD_FROM] = MSP_SPAN_LITERAL ("From"),
  [MSP_FIELD_X_UID] = MSP_SPAN_LITERAL ("X-UID"),
  [MSP_FIELD_SENDER] = MSP_SPAN_LITERAL ("Sender"),
  [MSP_FIELD_STATUS] = MSP_SPAN_LITERAL ("Status"),
  [MSP_FIELD_X_IMAP] = MSP_SPAN_LITERAL ("X-IMAP"),
  [MSP_FIELD_LIST_ID] = MSP_SPAN_LITERAL ("List-Id"),
  [MSP_FIELD_SUBJECT] = MSP_SPAN_LITERAL ("Subject"),
  [MSP_FIELD_RECEIVED] = MSP_SPAN_LITERAL ("Received"),
  [MSP_FIELD_REPLY_TO] = MSP_SPAN_LITERAL ("Reply-To"),
  [MSP_FIELD_X_STATUS] = MSP_SPAN_LITERAL ("X-Status"),
  [MSP_FIELD_MESSAGE_ID] = MSP_SPAN_LITERAL ("Message-Id"),
  [MSP_FIELD_PRECEDENCE] = MSP_SPAN_LITERAL ("Precedence"),
  [MSP_FIELD_REFERENCES] = MSP_SPAN_LITERAL ("References"),
  [MSP_FIELD_X_IMAPBASE] = MSP_SPAN_LITERAL ("X-IMAPbase"),
  [MSP_FIELD_X_KEYWORDS] = MSP_SPAN_LITERAL ("X-Keywords"),
  [MSP_FIELD_IN_REPLY_TO] = MSP_SPAN_LITERAL ("In-Reply-To"),
  [MSP_FIELD_MSIP_LABELS] = MSP_SPAN_LITERAL ("msip_labels"),
  [MSP_FIELD_SENSITIVITY] = MSP_SPAN_LITERAL ("Sensitivity"),
  [MSP_FIELD_CONTENT_TYPE] = MSP_SPAN_LITERAL ("Content-Type"),
  [MSP_FIELD_X_GMAIL_LABELS] = MSP_SPAN_LITERAL ("X-Gmail-Labels"),
  [MSP_FIELD_CONTENT_LOCATION] = MSP_SPAN_LITERAL ("Content-Location"),
  [MSP_FIELD_LIST_UNSUBSCRIBE] = MSP_SPAN_LITERAL ("List-Unsubscribe"),
  [MSP_FIELD_X_CLASSIFICATION] = MSP_SPAN_LITERAL ("X-Classification"),
  [MSP_FIELD_X_MOZILLA_STATUS] = MSP_SPAN_LITERAL ("X-Mozilla-Status"),
  [MSP_FIELD_X_SECURITY_LABEL] = MSP_SPAN_LITERAL ("X-Security-Label"),
  [MSP_FIELD_X_MOZILLA_STATUS2] = MSP_SPAN_LITERAL ("X-Mozilla-Status2"),
  [MSP_FIELD_CONTENT_DISPOSITION] = MSP_SPAN_LITERAL ("Content-Disposition"),
  [MSP_FIELD_X_MS_JOURNAL_REPORT] = MSP_SPAN_LITERAL ("X-MS-Journal-Report"),
  [MSP_FIELD_CONTENT_TRANSFER_ENCODING] = MSP_SPAN_LITERAL ("Content-Transfer-Encoding"),
  [MSP_FIELD_X_MS_EXCHANGE_ARRIVAL] = MSP_SPAN_LITERAL ("X-MS-Exchange-CrossTenant-OriginalArrivalTime"),
};

/* The first and the last name of each length. */
static const struct {
  guint8 first, last;
} lengths[] = {
  [2] = { MSP_FIELD_CC, MSP_FIELD_TO },
  [3] = { MSP_FIELD_BCC, MSP_FIELD_BCC },
  [4] = { MSP_FIELD_DATE, MSP_FIELD_FROM },
  [5] = { MSP_FIELD_X_UID, MSP_FIELD_X_UID },
  [6] = { MSP_FIELD_SENDER, MSP_FIELD_X_IMAP },
  [7] = { MSP_FIELD_LIST_ID, MSP_FIELD_SUBJECT },
  [8] = { MSP_FIELD_RECEIVED, MSP_FIELD_X_STATUS },
  [10] = { MSP_FIELD_MESSAGE_ID, MSP_FIELD_X_KEYWORDS },
  [11] = { MSP_FIELD_IN_REPLY_TO, MSP_FIELD_SENSITIVITY },
  [12] = { MSP_FIELD_CONTENT_TYPE, MSP_FIELD_CONTENT_TYPE },
  [14] = { MSP_FIELD_X_GMAIL_LABELS, MSP_FIELD_X_GMAIL_LABELS },
  [16] = { MSP_FIELD_CONTENT_LOCATION, MSP_FIELD_X_SECURITY_LABEL },
  [17] = { MSP_FIELD_X_MOZILLA_STATUS2, MSP_FIELD_X_MOZILLA_STATUS2 },
  [19] = { MSP_FIELD_CONTENT_DISPOSITION, MSP_FIELD_X_MS_JOURNAL_REPORT },
  [25] = { MSP_FIELD_CONTENT_TRANSFER_ENCODING, MSP_FIELD_CONTENT_TRANSFER_ENCODING },
  [45] = { MSP_FIELD_X_MS_EXCHANGE_ARRIVAL, MSP_FIELD_X_MS_EXCHANGE_ARRIVAL },
};

static inline guint64
get_eight (const char *data)
{
  guint64 bytes;

  memcpy (&bytes, data, sizeof bytes);
  return bytes;
}

/* Whether the letters of both are the same; b is as long as a. Most names are written as they are here. */
static inline gboolean
is_same (MspSpan a, const char *b)
{
  gsize i = 0;

  while (i + 8 <= a.len && get_eight (a.data + i) == get_eight (b + i))
    i += 8;
  for (; i < a.len; i++)
    if (a.data[i] != b[i] && ((a.data[i] ^ b[i]) != 0x20 || !g_ascii_isalpha (b[i])))
      return FALSE;
  return TRUE;
}

MspFieldId
msp_field_lookup (MspSpan name)
{
  if (name.len >= G_N_ELEMENTS (lengths) || lengths[name.len].first == MSP_FIELD_OTHER)
    return MSP_FIELD_OTHER;
  for (guint id = lengths[name.len].first; id <= lengths[name.len].last; id++)
    if (((names[id].data[0] ^ name.data[0]) & ~0x20) == 0 && is_same (names[id], name.data))
      return (MspFieldId) id;
  return MSP_FIELD_OTHER;
}

const char *
msp_field_get_name (MspFieldId id)
{
  return names[id].data;
}

/* Bytes of the name at the start of line, 0 if it is no field. */
static gsize
get_name_length (MspSpan line)
{
  gsize n = 0;

#ifdef __SSE2__
  for (; n + 16 <= line.len; n += 16)
    {
      __m128i block = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (line.data + n));
      /* As signed numbers, what a name is made of lies between the blank and DEL. */
      __m128i name = _mm_and_si128 (_mm_cmpgt_epi8 (block, _mm_set1_epi8 (' ')), _mm_cmplt_epi8 (block, _mm_set1_epi8 (0x7f)));
      guint ends = ~(guint) _mm_movemask_epi8 (_mm_andnot_si128 (_mm_cmpeq_epi8 (block, _mm_set1_epi8 (':')), name)) & 0xffff;

      if (ends != 0)
        {
          n += (guint) __builtin_ctz (ends);
          return line.data[n] == ':' ? n : 0;
        }
    }
#endif
  while (n < line.len && line.data[n] > 32 && line.data[n] < 127 && line.data[n] != ':')
    n++;
  return n < line.len && line.data[n] == ':' ? n : 0;
}

MspSpan
msp_field_find_name (MspSpan line)
{
  gsize n = 0, colon;

  while (n < line.len && line.data[n] > 32 && line.data[n] < 127 && line.data[n] != ':')
    n++;
  for (colon = n; colon < line.len && (line.data[colon] == ' ' || line.data[colon] == '\t');)
    colon++;
  return msp_span_slice (line, 0, colon < line.len && line.data[colon] == ':' ? n : 0);
}

/* Room in the array is made for so many fields at a time. */
#define STEP 32

/* Puts the field into the array as its n-th if its name matters here. */
static gboolean
put_field (GArray *fields, guint n, MspSpan line, gsize name_len)
{
  MspFieldId id = msp_field_lookup (msp_span_new (line.data, name_len));

  if (id == MSP_FIELD_OTHER)
    return FALSE;
  if (n == fields->len)
    g_array_set_size (fields, n + STEP);
  g_array_index (fields, MspField, n) = (MspField) {
    id, { line.data, name_len }, { line.data + name_len + 1, line.len - name_len - 1 },
  };
  return TRUE;
}

/* The end of the last line of the field that begins at `at`: the next line does not begin with a blank. NULL if there is none. */
static const char *
find_end (const char *at, const char *stop)
{
#ifdef __SSE2__
  for (; at + 17 <= stop; at += 16)
    {
      __m128i next = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (at + 1));
      __m128i folded = _mm_or_si128 (_mm_cmpeq_epi8 (next, _mm_set1_epi8 (' ')), _mm_cmpeq_epi8 (next, _mm_set1_epi8 ('\t')));
      __m128i ends = _mm_cmpeq_epi8 (_mm_loadu_si128 ((const __m128i *) (gconstpointer) at), _mm_set1_epi8 ('\n'));
      guint mask = (guint) _mm_movemask_epi8 (_mm_andnot_si128 (folded, ends));

      if (mask != 0)
        return at + __builtin_ctz (mask);
    }
#endif
  for (; at < stop; at++)
    if (*at == '\n' && (at + 1 == stop || (at[1] != ' ' && at[1] != '\t')))
      return at;
  return NULL;
}

/* Bytes of the line end at `at`. */
static gsize
get_line_end (const char *at, const char *stop)
{
  return *at == '\n' ? 1 : *at == '\r' && at + 1 < stop && at[1] == '\n' ? 2 : 0;
}

/* The fields from the n-th of the array on; *n moves behind the last. */
static gboolean
split (MspSpan text, GArray *fields, guint *n, gsize *out_body)
{
  const char *at = text.data, *stop = text.data + text.len, *end;
  gsize empty = 0;

  for (; at < stop && (empty = get_line_end (at, stop)) == 0; at = end + 1)
    {
      /* No name goes beyond its line. */
      gsize name_len = get_name_length (msp_span_new (at, (gsize) (stop - at)));

      end = name_len > 0 ? find_end (at + name_len, stop) : NULL;
      if (end == NULL)
        return FALSE;
      *n += put_field (fields, *n, msp_span_new (at, (gsize) (end - at) - (end[-1] == '\r')), name_len);
    }
  if (at == stop)
    return FALSE;
  *out_body = (gsize) (at + empty - text.data);
  return memchr (text.data, '\0', *out_body) == NULL;
}

gboolean
msp_field_split (MspSpan text, GArray *fields, gsize *out_body)
{
  guint n = fields->len;
  gboolean regular = split (text, fields, &n, out_body);

  g_array_set_size (fields, n);
  return regular;
}
