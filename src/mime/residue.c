/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/residue.h"

#include "mime/field.h"
#include "mime/leaf.h"
#include "mime/lines.h"

void
msp_residue_init (MspResidue *self, MspSpan message)
{
  self->message = message;
  self->covered = g_array_new (FALSE, FALSE, sizeof (MspSpan));
  self->boundaries = g_ptr_array_new ();
}

void
msp_residue_cover (MspResidue *self, MspSpan span)
{
  const char *start = self->message.data, *end = start + self->message.len;

  if (span.len > 0 && span.data >= start && span.data < end)
    g_array_append_val (self->covered, span);
}

void
msp_residue_add_boundary (MspResidue *self, const char *boundary)
{
  if (boundary != NULL && *boundary != '\0')
    g_ptr_array_add (self->boundaries, (gpointer) boundary);
}

static MspSpan
trim (MspSpan span)
{
  while (span.len > 0 && g_ascii_isspace (span.data[span.len - 1]))
    span.len--;
  while (span.len > 0 && g_ascii_isspace (span.data[0]))
    span = msp_span_slice (span, 1, span.len);
  return span;
}

static gboolean
is_boundary (const MspResidue *self, MspSpan line)
{
  if (!msp_span_has_prefix (line, "--"))
    return FALSE;
  line = msp_span_slice (line, 2, line.len);
  for (guint i = 0; i < self->boundaries->len; i++)
    {
      const char *boundary = g_ptr_array_index (self->boundaries, i);
      MspSpan rest;

      if (!msp_span_has_prefix (line, boundary))
        continue;
      rest = trim (msp_span_slice (line, strlen (boundary), line.len));
      if (rest.len == 0 || msp_span_equals (rest, "--"))
        return TRUE;
    }
  return FALSE;
}

/* Separators of mboxes are no text either; programs leave them there. */
static gboolean
is_header_line (MspSpan line, gboolean in_text)
{
  MspSpan name = msp_field_find_name (line);

  if (in_text)
    return name.len > 0 && msp_field_lookup (name) != MSP_FIELD_OTHER;
  return name.len > 0 || line.len == 0 || line.data[0] == ' ' || line.data[0] == '\t'
         || msp_span_has_prefix (line, "From ") || msp_span_has_prefix (line, ">From ");
}

gsize
msp_residue_cover_header (MspResidue *self, gsize start)
{
  gsize end = msp_lines_skip_header (self->message, start), run = start, next;
  gboolean in_text = FALSE;

  for (gsize at = start; at < end; at = next)
    {
      MspSpan line = msp_lines_get (self->message, at, &next);

      if (is_boundary (self, line))
        {
          end = at;
          break;
        }
      if (is_header_line (line, in_text) == !in_text)
        continue;
      if (!in_text)
        msp_residue_cover (self, msp_span_slice (self->message, run, at));
      run = at;
      in_text = !in_text;
    }
  if (!in_text)
    msp_residue_cover (self, msp_span_slice (self->message, run, end));
  return in_text ? run : end;
}

/* Text between boundary lines. */
static void
add_text (MspResidue *self, MspTree *tree, int parent, gsize start, gsize end)
{
  for (gsize at = start, next; at < end; at = next)
    {
      MspSpan line = msp_lines_get (self->message, at, &next);

      if (!is_boundary (self, line))
        continue;
      msp_leaf_add_gap (tree, parent, msp_span_slice (self->message, start, at));
      start = next;
    }
  if (start < end)
    msp_leaf_add_gap (tree, parent, msp_span_slice (self->message, start, end));
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const char *first = ((const MspSpan *) a)->data, *second = ((const MspSpan *) b)->data;

  return first < second ? -1 : first > second;
}

/* The multipart that is the whole of the message numbers its parts. */
static int
find_multipart (MspTree *tree, int parent, int first)
{
  const MspMailPart *part = first < (int) tree->parts->len ? msp_tree_get (tree, first) : NULL;

  return part != NULL && part->parent == parent && part->role == MSP_PART_MULTIPART ? first : parent;
}

void
msp_residue_add_parts (MspResidue *self, MspTree *tree, int parent, int first)
{
  gsize at = 0;

  parent = find_multipart (tree, parent, first);
  g_array_sort (self->covered, compare_starts);
  for (guint i = 0; i < self->covered->len; i++)
    {
      MspSpan span = g_array_index (self->covered, MspSpan, i);
      gsize start = (gsize) (span.data - self->message.data);

      if (start > at)
        add_text (self, tree, parent, at, start);
      at = MAX (at, start + span.len);
    }
  if (at < self->message.len)
    add_text (self, tree, parent, at, self->message.len);
}

void
msp_residue_clear (MspResidue *self)
{
  g_array_unref (self->covered);
  g_ptr_array_unref (self->boundaries);
}
