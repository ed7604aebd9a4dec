/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Cuts HTML or XML into tags, text and comments in one pass, without a tree and without memory of its own. Broken markup never
   swallows text: what is no tag is text, a quote, comment or tag that never ends is taken as if it had not begun. */

#include <glib.h>

#include "base/span.h"

#define MSP_HTML_MAX_ATTRIBUTES 48

typedef enum {
  MSP_HTML_TEXT,       /* references not yet decoded */
  MSP_HTML_OPEN,
  MSP_HTML_CLOSE,
  MSP_HTML_COMMENT,    /* text is what lies between the marks */
  MSP_HTML_CDATA,      /* text without references */
  MSP_HTML_MARKUP,     /* a declaration or processing instruction; text is the whole */
} MspHtmlTokenKind;

typedef struct {
  MspSpan name, value; /* the value without quotes, references not decoded */
} MspHtmlAttribute;

typedef struct {
  MspHtmlTokenKind kind;
  MspSpan          text;
  MspSpan          name;        /* OPEN, CLOSE: as written */
  gboolean         empty;       /* OPEN: ends in "/>" */
  guint            n_attributes;
  MspHtmlAttribute attributes[MSP_HTML_MAX_ATTRIBUTES];   /* the rest is dropped */
} MspHtmlToken;

typedef struct {
  const char *at, *end;
  gboolean    xml;
  gboolean    no_comment_end, no_cdata_end;   /* searched from somewhere before, and not there */
  gboolean    no_quote[2], no_tag_end;
  guint32     no_raw_end;                     /* by the second letter of the name */
  guint       failures;                       /* tags that ran into the end of the markup */
} MspHtmlTokenizer;

void     msp_html_tokenizer_init (MspHtmlTokenizer *self, MspSpan markup, gboolean xml);

/* FALSE at the end. The token borrows the markup. */
gboolean msp_html_tokenizer_next (MspHtmlTokenizer *self, MspHtmlToken *out_token);

/* Consumes everything up to the closing tag of name and that tag. FALSE and no step if there is none. */
gboolean msp_html_tokenizer_take_raw (MspHtmlTokenizer *self, const char *name, MspSpan *out_text);

/* The attribute of this lower-case name, or NULL. Here, so that the length of a literal is known. */
static inline const MspHtmlAttribute *
msp_html_token_find (const MspHtmlToken *self, const char *name)
{
  gsize len = strlen (name);

  for (guint i = 0; i < self->n_attributes; i++)
    {
      MspSpan have = self->attributes[i].name;
      gsize k = 0;

      if (have.len != len)
        continue;
      while (k < len && (have.data[k] | 0x20) == name[k])
        k++;
      if (k == len)
        return &self->attributes[i];
    }
  return NULL;
}
