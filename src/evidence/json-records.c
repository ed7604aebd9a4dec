/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/json-records.h"

#include "evidence/json-tree.h"
#include "evidence/reader.h"

#define BOM "\xef\xbb\xbf"

/* The longest name that means something to us, with quotes. */
#define NAME_LENGTH 20

typedef enum { MEMBER_OTHER, MEMBER_RECORDS, MEMBER_NEXT } Member;

typedef enum {
  SCAN_CLOSED,    /* the object ended before at */
  SCAN_OUTER,     /* an array of records begins at at */
  SCAN_BROKEN,    /* a line ended at at, in a string or before another record */
  SCAN_END,       /* the stream ended */
} ScanResult;

typedef struct {
  gsize       at;          /* from the start of the window */
  guint64     depth;
  gboolean    is_name;     /* at depth 1: a name comes, and no value */
  Member      member;      /* what the last name at depth 1 means */
  gboolean    is_dropped;  /* nobody needs what was scanned */
  const char *reason;      /* … since the record is rejected */
} Scan;

void
msp_json_records_init (MspJsonRecords *self, MspStream *stream)
{
  *self = (MspJsonRecords) { 0 };
  msp_window_init (&self->window, stream);
  (void) msp_window_grow (&self->window);
  if (msp_span_has_prefix (msp_span_new (msp_window_text (&self->window), msp_window_length (&self->window)), BOM))
    msp_window_drop (&self->window, strlen (BOM));
}

void
msp_json_records_clear (MspJsonRecords *self)
{
  msp_window_clear (&self->window);
}

/* Reads on, behind scan->at. FALSE at the end. */
static gboolean
read_more (MspJsonRecords *self, Scan *scan)
{
  if (msp_window_length (&self->window) >= MSP_EVIDENCE_RECORD_MAX)
    {
      scan->is_dropped = TRUE;
      scan->reason = "it is longer than 64 MiB";
    }
  if (scan->is_dropped)
    {
      gsize done = MIN (scan->at, msp_window_length (&self->window));

      msp_window_drop (&self->window, done);
      scan->at -= done;
    }
  return msp_window_grow (&self->window);
}

static gboolean
need (MspJsonRecords *self, Scan *scan, gsize len)
{
  while (scan->at + len > msp_window_length (&self->window))
    if (!read_more (self, scan))
      return FALSE;
  return TRUE;
}

/* What follows scan->at, as far as it is there. */
static inline MspSpan
get_rest (const MspJsonRecords *self, const Scan *scan)
{
  return msp_span_slice (msp_span_new (msp_window_text (&self->window), msp_window_length (&self->window)), scan->at, G_MAXSIZE);
}

/* What the name whose quote stands at scan->at means. */
static Member
get_member (MspJsonRecords *self, Scan *scan)
{
  static const struct { const char *name; Member member; } names[] = {
    { "\"value\"", MEMBER_RECORDS }, { "\"items\"", MEMBER_RECORDS }, { "\"records\"", MEMBER_RECORDS },
    { "\"Records\"", MEMBER_RECORDS }, { "\"results\"", MEMBER_RECORDS }, { "\"@odata.nextLink\"", MEMBER_NEXT },
    { "\"odata.nextLink\"", MEMBER_NEXT }, { "\"nextLink\"", MEMBER_NEXT }, { "\"nextPageToken\"", MEMBER_NEXT },
    { "\"NextPageUri\"", MEMBER_NEXT },
  };

  (void) need (self, scan, NAME_LENGTH);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (msp_span_has_prefix (get_rest (self, scan), names[i].name))
      return names[i].member;
  return MEMBER_OTHER;
}

/* A string begins at depth 1: it is a name, or the value of the last one. */
static void
note_string (MspJsonRecords *self, Scan *scan)
{
  if (scan->is_name)
    scan->member = get_member (self, scan);
  else if (scan->member == MEMBER_NEXT && need (self, scan, 2) && get_rest (self, scan).data[1] != '"')
    self->has_next_page = TRUE;
}

