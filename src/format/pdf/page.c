/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/pdf/reader.h"

/* A page of fewer characters may be a scan with a stamp or a fax header above it. */
#define FEW_CHARACTERS 200

/* Characters so many times their height apart are of two words. */
#define WORD_GAP 0.9f

static void
extend (MspPdfWord *word, const PopplerRectangle *box)
{
  word->x1 = MIN (word->x1, (float) box->x1);
  word->y1 = MIN (word->y1, (float) MIN (box->y1, box->y2));
  word->x2 = MAX (word->x2, (float) box->x2);
  word->y2 = MAX (word->y2, (float) MAX (box->y1, box->y2));
}

/* Poppler writes some cells of a row without a blank between them. */
static gboolean
stands_apart (const MspPdfWord *word, const PopplerRectangle *box)
{
  float gap = MAX ((float) box->x1 - word->x2, word->x1 - (float) box->x2);

  return gap > WORD_GAP * (word->y2 - word->y1);
}

/* The boxes are those of the characters of text, white space included. */
static void
collect_words (GArray *words, const char *text, const PopplerRectangle *boxes, guint n_boxes)
{
  const MspPdfWord none = { 0, 0, G_MAXFLOAT, G_MAXFLOAT, -G_MAXFLOAT, -G_MAXFLOAT };
  MspPdfWord word = none;
  const char *p = text;

  for (guint i = 0; i < n_boxes && *p != '\0'; i++)
    {
      const char *next = g_utf8_next_char (p);

      if (!g_unichar_isspace (g_utf8_get_char (p)))
        {
          if (word.end > 0 && stands_apart (&word, &boxes[i]))
            {
              g_array_append_val (words, word);
              word = none;
            }
          if (word.end == 0)
            word.start = (guint32) (p - text);
          word.end = (guint32) (next - text);
          extend (&word, &boxes[i]);
        }
      if (word.end > 0 && (word.end != next - text || *next == '\0'))
        {
          g_array_append_val (words, word);
          word = none;
        }
      p = next;
    }
}

static void
find_words (MspPdfReader *self, PopplerPage *page, const char *text)
{
  g_autofree PopplerRectangle *boxes = NULL;
  guint n_boxes = 0;

  g_array_set_size (self->words, 0);
  if (poppler_page_get_text_layout (page, &boxes, &n_boxes) && n_boxes == (gulong) g_utf8_strlen (text, -1))
    collect_words (self->words, text, boxes, n_boxes);
}

/* A logo is no scan. */
static gboolean
has_picture (PopplerPage *page, double width, double height)
{
  GList *images = poppler_page_get_image_mapping (page);
  double covered = 0;

  for (GList *link = images; link != NULL; link = link->next)
    {
      const PopplerRectangle *area = &((PopplerImageMapping *) link->data)->area;

      covered += ABS (area->x2 - area->x1) * ABS (area->y2 - area->y1);
    }
  poppler_page_free_image_mapping (images);
  return covered > width * height / 4;
}

gboolean
msp_pdf_read_page (MspPdfReader *self, PopplerPage *page, guint number)
{
  g_autofree char *raw = poppler_page_get_text (page);
  g_autofree char *text = g_utf8_make_valid (raw != NULL ? raw : "", -1);
  double width, height;

  poppler_page_get_size (page, &width, &height);
  find_words (self, page, text);
  MspPdfPage found = {
    .number = number, .text = text, .words = (const MspPdfWord *) (const void *) self->words->data, .n_words = self->words->len,
    .width = (float) width, .height = (float) height,
  };
  if (strlen (text) < FEW_CHARACTERS)
    found.pictured = has_picture (page, width, height);
  return self->sink->page (self->data, &found, page);
}
