/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/headers.h"

#include "mime/value.h"
#include "model/record.h"

/* 2100-01-01: no mail of ours is from then. */
#define LAST_DATE G_GINT64_CONSTANT (4102444800)

typedef struct {
  MspMailHeaders *headers;
  MspArena       *arena;
  gboolean        simple;
  MspSpan         received;   /* the first one: the last hop */
  MspSpan         arrival;
  guint           joins;
  gboolean        has_precedence;
  guint64        *work;
} Reader;

/* Repeated fields that are put together; each copies what is there, so hostile mail must not choose how often. */
#define MAX_JOINS 32

/* GMime's time for a list of addresses grows with the square of its length. What is too dear stays text. */
#define MAX_WORK (G_GUINT64_CONSTANT (1) << 30)

static const char *
join (Reader *self, const char *old, const char *separator, const char *value)
{
  if (old == NULL || old[0] == '\0')
    return value;
  if (value[0] == '\0' || ++self->joins > MAX_JOINS)
    return old;
  return msp_arena_printf (self->arena, "%s%s%s", old, separator, value);
}

static void
read_addresses (Reader *self, MspSpan value, const char **field)
{
  const char *list = self->simple ? msp_value_addresses_mixed (self->arena, value) : NULL;
  guint64 work = (guint64) value.len * value.len;

  if (list == NULL && work < MAX_WORK - *self->work)
    {
      list = msp_value_addresses_gmime (self->arena, value);
      *self->work += work;
    }
  *field = join (self, *field, ", ", list != NULL ? list : msp_value_text (self->arena, value));
}

static void
read_text (Reader *self, MspSpan value, const char **field)
{
  if (*field == NULL)
    *field = msp_value_text (self->arena, value);
}

static gint64
read_date (Reader *self, MspSpan value)
{
  gint64 seconds = self->simple ? msp_value_date (value) : msp_value_date_gmime (value);

  return seconds >= 0 && seconds < LAST_DATE ? seconds : G_MININT64;
}

/* Status and X-Status are letters (RFC 2076, 3.10 "Status"); the second holds D for deleted and T for draft. */
static void
read_status (Reader *self, MspSpan value)
{
  for (gsize i = 0; i < value.len; i++)
    switch (value.data[i])
      {
      case 'R': self->headers->status |= MSP_MESSAGE_SEEN; break;
      case 'D': self->headers->status |= MSP_MESSAGE_DELETED; break;
      case 'T': self->headers->status |= MSP_MESSAGE_DRAFT; break;
      default: break;
      }
}

/* X-Mozilla-Status: 0x1 read, 0x8 expunged; X-Mozilla-Status2: 0x200000 deleted on the IMAP server. */
static void
read_mozilla_status (Reader *self, MspSpan value, gboolean second)
{
  guint64 bits = g_ascii_strtoull (msp_arena_copy (self->arena, msp_span_slice (value, 0, 32)), NULL, 16);

  if (!second && (bits & 0x1) != 0)
    self->headers->status |= MSP_MESSAGE_SEEN;
  if ((bits & (second ? 0x200000 : 0x8)) != 0)
    self->headers->status |= MSP_MESSAGE_DELETED;
}

/* The first number of value; 0 if it is none that IMAP could use (RFC 9051, 9: nz-number). */
static guint32
parse_nz_number (MspSpan value)
{
  guint64 number = 0;
  gsize at = 0, start;

  while (at < value.len && (value.data[at] == ' ' || value.data[at] == '\t'))
    at++;
  for (start = at; at < value.len && at - start < 10 && g_ascii_isdigit (value.data[at]); at++)
    number = number * 10 + (guint64) (value.data[at] - '0');
  return number <= G_MAXUINT32 && (at == value.len || g_ascii_isspace (value.data[at])) ? (guint32) number : 0;
}

static void
read_precedence (Reader *self, MspSpan value)
{
  const char *text = self->has_precedence ? "" : msp_value_text (self->arena, value);

  self->has_precedence = TRUE;
  if (g_ascii_strcasecmp (text, "bulk") == 0 || g_ascii_strcasecmp (text, "list") == 0 || g_ascii_strcasecmp (text, "junk") == 0)
    self->headers->bulk = TRUE;
}

static void
read_classification (Reader *self, const MspField *field)
{
  const char *value = msp_value_text (self->arena, field->value);

  value = msp_arena_printf (self->arena, "%s: %s", msp_field_get_name (field->id), value);
  self->headers->classification = join (self, self->headers->classification, "\n", value);
}

static void
read_labels (Reader *self, MspSpan value)
{
  self->headers->labels = join (self, self->headers->labels, ",", msp_value_text (self->arena, value));
}

