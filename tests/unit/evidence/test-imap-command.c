/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/imap-command.h"

#include <criterion/criterion.h>

TestSuite (imap_command);

Test (imap_command, items_ask_for_content_or_not)
{
  static const struct { const char *items; MspFetchContent content; } cases[] = {
    { "BODY[]", MSP_FETCH_CONTENT }, { "(UID BODY.PEEK[])", MSP_FETCH_CONTENT }, { "body.peek[text]<0.2048>", MSP_FETCH_CONTENT },
    { "(FLAGS BODY[1.2])", MSP_FETCH_CONTENT }, { "RFC822", MSP_FETCH_CONTENT }, { "(RFC822.TEXT)", MSP_FETCH_CONTENT },
    { "BINARY.PEEK[2]", MSP_FETCH_CONTENT }, { "(PREVIEW (LAZY))", MSP_FETCH_CONTENT },
    { "(BODY.PEEK[HEADER.FIELDS (FROM TO)] BODY[1])", MSP_FETCH_CONTENT }, { "BODY[2.HEADER]", MSP_FETCH_CONTENT },
    { "(BODY[HEADER.FIELDS (FROM) ] RFC822.SIZE)", MSP_FETCH_NO_CONTENT }, { "(BODY.PEEK[HEADER])", MSP_FETCH_NO_CONTENT },
    { "(ENVELOPE FLAGS UID RFC822.SIZE BODYSTRUCTURE BODY RFC822.HEADER)", MSP_FETCH_NO_CONTENT }, { "ALL", MSP_FETCH_NO_CONTENT },
    { "(BODY[1.MIME] BINARY.SIZE[1])", MSP_FETCH_NO_CONTENT }, { "(FLAGS) (CHANGEDSINCE 7)", MSP_FETCH_NO_CONTENT },
    { "(BODY[]) (CHANGEDSINCE 7)", MSP_FETCH_DOUBTFUL }, { "(BODY[]", MSP_FETCH_DOUBTFUL }, { "(UID BODY.PEEK[", MSP_FETCH_DOUBTFUL },
    { "", MSP_FETCH_DOUBTFUL }, { "()", MSP_FETCH_DOUBTFUL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cr_expect_eq (msp_imap_command_judge_items (msp_span_from_string (cases[i].items)), cases[i].content, "%s", cases[i].items);
}

Test (imap_command, folders_are_atoms_or_quoted)
{
  static const struct { const char *arguments, *folder, *rest; } cases[] = {
    { "INBOX", "INBOX", "" }, { "\"Sent Items\" (CONDSTORE)", "Sent Items", "(CONDSTORE)" }, { "\"Entw&APw-rfe\"", "Entwürfe", "" },
    { "\"a \\\"b\\\" \\\\\" next", "a \"b\" \\", "next" }, { "old new", "old", "new" },
    { "", NULL, NULL }, { "\"open", NULL, NULL }, { "\"open\\", NULL, NULL }, { "\"\"", NULL, NULL }, { "{5}\r\nINBOX", NULL, NULL },
    { "<5 byte multi-line literal>", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *rest = cases[i].arguments;
      g_autofree char *folder = msp_imap_command_take_folder (&rest);

      cr_expect_eq (g_strcmp0 (folder, cases[i].folder), 0, "%s: %s", cases[i].arguments, folder);
      cr_expect (folder == NULL || g_str_equal (rest, cases[i].rest), "%s: %s", cases[i].arguments, rest);
    }
}
