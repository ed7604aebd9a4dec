/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "access/message-id.h"

TestSuite (message_id);

static const struct {
  const char *text, *normal;
  gboolean    bracketed;
} ids[] = {
  { "<a.1@mail.example>", "a.1@mail.example", TRUE },
  { " <a.1@mail.example>\r\n", "a.1@mail.example", TRUE },
  { "a.1@mail.example", "a.1@mail.example", FALSE },
  { "<a.1@\r\n mail.example>", "a.1@mail.example", TRUE },
  { "<a.1@mail.example> (added by (a) gateway)", "a.1@mail.example", TRUE },
  { "<<a@b.example>>", "<a@b.example>", TRUE },
  { "<Message1@InternetMessageId.example>", "Message1@InternetMessageId.example", TRUE },
  { "<a(b@c.example>", "a(b@c.example", TRUE },
  { "<>", "", TRUE },
  { "", "", FALSE },
};

Test (message_id, normal_form_keeps_all_but_wrapping)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      gboolean bracketed;
      g_autofree char *normal = msp_message_id_normalise (ids[i].text, &bracketed);

      cr_expect_str_eq (normal, ids[i].normal);
      cr_expect_eq (bracketed, ids[i].bracketed, "%s", ids[i].text);
    }
}
