/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/hiding.h"

#include <string.h>

/* Commands of Exchange, as readers tell their parameters: "AuditEnabled=False; …". */
static const struct {
  const char *word;
  MspHiding   hiding;
} words[] = {
  { "unifiedauditlogingestionenabled=false", MSP_HIDING_ALL },
  { "auditdisabled=true", MSP_HIDING_ALL },
  { "auditbypassenabled=true", MSP_HIDING_ALL },
  { "auditenabled=false", MSP_HIDING_MAILBOX },
};

/* Lists of what is audited, from which the opening of mail may be missing: taken out, or not named. */
static gboolean
leaves_out (const char *small)
{
  static const char *const lists[] = { "auditowner=", "auditdelegate=", "auditadmin=" };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const char *list = strstr (small, lists[i]);
      g_autofree char *value = list != NULL ? g_strndup (list, strcspn (list, ";")) : NULL;

      if (value != NULL && (strstr (value, "mailitemsaccessed") == NULL || strstr (value, "remove") != NULL))
        return TRUE;
    }
  return FALSE;
}

MspHiding
msp_hiding_find (const MspEvent *event)
{
  g_autofree char *small = event->kind == MSP_EVENT_CONTROL ? g_ascii_strdown (event->text, -1) : NULL;

  for (gsize i = 0; small != NULL && i < G_N_ELEMENTS (words); i++)
    if (strstr (small, words[i].word) != NULL)
      return words[i].hiding;
  return small != NULL && leaves_out (small) ? MSP_HIDING_MAILBOX : MSP_HIDING_NONE;
}
