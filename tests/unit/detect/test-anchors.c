/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/anchors.h"

#include <criterion/criterion.h>

#include "detect/forms-search.h"
#include "support/find-anchors.h"

Test (anchors, every_word_of_a_form_is_found_in_either_case)
{
  for (guint i = 0; i < msp_forms_get_n_words (); i++)
    for (guint upper = 0; upper < 2; upper++)
      {
        g_autofree char *word = upper ? g_ascii_strup (msp_forms_get_word (i), -1) : g_strdup (msp_forms_get_word (i));
        g_autofree char *text = g_strconcat ("The ", word, " of the year", NULL);
        g_autoptr (GArray) anchors = find_anchors (msp_span_from_string (text));
        gboolean found = FALSE;

        for (guint n = 0; n < anchors->len; n++)
          found |= g_array_index (anchors, MspAnchor, n).number == MSP_ANCHOR_FORM + i && g_array_index (anchors, MspAnchor, n).start == 4;
        cr_expect (found, "%s", word);
      }
}

/* Bytes of no width are gone from the copy, and a space that does not break is one byte there. */
Test (anchors, places_are_those_of_the_source_and_rise)
{
  static const char source[] = "a\xc2\xa0" "b\xe2\x80\x8b" "c";
  static const guint32 in_copy[] = { 3, 0, 2 }, in_source[] = { 0, 3, 7 };
  g_autoptr (GArray) anchors = g_array_new (FALSE, FALSE, sizeof (MspAnchor));
  MspNormaliser normaliser;

  msp_normaliser_init (&normaliser);
  cr_assert_eq (msp_normaliser_run (&normaliser, msp_span_from_string (source), FALSE).len, 4);
  for (guint i = 0; i < G_N_ELEMENTS (in_copy); i++)
    {
      MspAnchor anchor = { MSP_ANCHOR_MARKING, in_copy[i] };

      g_array_append_val (anchors, anchor);
    }
  msp_anchors_place (anchors, &normaliser);
  for (guint i = 0; i < anchors->len; i++)
    cr_expect_eq (g_array_index (anchors, MspAnchor, i).start, in_source[i], "anchor %u: %u", i,
                  g_array_index (anchors, MspAnchor, i).start);
  msp_normaliser_clear (&normaliser);
}
