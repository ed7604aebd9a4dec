/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/html-state.h"

/* Classes and ids by which mail programs set off what was quoted. */
static const char *const quote_names[] = {
  "gmail_quote", "gmail_extra", "yahoo_quoted", "moz-cite-prefix", "moz-forward-container", "protonmail_quote", "zmail_extra",
  "ms-outlook-mobile-reference-message", "mail-editor-reference-message-container",
};

/* What follows these is history as well, though it is not inside. */
static const char *const rest_names[] = { "divRplyFwdMsg", "x_divRplyFwdMsg", "appendonsend", "OLK_SRC_BODY_SECTION" };

static const char *const signature_names[] = {
  "gmail_signature", "moz-signature", "Signature", "x_Signature", "ms-outlook-mobile-signature", "protonmail_signature_block",
};

/* Each of the names above has one of these in it and no fewer than nine letters; most classes and ids do not. */
static gboolean
may_have_word (const MspHtmlAttribute *attribute)
{
  MspSpan value = attribute != NULL ? attribute->value : msp_span_new (NULL, 0);

  for (gsize i = 0; value.len >= 9 && i + 1 < value.len; i++)
    {
      char c = value.data[i];

      if (c == '_' || c == '-' || c == 'S' || c == 'R' || (c == 'p' && value.data[i + 1] == 'p'))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_word (const MspHtmlAttribute *attribute, const char *const *words, gsize n)
{
  for (gsize i = 0; attribute != NULL && i < n; i++)
    if (memmem (attribute->value.data, attribute->value.len, words[i], strlen (words[i])) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_named (const MspHtmlAttribute *const names[2], const char *const *words, gsize n)
{
  return has_word (names[0], words, n) || has_word (names[1], words, n);
}

static gboolean
is_same_name (const MspHtmlRegion *region, const MspHtmlToken *token, const MspHtmlTag *tag)
{
  return tag == region->tag && (tag->name[0] != '\0' || (token->name.len == region->name.len
                                && g_ascii_strncasecmp (token->name.data, region->name.data, region->name.len) == 0));
}

static void
open_region (MspHtml *self, MspHtmlRegion *region, MspMarkKind kind, const MspHtmlToken *token, const MspHtmlTag *tag)
{
  if (region->open)
    return;
  *region = (MspHtmlRegion) { kind, TRUE, tag, token->name, 1, self->n_tables, self->text->text->len };
}

static void
close_region (MspHtml *self, MspHtmlRegion *region)
{
  if (region->open)
    msp_flow_mark (&self->flow, region->kind, region->start, 0, 0);
  region->open = FALSE;
}

/* Ends that HTML lets authors leave out: a paragraph before any block, a cell before the next. */
static gboolean
is_ended_by (const MspHtml *self, const MspHtmlRegion *region, const MspHtmlTag *tag)
{
  if (region->tag->id == MSP_TAG_P)
    return (tag->flags & MSP_TAG_BLOCK) != 0;
  if (region->tag->id == MSP_TAG_TD || region->tag->id == MSP_TAG_TH || region->tag->id == MSP_TAG_TR)
    return region->n_tables == self->n_tables
      && (tag->id == MSP_TAG_TR || (tag->id == MSP_TAG_TD && region->tag->id != MSP_TAG_TR));
  return FALSE;
}

static void
count_open (MspHtml *self, MspHtmlRegion *region, const MspHtmlToken *token, const MspHtmlTag *tag)
{
  if (!region->open || region->depth == 0)
    return;
  if (is_ended_by (self, region, tag))
    close_region (self, region);
  else if (is_same_name (region, token, tag))
    region->depth++;
}

static void
count_close (MspHtml *self, MspHtmlRegion *region, const MspHtmlToken *token, const MspHtmlTag *tag)
{
  if (!region->open || region->depth == 0)
    return;
  if (is_same_name (region, token, tag) && --region->depth == 0)
    close_region (self, region);
  else if (tag->id == MSP_TAG_TABLE && self->n_tables < region->n_tables)
    close_region (self, region);
}

/* Regions that begin with a blockquote, or a class or id. */
static void
open_named (MspHtml *self, const MspHtmlToken *token, const MspHtmlTag *tag)
{
  const MspHtmlAttribute *const names[2] = { msp_html_token_find (token, "class"), msp_html_token_find (token, "id") };
  gboolean named = may_have_word (names[0]) || may_have_word (names[1]);

  if (tag->id == MSP_TAG_BLOCKQUOTE || (named && is_named (names, quote_names, G_N_ELEMENTS (quote_names))))
    open_region (self, &self->quoted, MSP_MARK_QUOTED, token, tag);
  if (named && is_named (names, rest_names, G_N_ELEMENTS (rest_names)))
    {
      open_region (self, &self->quoted, MSP_MARK_QUOTED, token, tag);
      self->quoted.depth = 0;
    }
  if (named && is_named (names, signature_names, G_N_ELEMENTS (signature_names)))
    open_region (self, &self->signature, MSP_MARK_SIGNATURE, token, tag);
}

void
msp_html_regions_open (MspHtml *self, const MspHtmlToken *token, const MspHtmlTag *tag)
{
  gboolean single = (tag->flags & MSP_TAG_VOID) != 0;

  if (!single)
    {
      count_open (self, &self->hidden, token, tag);
      count_open (self, &self->quoted, token, tag);
      count_open (self, &self->signature, token, tag);
    }
  if (single || token->n_attributes == 0)
    {
      if (tag->id == MSP_TAG_BLOCKQUOTE)
        open_region (self, &self->quoted, MSP_MARK_QUOTED, token, tag);
      return;
    }
  if (!self->hidden.open && msp_html_is_hidden (token))
    open_region (self, &self->hidden, MSP_MARK_HIDDEN, token, tag);
  open_named (self, token, tag);
}

void
msp_html_regions_close (MspHtml *self, const MspHtmlToken *token, const MspHtmlTag *tag)
{
  count_close (self, &self->hidden, token, tag);
  count_close (self, &self->quoted, token, tag);
  count_close (self, &self->signature, token, tag);
}

void
msp_html_regions_end (MspHtml *self)
{
  close_region (self, &self->hidden);
  close_region (self, &self->quoted);
  close_region (self, &self->signature);
}
