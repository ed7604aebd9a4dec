/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/journal.h"

#include "mime/decode.h"
#include "mime/lines.h"
#include "mime/value.h"

#define MAX_TEXT (256 * 1024)
#define MAX_RECIPIENTS 2000

typedef struct {
  MspMailHeaders *headers;
  GString        *to, *bcc;
  guint           n;
  gboolean        cut;
} Reader;

/* What follows the address tells which list led to it: "a@x.example, Expanded: list@x.example". */
static MspSpan
cut_history (MspSpan value)
{
  static const char *const words[] = { ", Expanded:", ", Forwarded:" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *at = g_strstr_len (value.data, (gssize) value.len, words[i]);

      if (at != NULL)
        value.len = (gsize) (at - value.data);
    }
  while (value.len > 0 && g_ascii_isspace (value.data[0]))
    value = msp_span_slice (value, 1, value.len);
  return value;
}

static gboolean
is_known (const Reader *self, const char *address)
{
  const char *lists[] = { self->headers->to, self->headers->cc, self->to->str, self->bcc->str };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (lists[i] != NULL && strstr (lists[i], address) != NULL)
      return TRUE;
  return FALSE;
}

static void
read_line (Reader *self, MspArena *arena, MspSpan line)
{
  static const char *const names[] = { "To:", "Cc:", "Bcc:", "Recipient:" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GString *list = i < 2 ? self->to : self->bcc;
      const char *address;

      if (!msp_span_has_prefix_nocase (line, names[i]))
        continue;
      if (self->n == MAX_RECIPIENTS)
        {
          self->cut = TRUE;
          return;
        }
      address = msp_value_addresses (arena, cut_history (msp_span_slice (line, strlen (names[i]), line.len)));
      if (address[0] == '\0' || is_known (self, address))
        return;
      if (list->len > 0)
        g_string_append (list, ", ");
      g_string_append (list, address);
      self->n++;
    }
}

static const char *
join (MspArena *arena, const char *old, const GString *more)
{
  if (more->len == 0)
    return old;
  if (old == NULL || old[0] == '\0')
    return msp_arena_copy (arena, msp_span_new (more->str, more->len));
  return msp_arena_printf (arena, "%s, %s", old, more->str);
}

/* The envelope has exactly this shape (MS-OXJRNL; "X-MS-Journal-Report" marks it, gateways drop the mark). */
static gboolean
is_envelope (MspSpan text)
{
  return msp_span_has_prefix_nocase (text, "Sender:")
         && (g_strstr_len (text.data, (gssize) text.len, "\nMessage-Id:") != NULL
             || g_strstr_len (text.data, (gssize) text.len, "\nMessage-ID:") != NULL);
}

static gboolean
has_shape (MspTree *tree)
{
  return tree->parts->len >= 3 && strcmp (msp_tree_get (tree, 0)->type, "multipart/mixed") == 0
         && msp_tree_get (tree, 1)->role == MSP_PART_BODY && strcmp (msp_tree_get (tree, 1)->type, "text/plain") == 0
         && msp_tree_get (tree, 2)->role == MSP_PART_MESSAGE && msp_tree_get (tree, 2)->parent == 0
         && msp_tree_get (tree, 2)->headers != NULL;
}

void
msp_journal_apply (MspTree *tree, MspMailHeaders *headers)
{
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GString) to = NULL, bcc = NULL;
  Reader reader = { .headers = headers };
  guint32 status = headers->status;
  MspSpan text;

  headers->journal = FALSE;
  if (!has_shape (tree))
    return;
  bytes = g_byte_array_new ();
  reader.cut = !msp_decode_append (msp_tree_get (tree, 1)->encoding, msp_tree_get (tree, 1)->raw, MAX_TEXT, bytes);
  text = msp_span_new ((const char *) bytes->data, bytes->len);
  if (!is_envelope (text))
    return;
  reader.to = to = g_string_new (NULL);
  reader.bcc = bcc = g_string_new (NULL);
  *headers = *msp_tree_get (tree, 2)->headers;
  for (gsize at = 0; at < text.len;)
    read_line (&reader, tree->arena, msp_lines_get (text, at, &at));
  headers->to = join (tree->arena, headers->to, to);
  headers->bcc = join (tree->arena, headers->bcc, bcc);
  headers->journal = TRUE;
  if (reader.cut)
    msp_tree_note (tree, MSP_REASON_LIMIT, "the journal names more recipients than are read");
  headers->status |= status;
}
