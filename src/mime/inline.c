/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/inline.h"

#include "mime/decode.h"
#include "mime/lines.h"
#include "mime/value.h"

/* More in one text stay text. */
#define MAX_HOLES 256

typedef struct {
  MspSpan     hole;       /* with the lines that begin and end it */
  MspSpan     data;
  MspSpan     name;
  const char *encoding, *type;
  MspPartRole role;
} Inset;

typedef gboolean (*Finder) (MspSpan text, gsize at, Inset *inset);

static MspSpan
trim_right (MspSpan span)
{
  while (span.len > 0 && g_ascii_isspace (span.data[span.len - 1]))
    span.len--;
  return span;
}

/* As many characters as the first one promises; encoders differ in one more or less at the end. */
static gboolean
is_uu_line (MspSpan line)
{
  gsize n = line.len > 0 ? ((gsize) (guint8) line.data[0] - 32) & 63 : 0, want = (n + 2) / 3 * 4 + 1;

  if (line.len == 0 || line.data[0] < ' ' || line.data[0] > '`' || n > 45 || line.len + 1 < want || line.len > want + 1)
    return FALSE;
  for (gsize i = 1; i < line.len; i++)
    if (line.data[i] < ' ' || line.data[i] > '`')
      return FALSE;
  return TRUE;
}

static gboolean
find_uuencode (MspSpan text, gsize at, Inset *inset)
{
  gsize next, start, digits = 6;
  MspSpan line = trim_right (msp_lines_get (text, at, &next));

  if (!msp_span_has_prefix (line, "begin "))
    return FALSE;
  while (digits < line.len && line.data[digits] >= '0' && line.data[digits] <= '7')
    digits++;
  if (digits < 9 || digits > 10 || digits + 1 >= line.len || line.data[digits] != ' ')
    return FALSE;
  inset->name = msp_span_slice (line, digits + 1, line.len);
  start = at = next;
  while (at < text.len && is_uu_line (msp_lines_get (text, at, &next)))
    at = next;
  if (at == start)
    return FALSE;
  inset->data = msp_span_slice (text, start, at);
  if (at < text.len && msp_span_equals (trim_right (msp_lines_get (text, at, &next)), "end"))
    at = next;
  inset->hole = msp_span_new (line.data, (gsize) (text.data + at - line.data));
  inset->encoding = "x-uuencode";
  inset->type = "application/octet-stream";
  inset->role = MSP_PART_ATTACHMENT;
  return TRUE;
}

/* From the line at `at` to the one that begins with end; what has no end goes to the end of text. */
static void
cut_to (MspSpan text, gsize at, char first, char second, const char *end, Inset *inset)
{
  gsize start, stop, next;

  (void) msp_lines_get (text, at, &start);
  for (stop = start; (stop = msp_lines_find (text, stop, first, second)) < text.len; stop = next)
    if (msp_span_has_prefix (msp_lines_get (text, stop, &next), end))
      break;
  inset->data = msp_span_slice (text, start, stop);
  next = text.len;
  if (stop < text.len)
    (void) msp_lines_get (text, stop, &next);
  inset->hole = msp_span_slice (text, at, next);
}

static gboolean
find_yenc (MspSpan text, gsize at, Inset *inset)
{
  gsize next;
  MspSpan line = trim_right (msp_lines_get (text, at, &next));
  const char *name;

  if (!msp_span_has_prefix (line, "=ybegin ") || next >= text.len)
    return FALSE;
  name = g_strstr_len (line.data, (gssize) line.len, " name=");
  if (name == NULL)
    return FALSE;
  inset->name = msp_span_new (name + 6, (gsize) (line.data + line.len - name - 6));
  cut_to (text, at, '=', 'y', "=yend", inset);
  inset->encoding = "x-yencode";
  inset->type = "application/octet-stream";
  inset->role = MSP_PART_ATTACHMENT;
  return TRUE;
}

static gboolean
find_pgp (MspSpan text, gsize at, Inset *inset)
{
  gsize next;
  MspSpan line = trim_right (msp_lines_get (text, at, &next));

  if (!msp_span_equals (line, "-----BEGIN PGP MESSAGE-----"))
    return FALSE;
  cut_to (text, at, '-', '-', "-----END PGP MESSAGE-----", inset);
  inset->name = (MspSpan) { NULL, 0 };
  inset->encoding = NULL;
  inset->type = "application/pgp";
  inset->role = MSP_PART_ENCRYPTED;
  return TRUE;
}

/* How the lines begin that may begin something, and who looks into each. */
static const MspLineStart starts[] = { { '-', 'B' }, { 'b', ' ' }, { '=', 'i' } };
static const Finder finders[] = { find_pgp, find_uuencode, find_yenc };