/* Steps over the string whose quote stands here. FALSE at the end of the stream or line: scan->at is there. */
static gboolean
skip_string (MspJsonRecords *self, Scan *scan)
{
  scan->at++;
  for (;;)
    {
      const char *text = msp_window_text (&self->window), *end = text + msp_window_length (&self->window), *at = text + scan->at;

      while (at < end && *at != '"' && *at != '\\' && *at != '\n')
        at++;
      scan->at = (gsize) (at - text);
      if (at >= end || (*at == '\\' && end - at < 2))
        {
          if (!read_more (self, scan))
            return FALSE;
        }
      else if (*at == '\n')
        return FALSE;
      else if (*at == '\\')
        scan->at += 2;
      else
        {
          scan->at++;
          return TRUE;
        }
    }
}

/* A line that begins with {" is another record: this one was cut. */
static gboolean
is_before_record (MspJsonRecords *self, Scan *scan)
{
  (void) need (self, scan, 3);
  return msp_span_has_prefix (get_rest (self, scan), "\n{\"");
}

static void
note_depth (Scan *scan)
{
  scan->is_name = scan->depth == 1;
  if (scan->depth <= MSP_TREE_DEPTH_MAX || scan->is_dropped)
    return;
  scan->is_dropped = TRUE;
  scan->reason = "it is nested too deeply";
}

/* Steps over the separator, bracket or character of a word at scan->at. FALSE with *out_result: the scan ends. */
static gboolean
take_mark (MspJsonRecords *self, Scan *scan, char c, ScanResult *out_result)
{
  if (c == '\n' && is_before_record (self, scan))
    {
      *out_result = SCAN_BROKEN;
      return FALSE;
    }
  if (c == '[' && scan->depth == 1 && !scan->is_name && scan->member == MEMBER_RECORDS
      && self->n_outer + 2 <= MSP_JSON_OUTER_MAX)
    {
      *out_result = SCAN_OUTER;
      return FALSE;
    }
  scan->at++;
  if (c == '\n')
    self->n_lines++;
  else if (c == '{' || c == '[')
    {
      scan->depth++;
      note_depth (scan);
    }
  else if (c == ',' || c == ':')
    scan->is_name = scan->depth == 1 && c == ',';
  else if (c == '}' || c == ']')
    scan->depth--;
  *out_result = SCAN_CLOSED;
  return scan->depth > 0;
}

static ScanResult
scan_object (MspJsonRecords *self, Scan *scan)
{
  ScanResult result;

  for (;;)
    {
      char c;

      if (!need (self, scan, 1))
        return SCAN_END;
      c = msp_window_text (&self->window)[scan->at];
      if (c != '"')
        {
          if (!take_mark (self, scan, c, &result))
            return result;
          continue;
        }
      if (scan->depth == 1)
        note_string (self, scan);
      if (!skip_string (self, scan))
        return msp_span_has_prefix (get_rest (self, scan), "\n") ? SCAN_BROKEN : SCAN_END;
    }
}

static void
push (MspJsonRecords *self, char bracket)
{
  self->outer[self->n_outer++] = bracket;
}

/* Steps behind the end of the line at scan->at and over those behind it up to one that looks like the start of a record: an
   object that is not indented more than this was. */
static void
skip_damage (MspJsonRecords *self, Scan *scan)
{
  scan->is_dropped = TRUE;
  for (guint indent = G_MAXUINT; need (self, scan, 1); scan->at++)
    {
      char c = msp_window_text (&self->window)[scan->at];

      if (c == '{' && indent <= self->column)
        return;
      if (c == '\n')
        {
          self->n_lines++;
          indent = 0;
        }
      else if (indent != G_MAXUINT)
        indent = c == ' ' || c == '\t' ? indent + 1 : G_MAXUINT;
    }
}

static MspRecordResult
reject (MspJsonRecords *self, const Scan *scan, const char *reason)
{
  self->reason = reason;
  self->taken = MIN (scan->at, msp_window_length (&self->window));
  return MSP_RECORD_REJECTED;
}

