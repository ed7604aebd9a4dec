/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractor.h"

#include <criterion/criterion.h>

#include "dump.h"

#define EXIF \
  "Camera make: Example\nArtist: Thea Thistle\nDate taken: 2023:02:01 08:00:00\nComment: Her number is SSN 078-05-1120\n" \
  "Camera owner: Thea Thistle\nGPS coordinates: -33.867917, 151.210000\nComment: Picnic\n"

static const struct {
  const char *name, *sniffed, *text;
} pictures[] = {
  { "words.jpg", "image/jpeg", EXIF "creator: Hugo Quill\nComment: Taken by the lake\n" },
  { "words.png", "image/png", "Author: Zoë Quill\nComment: Seat 14\nTitle: Grüße vom See\n" EXIF },
  { "words.tif", "image/tiff", EXIF },
  { "words.webp", "image/webp", EXIF "creator: Hugo Quill\n" },
  { "words.heic", "image/heif", EXIF },
};

static char *
load (const char *name, gsize *out_len)
{
  const char *top = g_getenv ("TOP_SRCDIR");
  g_autofree char *path = g_build_filename (top != NULL ? top : "..", "tests", "fuzz", "corpus", "image", name, NULL);
  char *data = NULL;

  cr_assert (g_file_get_contents (path, &data, out_len, NULL), "%s", path);
  return data;
}

static void
read_bytes (MspSpan bytes, MspText *text, MspExtractResult *out_result)
{
  const MspExtractInput input = { .bytes = bytes };
  MspLimits limits;

  msp_limits_init (&limits);
  msp_extract (&input, &limits, text, out_result);
}

Test (image, what_is_said_is_read_and_what_is_shown_is_not)
{
  g_autoptr (MspText) text = msp_text_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      MspExtractResult result;
      gsize len;
      g_autofree char *data = load (pictures[i].name, &len);

      read_bytes (msp_span_new (data, len), text, &result);
      cr_expect_str_eq (text->text->str, pictures[i].text, "%s: '%s'", pictures[i].name, text->text->str);
      cr_expect_str_eq (result.sniffed, pictures[i].sniffed);
      cr_expect_eq (result.fate, MSP_FATE_OPAQUE);
      cr_expect_eq (result.reason, MSP_REASON_IMAGE);
    }
}

Test (image, a_picture_without_words_is_not_decoded)
{
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\0\0\0\0";

  cr_expect_not (msp_extract_can_read ("image/png", "a.png", msp_span_new (png, sizeof png - 1)));
}

Test (image, truncated_and_shuffled_bytes_end_in_a_fate)
{
  g_autoptr (MspText) text = msp_text_new ();
  MspExtractResult result;

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      gsize len;
      g_autofree char *data = load (pictures[i].name, &len);

      for (gsize cut = 0; cut < len; cut++)
        {
          g_autofree char *copy = g_memdup2 (data, cut + 1);

          read_bytes (msp_span_new (copy, cut), text, &result);
          cr_expect (is_text_sound (text));
        }
      for (gsize at = 20; at + 64 < len; at += 3)
        {
          g_autofree char *copy = g_memdup2 (data, len);

          memmove (copy + at, copy + (at * 7) % (len - 32), 32);
          read_bytes (msp_span_new (copy, len), text, &result);
          cr_expect (is_text_sound (text));
        }
    }
}