static gboolean
add_inset (MspTree *tree, int parent, const Inset *inset, MspEncoding outer)
{
  MspEntity entity = { .type = { .head = inset->type }, .encoding = inset->encoding, .body = inset->data };
  MspMailPart *part;
  int index;

  if (inset->name.len > 0)
    {
      entity.type.items[0].name = "name";
      entity.type.items[0].value = msp_value_text (tree->arena, inset->name);
      entity.type.n_items = 1;
    }
  index = msp_tree_add_leaf (tree, parent, &entity, inset->role);
  if (index < 0)
    return FALSE;
  msp_tree_set_size (tree, index, inset->hole.len);
  part = msp_tree_get (tree, index);
  if (part->encoding == MSP_ENCODING_IDENTITY)
    part->encoding = outer;
  if (inset->role == MSP_PART_ENCRYPTED)
    {
      part->fate = MSP_FATE_OPAQUE;
      part->reason = MSP_REASON_ENCRYPTED;
    }
  return TRUE;
}

static void
set_holes (MspTree *tree, int index, const MspSpan *holes, gsize n)
{
  MspMailPart *part = msp_tree_get (tree, index);
  MspSpan *copy = msp_arena_alloc (tree->arena, n * sizeof *copy);
  gsize left = part->raw.len;

  memcpy (copy, holes, n * sizeof *copy);
  for (gsize i = 0; i < n; i++)
    left -= holes[i].len;
  part->holes = copy;
  part->n_holes = n;
  msp_tree_set_size (tree, index, left);
}

/* Cuts what the first n_finders find out of the part. */
static void
add_insets (MspTree *tree, int index, gsize n_finders)
{
  MspSpan text = msp_tree_get (tree, index)->raw, holes[MAX_HOLES];
  MspEncoding encoding = msp_tree_get (tree, index)->encoding;
  gsize n = 0, at = 0, which;

  while (n < MAX_HOLES && (at = msp_lines_find_any (text, at, starts, n_finders, &which)) < text.len)
    {
      Inset inset;

      if (!finders[which] (text, at, &inset))
        (void) msp_lines_get (text, at, &at);
      else if (add_inset (tree, index, &inset, encoding))
        {
          holes[n++] = inset.hole;
          at = (gsize) (inset.hole.data + inset.hole.len - text.data);
        }
      else
        break;
    }
  if (n > 0)
    set_holes (tree, index, holes, n);
}

static gboolean
has_inset (MspSpan text)
{
  gsize at = 0, which;

  while ((at = msp_lines_find_any (text, at, starts, G_N_ELEMENTS (starts), &which)) < text.len)
    {
      Inset inset;

      if (finders[which] (text, at, &inset))
        return TRUE;
      (void) msp_lines_get (text, at, &at);
    }
  return FALSE;
}

/* TRUE if a quoted-printable text may hold a file; the equals sign is always encoded there. */
static gboolean
may_hold_file (MspSpan text)
{
  static const MspLineStart encoded[] = { { 'b', ' ' }, { '=', 'e' } };
  static const char *const lines[] = { "begin ", "=3Dybegin " };
  gsize which, next;

  for (gsize at = 0; (at = msp_lines_find_any (text, at, encoded, G_N_ELEMENTS (encoded), &which)) < text.len; at = next)
    if (msp_span_has_prefix (msp_lines_get (text, at, &next), lines[which]))
      return TRUE;
  return FALSE;
}

/* The part becomes its decoded text if there is something in it. */
static void
add_decoded (MspTree *tree, int index)
{
  MspSpan raw = msp_tree_get (tree, index)->raw, text;
  GByteArray *bytes = g_byte_array_new ();
  MspTreeScale outer;

  msp_decode_append (msp_tree_get (tree, index)->encoding, raw, tree->limits->message_bytes, bytes);
  text = msp_span_new ((const char *) bytes->data, bytes->len);
  if (!has_inset (text))
    {
      g_byte_array_unref (bytes);
      return;
    }
  msp_tree_get (tree, index)->raw = text;
  msp_tree_get (tree, index)->encoding = MSP_ENCODING_IDENTITY;
  outer = msp_tree_enter (tree, raw, bytes);
  add_insets (tree, index, G_N_ELEMENTS (finders));
  msp_tree_leave (tree, outer);
}

void
msp_inline_add (MspTree *tree, int index)
{
  const MspMailPart *part = msp_tree_get (tree, index);

  if (part->encoding == MSP_ENCODING_IDENTITY)
    add_insets (tree, index, G_N_ELEMENTS (finders));
  else if (part->encoding == MSP_ENCODING_BASE64
           || (part->encoding == MSP_ENCODING_QUOTED_PRINTABLE && may_hold_file (part->raw)))
    add_decoded (tree, index);
  else if (part->encoding == MSP_ENCODING_QUOTED_PRINTABLE)
    /* What is encrypted need not be decoded. */
    add_insets (tree, index, 1);
}