static void
read_field (Reader *self, const MspField *field)
{
  MspMailHeaders *headers = self->headers;

  switch (field->id)
    {
    case MSP_FIELD_FROM: read_addresses (self, field->value, &headers->from); break;
    case MSP_FIELD_TO: read_addresses (self, field->value, &headers->to); break;
    case MSP_FIELD_CC: read_addresses (self, field->value, &headers->cc); break;
    case MSP_FIELD_BCC: read_addresses (self, field->value, &headers->bcc); break;
    case MSP_FIELD_SUBJECT: read_text (self, field->value, &headers->subject); break;
    case MSP_FIELD_MESSAGE_ID: read_text (self, field->value, &headers->message_id); break;
    case MSP_FIELD_IN_REPLY_TO: read_text (self, field->value, &headers->in_reply_to); break;
    case MSP_FIELD_REFERENCES: read_text (self, field->value, &headers->references); break;
    case MSP_FIELD_LIST_ID:
    case MSP_FIELD_LIST_UNSUBSCRIBE: headers->bulk = TRUE; break;
    case MSP_FIELD_PRECEDENCE: read_precedence (self, field->value); break;
    case MSP_FIELD_DATE:
      if (headers->date == G_MININT64)
        headers->date = read_date (self, field->value);
      break;
    case MSP_FIELD_RECEIVED:
      if (self->received.data == NULL)
        self->received = field->value;
      break;
    case MSP_FIELD_X_MS_EXCHANGE_ARRIVAL: self->arrival = field->value; break;
    case MSP_FIELD_STATUS:
    case MSP_FIELD_X_STATUS: read_status (self, field->value); break;
    case MSP_FIELD_X_UID: headers->uid = parse_nz_number (field->value); break;
    case MSP_FIELD_X_IMAP:
    case MSP_FIELD_X_IMAPBASE: headers->uid_validity = parse_nz_number (field->value); break;
    case MSP_FIELD_X_MOZILLA_STATUS:
    case MSP_FIELD_X_MOZILLA_STATUS2:
      read_mozilla_status (self, field->value, field->id == MSP_FIELD_X_MOZILLA_STATUS2);
      break;
    case MSP_FIELD_X_GMAIL_LABELS:
    case MSP_FIELD_X_KEYWORDS: read_labels (self, field->value); break;
    case MSP_FIELD_X_CLASSIFICATION:
    case MSP_FIELD_X_SECURITY_LABEL:
    case MSP_FIELD_SENSITIVITY:
    case MSP_FIELD_MSIP_LABELS: read_classification (self, field); break;
    case MSP_FIELD_X_MS_JOURNAL_REPORT: headers->journal = TRUE; break;
    default: break;
    }
}

/* The date of a trace field stands behind its last semicolon (RFC 5322, section 3.6.7). */
static gint64
read_received_date (Reader *self)
{
  for (gsize i = self->received.len; i > 0; i--)
    if (self->received.data[i - 1] == ';')
      return read_date (self, msp_span_slice (self->received, i, self->received.len));
  return G_MININT64;
}

/* "01 Jan 2024 00:00:07.1234 (UTC)": a date of RFC 5322 but for the fraction and the zone, which is always UTC. */
static gint64
read_arrival (Reader *self)
{
  MspSpan value = self->arrival;
  const char *point = value.data != NULL ? memchr (value.data, '.', value.len) : NULL;
  gsize len = point != NULL ? (gsize) (point - value.data) : value.len;

  if (len == 0 || len > 40)
    return G_MININT64;
  const char *text = msp_arena_printf (self->arena, "%.*s +0000", (int) len, value.data);
  return read_date (self, msp_span_from_string (text));
}

/* What the sender wrote counts only where no server left a time. */
static void
read_reception (Reader *self)
{
  MspMailHeaders *headers = self->headers;

  headers->received = read_received_date (self);
  headers->received_basis = MSP_RECEIVED_HOP;
  if (headers->date == G_MININT64)
    headers->date = headers->received;
  if (headers->received != G_MININT64)
    return;
  headers->received = read_arrival (self);
  headers->received_basis = MSP_RECEIVED_ARRIVAL;
  if (headers->received != G_MININT64)
    return;
  headers->received = headers->date;
  headers->received_basis = headers->date != G_MININT64 ? MSP_RECEIVED_DATE : MSP_RECEIVED_UNKNOWN;
}

gboolean
msp_headers_read (MspMailHeaders *self, MspArena *arena, const MspField *fields, gsize n, gboolean simple, guint64 *work)
{
  Reader reader = { .headers = self, .arena = arena, .simple = simple, .work = work };

  memset (self, 0, sizeof *self);
  self->date = G_MININT64;
  for (gsize i = 0; i < n; i++)
    read_field (&reader, &fields[i]);
  read_reception (&reader);
  return reader.joins <= MAX_JOINS;
}
