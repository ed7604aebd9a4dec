/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/field.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* By id. */
static const MspSpan names[MSP_N_FIELDS] = {
  [MSP_FIELD_OTHER] = MSP_SPAN_LITERAL (""),
  [MSP_FIELD_BCC] = MSP_SPAN_LITERAL ("Bcc"),
  [MSP_FIELD_CC] = MSP_SPAN_LITERAL ("Cc"),
  [MSP_FIELD_CONTENT_DISPOSITION] = MSP_SPAN_LITERAL ("Content-Disposition"),
  [MSP_FIELD_CONTENT_LOCATION] = MSP_SPAN_LITERAL ("Content-Location"),
  [MSP_FIELD_CONTENT_TRANSFER_ENCODING] = MSP_SPAN_LITERAL ("Content-Transfer-Encoding"),
  [MSP_FIELD_CONTENT_TYPE] = MSP_SPAN_LITERAL ("Content-Type"),
  [MSP_FIELD_DATE] = MSP_SPAN_LITERAL ("Date"),
  [MSP_FIELD_FROM] = MSP_SPAN_LITERAL ("From"),
  [MSP_FIELD_IN_REPLY_TO] = MSP_SPAN_LITERAL ("In-Reply-To"),
  [MSP_FIELD_LIST_ID] = MSP_SPAN_LITERAL ("List-Id"),
  [MSP_FIELD_LIST_UNSUBSCRIBE] = MSP_SPAN_LITERAL ("List-Unsubscribe"),
  [MSP_FIELD_MESSAGE_ID] = MSP_SPAN_LITERAL ("Message-Id"),
  [MSP_FIELD_MSIP_LABELS] = MSP_SPAN_LITERAL ("msip_labels"),
  [MSP_FIELD_PRECEDENCE] = MSP_SPAN_LITERAL ("Precedence"),
  [MSP_FIELD_RECEIVED] = MSP_SPAN_LITERAL ("Received"),
  [MSP_FIELD_REFERENCES] = MSP_SPAN_LITERAL ("References"),
  [MSP_FIELD_REPLY_TO] = MSP_SPAN_LITERAL ("Reply-To"),
  [MSP_FIELD_SENDER] = MSP_SPAN_LITERAL ("Sender"),
  [MSP_FIELD_SENSITIVITY] = MSP_SPAN_LITERAL ("Sensitivity"),
  [MSP_FIELD_STATUS] = MSP_SPAN_LITERAL ("Status"),
  [MSP_FIELD_SUBJECT] = MSP_SPAN_LITERAL ("Subject"),
  [MSP_FIELD_TO] = MSP_SPAN_LITERAL ("To"),
  [MSP_FIELD_X_CLASSIFICATION] = MSP_SPAN_LITERAL ("X-Classification"),
  [MSP_FIELD_X_GMAIL_LABELS] = MSP_SPAN_LITERAL ("X-Gmail-Labels"),
  [MSP_FIELD_X_IMAP] = MSP_SPAN_LITERAL ("X-IMAP"),
  [MSP_FIELD_X_IMAPBASE] = MSP_SPAN_LITERAL ("X-IMAPbase"),
  [MSP_FIELD_X_KEYWORDS] = MSP_SPAN_LITERAL ("X-Keywords"),
  [MSP_FIELD_X_MOZILLA_STATUS] = MSP_SPAN_LITERAL ("X-Mozilla-Status"),
  [MSP_FIELD_X_MOZILLA_STATUS2] = MSP_SPAN_LITERAL ("X-Mozilla-Status2"),
  [MSP_FIELD_X_MS_EXCHANGE_ARRIVAL] = MSP_SPAN_LITERAL ("X-MS-Exchange-CrossTenant-OriginalArrivalTime"),
  [MSP_FIELD_X_MS_JOURNAL_REPORT] = MSP_SPAN_LITERAL ("X-MS-Journal-Report"),
  [MSP_FIELD_X_SECURITY_LABEL] = MSP_SPAN_LITERAL ("X-Security-Label"),
  [MSP_FIELD_X_STATUS] = MSP_SPAN_LITERAL ("X-Status"),
  [MSP_FIELD_X_UID] = MSP_SPAN_LITERAL ("X-UID"),
};