/* The object that begins here. FALSE if it is no record but stands around some. */
static gboolean
read_object (MspJsonRecords *self, MspRecordResult *out_result)
{
  Scan scan = { 0 };
  ScanResult result;

  self->number = self->n_outer == 0 ? self->n_lines + 1 : self->n_elements + 1;
  result = scan_object (self, &scan);
  if (result == SCAN_OUTER)
    {
      push (self, '{');
      push (self, '[');
      msp_window_drop (&self->window, scan.at + 1);
      return FALSE;
    }
  self->n_elements += self->n_outer > 0;
  *out_result = MSP_RECORD_READ;
  self->text = msp_window_text (&self->window);
  self->len = self->taken = scan.at;
  if (result == SCAN_END)
    {
      self->is_cut = TRUE;
      scan.at = msp_window_length (&self->window);
    }
  if (result == SCAN_BROKEN)
    skip_damage (self, &scan);
  if (result != SCAN_CLOSED || scan.reason != NULL)
    *out_result = reject (self, &scan, scan.reason != NULL ? scan.reason : "it ends in the middle");
  self->column = G_MAXUINT;
  return TRUE;
}

/* Reads on in the object around an array that ended. */
static void
leave_array (MspJsonRecords *self)
{
  Scan scan = { .depth = 1, .is_dropped = TRUE };
  ScanResult result;

  self->n_outer--;
  if (self->n_outer == 0 || self->outer[self->n_outer - 1] != '{')
    return;
  result = scan_object (self, &scan);
  msp_window_drop (&self->window, MIN (scan.at + (result == SCAN_OUTER), msp_window_length (&self->window)));
  if (result == SCAN_OUTER)
    push (self, '[');
  else if (result == SCAN_CLOSED)
    self->n_outer--;
  else
    {
      self->is_cut = TRUE;
      self->n_outer = 0;
    }
}

/* Something that is neither object nor array: a word or a string, or a whole line where no array is open. */
static MspRecordResult
reject_other (MspJsonRecords *self, char c)
{
  Scan scan = { .is_dropped = TRUE };
  const char *ends = self->n_outer > 0 ? ",{}[]\"\n" : "\n";

  self->number = self->n_outer == 0 ? self->n_lines + 1 : ++self->n_elements;
  if (c == '"' && self->n_outer > 0)
    (void) skip_string (self, &scan);
  else
    do
      scan.at++;
    while (need (self, &scan, 1) && (c = msp_window_text (&self->window)[scan.at], c == '\0' || strchr (ends, c) == NULL));
  return reject (self, &scan, "it is no object");
}

/* Steps over what may stand between records. FALSE at the end of the stream. */
static gboolean
skip_gap (MspJsonRecords *self, char *out_c)
{
  Scan scan = { .is_dropped = TRUE };

  while (need (self, &scan, 1))
    {
      char c = msp_window_text (&self->window)[scan.at];

      /* RFC 7464 puts a record separator before each. */
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != ',' && c != 0x1e)
        {
          msp_window_drop (&self->window, scan.at);
          *out_c = c;
          return TRUE;
        }
      scan.at++;
      self->n_lines += c == '\n';
      self->column = c == '\n' ? 0 : self->column + (self->column != G_MAXUINT);
    }
  return FALSE;
}

MspRecordResult
msp_json_records_next (MspJsonRecords *self)
{
  MspRecordResult result;
  char c;

  msp_window_drop (&self->window, self->taken);
  self->taken = 0;
  while (skip_gap (self, &c))
    {
      if (c == '{')
        {
          if (read_object (self, &result))
            return result;
          continue;
        }
      if (c != '[' && !(c == ']' && self->n_outer > 0))
        return reject_other (self, c);
      if (c == '[' && self->n_outer == MSP_JSON_OUTER_MAX)
        {
          if (read_object (self, &result))
            return result;
          continue;
        }
      msp_window_drop (&self->window, 1);
      self->column += self->column != G_MAXUINT;
      if (c == '[')
        push (self, c);
      else
        leave_array (self);
    }
  self->is_cut |= self->n_outer > 0;
  return MSP_RECORD_END;
}
