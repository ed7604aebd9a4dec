/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/marking.h"

#include "detect/marking-vocabulary.h"

#include <string.h>

#define MOST_BYTES 300

static gboolean
take_prefix (MspSpan *text, const char *prefix)
{
  if (!msp_span_has_prefix (*text, prefix))
    return FALSE;
  *text = msp_span_slice (*text, strlen (prefix), text->len);
  return TRUE;
}

/* The bytes up to separator, which are taken off text together with it. */
static MspSpan
take_until (MspSpan *text, const char *separator)
{
  gsize len = strlen (separator), i = 0;
  MspSpan head;

  while (i + len <= text->len && memcmp (text->data + i, separator, len) != 0)
    i++;
  if (i + len > text->len)
    i = text->len;
  head = msp_span_slice (*text, 0, i);
  *text = msp_span_slice (*text, i + len, text->len);
  return head;
}

/* "USA, GBR": countries of a release list. */
static gboolean
is_country_list (MspSpan list)
{
  while (list.len > 0)
    {
      MspSpan code = take_until (&list, ", ");

      if (code.len < 3 || code.len > 4)
        return FALSE;
      for (gsize i = 0; i < code.len; i++)
        if (!g_ascii_isupper (code.data[i]))
          return FALSE;
    }
  return TRUE;
}

/* A limited dissemination control (32 CFR 2002.16), in a banner's or a portion's form. */
static gboolean
is_dissemination (MspSpan control)
{
  static const char *const controls[] = {
    "NOFORN", "NF", "FED ONLY", "FEDCON", "NOCON", "DL ONLY", "RELIDO", "Attorney-Client", "Attorney-WP", "AC", "AWP",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    if (msp_span_equals (control, controls[i]))
      return TRUE;
  if (take_prefix (&control, "REL TO USA"))
    return control.len == 0 || (take_prefix (&control, ", ") && control.len > 0 && is_country_list (control));
  return take_prefix (&control, "DISPLAY ONLY ") && control.len > 0 && is_country_list (control);
}

static gboolean
is_dissemination_block (MspSpan block)
{
  if (block.len == 0)
    return FALSE;
  while (block.len > 0)
    if (!is_dissemination (take_until (&block, "/")))
      return FALSE;
  return TRUE;
}

/* FALSE if it cannot be a category code at all. */
static gboolean
parse_category (MspSpan code, gboolean *known)
{
  gboolean specified = take_prefix (&code, "SP-");

  if (code.len < 2 || code.len > 9)
    return FALSE;
  for (gsize i = 0; i < code.len; i++)
    if (!g_ascii_isupper (code.data[i]))
      return FALSE;
  /* A Specified code without its "SP-" is common and means the same. */
  if (!msp_marking_is_cui_code (code, specified) && (specified || !msp_marking_is_cui_code (code, TRUE)))
    *known = FALSE;
  return TRUE;
}

static gboolean
parse_categories (MspSpan block, gboolean *known)
{
  if (block.len == 0)
    return FALSE;
  while (block.len > 0)
    if (!parse_category (take_until (&block, "/"), known))
      return FALSE;
  return TRUE;
}

/* Words of administration, no markings of CUI: allowed at the end. */
static gboolean
is_supplement (MspSpan block)
{
  return msp_span_equals (block, "DRAFT") || msp_span_equals (block, "DELIBERATIVE") ||
         msp_span_equals (block, "PRE-DECISIONAL") ||
         msp_span_equals (block, "PROVISIONAL");
}

gboolean
msp_marking_parse_cui (MspSpan text, gboolean *out_known)
{
  enum { START, CATEGORIES, DISSEMINATION, SUPPLEMENT } state = START;
  gboolean known = TRUE;

  if (text.len > 2 && text.data[0] == '(' && text.data[text.len - 1] == ')')
    text = msp_span_slice (text, 1, text.len - 1);
  if (text.len > MOST_BYTES || (!take_prefix (&text, "CUI") && !take_prefix (&text, "CONTROLLED")))
    return FALSE;
  while (text.len > 0)
    {
      MspSpan block;

      if (!take_prefix (&text, "//"))
        return FALSE;
      block = take_until (&text, "//");
      if (text.len > 0)
        text = msp_span_new (text.data - 2, text.len + 2);
      if (is_supplement (block))
        state = SUPPLEMENT;
      else if (state < DISSEMINATION && is_dissemination_block (block))
        state = DISSEMINATION;
      else if (state == START && parse_categories (block, &known))
        state = CATEGORIES;
      else
        return FALSE;
    }
  *out_known = known;
  return TRUE;
}