/* The names are in the order of their letters: the first and the last that begin with each. */
static const struct {
  guint8 first, last;
} letters[26] = {
  ['b' - 'a'] = { MSP_FIELD_BCC, MSP_FIELD_BCC },
  ['c' - 'a'] = { MSP_FIELD_CC, MSP_FIELD_CONTENT_TYPE },
  ['d' - 'a'] = { MSP_FIELD_DATE, MSP_FIELD_DATE },
  ['f' - 'a'] = { MSP_FIELD_FROM, MSP_FIELD_FROM },
  ['i' - 'a'] = { MSP_FIELD_IN_REPLY_TO, MSP_FIELD_IN_REPLY_TO },
  ['l' - 'a'] = { MSP_FIELD_LIST_ID, MSP_FIELD_LIST_UNSUBSCRIBE },
  ['m' - 'a'] = { MSP_FIELD_MESSAGE_ID, MSP_FIELD_MSIP_LABELS },
  ['p' - 'a'] = { MSP_FIELD_PRECEDENCE, MSP_FIELD_PRECEDENCE },
  ['r' - 'a'] = { MSP_FIELD_RECEIVED, MSP_FIELD_REPLY_TO },
  ['s' - 'a'] = { MSP_FIELD_SENDER, MSP_FIELD_SUBJECT },
  ['t' - 'a'] = { MSP_FIELD_TO, MSP_FIELD_TO },
  ['x' - 'a'] = { MSP_FIELD_X_CLASSIFICATION, MSP_FIELD_X_UID },
};

/* Whether the letters of both are the same; b is as long as a. */
static inline gboolean
is_same (MspSpan a, const char *b)
{
  for (gsize i = 0; i < a.len; i++)
    if (a.data[i] != b[i] && ((a.data[i] ^ b[i]) != 0x20 || !g_ascii_isalpha (b[i])))
      return FALSE;
  return TRUE;
}

MspFieldId
msp_field_lookup (MspSpan name)
{
  guint letter = name.len > 0 && g_ascii_isalpha (name.data[0]) ? (guint) ((name.data[0] | 0x20) - 'a') : 0;

  for (guint id = MAX (letters[letter].first, 1); id <= letters[letter].last; id++)
    if (names[id].len == name.len && is_same (names[id], name.data))
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

/* Adds the field if its name matters here. */
static gboolean
add_field (GArray *fields, MspSpan line, gsize name_len)
{
  MspField field = { .name = msp_span_new (line.data, name_len), .value = msp_span_slice (line, name_len + 1, line.len) };

  field.id = msp_field_lookup (field.name);
  if (field.id != MSP_FIELD_OTHER)
    g_array_append_val (fields, field);
  return field.id != MSP_FIELD_OTHER;
}

/* Of a folded field, line is the next. */
static void
extend_last (GArray *fields, MspSpan line)
{
  MspSpan *value = &g_array_index (fields, MspField, fields->len - 1).value;

  value->len = (gsize) (line.data + line.len - value->data);
}

gboolean
msp_field_split (MspSpan text, GArray *fields, gsize *out_body)
{
  gboolean is_first = TRUE, known = FALSE;
  gsize at = 0;

  while (at < text.len)
    {
      const char *end = memchr (text.data + at, '\n', text.len - at);
      gsize name_len;

      if (end == NULL)
        return FALSE;
      MspSpan line = msp_span_new (text.data + at, (gsize) (end - text.data) - at);
      at += line.len + 1;
      if (line.len > 0 && line.data[line.len - 1] == '\r')
        line.len--;
      if (line.len == 0)
        {
          *out_body = at;
          return memchr (text.data, '\0', at) == NULL;
        }
      if (line.data[0] == ' ' || line.data[0] == '\t')
        {
          if (is_first)
            return FALSE;
          if (known)
            extend_last (fields, line);
        }
      else if ((name_len = get_name_length (line)) > 0)
        known = add_field (fields, line, name_len);
      else
        return FALSE;
      is_first = FALSE;
    }
  return FALSE;
}
