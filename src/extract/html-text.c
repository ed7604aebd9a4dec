/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/html-state.h"

#include "extract/html-entities.h"

static void
add_character (MspHtml *self, guint32 character)
{
  char buf[6];
  gint n;

  /* A reference to white space or a control is as good as the character itself. */
  if (character == 0xa0)
    character = ' ';
  n = g_unichar_to_utf8 (character, buf);
  msp_flow_append (&self->flow, msp_span_new (buf, (gsize) n));
}

void
msp_html_add_text (MspHtml *self, MspSpan text)
{
  const char *at = text.data, *end = text.data + text.len;

  while (at < end)
    {
      const char *ampersand = memchr (at, '&', (gsize) (end - at));
      guint32 character = '&';
      gsize n;

      if (ampersand == NULL)
        {
          msp_flow_append (&self->flow, msp_span_new (at, (gsize) (end - at)));
          return;
        }
      if (ampersand > at)
        msp_flow_append (&self->flow, msp_span_new (at, (gsize) (ampersand - at)));
      n = msp_html_entity_decode (msp_span_new (ampersand, (gsize) (end - ampersand)), FALSE, &character);
      add_character (self, character);
      at = ampersand + MAX (n, (gsize) 1);
    }
}
