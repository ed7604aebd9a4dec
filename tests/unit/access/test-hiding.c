/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/hiding.h"

#include <criterion/criterion.h>

TestSuite (hiding);

static const struct {
  const char  *text;
  MspHiding    hiding;
} texts[] = {
  { "UnifiedAuditLogIngestionEnabled=False", MSP_HIDING_ALL },
  { "UnifiedAuditLogIngestionEnabled=True", MSP_HIDING_NONE },
  { "AuditDisabled=True", MSP_HIDING_ALL },
  { "Identity=pat; AuditBypassEnabled=true", MSP_HIDING_ALL },
  { "Identity=pat; AuditEnabled=False", MSP_HIDING_MAILBOX },
  { "AuditEnabled=True", MSP_HIDING_NONE },
  { "AuditOwner=Update,MoveToDeletedItems", MSP_HIDING_MAILBOX },
  { "AuditOwner=Update,MailItemsAccessed; AuditAdmin=Copy", MSP_HIDING_MAILBOX },
  { "AuditOwner=@{Remove=MailItemsAccessed}", MSP_HIDING_MAILBOX },
  { "AuditOwner=Update,MailItemsAccessed", MSP_HIDING_NONE },
  { "AccessRights=FullAccess", MSP_HIDING_NONE },
  { "", MSP_HIDING_NONE },
};

Test (hiding, what_ends_the_records_of_access_is_told)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      MspEvent event;

      msp_event_init (&event, MSP_EVENT_CONTROL);
      event.text = texts[i].text;
      cr_expect_eq (msp_hiding_find (&event), texts[i].hiding, "%s", texts[i].text);
      event.kind = MSP_EVENT_SEARCH;
      cr_expect_eq (msp_hiding_find (&event), MSP_HIDING_NONE, "the words of a search: %s", texts[i].text);
    }
}
