/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "evidence-text.h"

TestSuite (audit_csv);

#define PORTAL "RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames\n"
#define LINE(rest) "{\"\"CreationTime\"\":\"\"2026-04-07T08:00:00\"\",\"\"Id\"\":\"\"r1\"\",\"\"Operation\"\":\"\"MailItemsAccessed\"\"," \
  "\"\"UserId\"\":\"\"kim@office.example\"\",\"\"MailboxOwnerUPN\"\":\"\"kim@office.example\"\"," \
  "\"\"ClientIPAddress\"\":\"\"203.0.113.9:4711\"\"" rest "}"
#define BIND LINE (",\"\"OperationProperties\"\":[{\"\"Name\"\":\"\"MailAccessType\"\",\"\"Value\"\":\"\"Bind\"\"}]," \
  "\"\"OperationCount\"\":1,\"\"Folders\"\":[{\"\"Path\"\":\"\"\\\\Inbox\"\",\"\"FolderItems\"\":[{\"\"InternetMessageId\"\":\"\"<a@b.example>\"\"}]}]")
#define BIND_EVENT "bind 1775548800 op=MailItemsAccessed id=r1 mailbox=kim@office.example user=kim@office.example ip=203.0.113.9" \
  " folder=\\Inbox operations=1 {<a@b.example> in=\\Inbox}\n"

static void
expect (const char *id, const char *data, const MspEvidenceOptions *options, const char *expected, guint marks)
{
  EvidenceText text = evidence_text_new ();

  cr_expect (evidence_text_read (&text, id, data, strlen (data), options));
  cr_expect_str_eq (text.text->str, expected);
  cr_expect_eq (text.marks, marks, "%x", text.marks);
  g_string_free (text.text, TRUE);
}

Test (audit_csv, each_shape_of_an_export_gives_the_same_event)
{
  static const char *const cases[] = {
    PORTAL "r1,\"2026-04-07T08:00:00.0000000Z \",50,MailItemsAccessed,kim@office.example,\"" BIND "\",,\n",
    PORTAL "r1,4/7/2026 8:00:00 AM,50,MailItemsAccessed,kim@office.example,\"" BIND "\",,\r\n",
    "CreationDate,UserIds,Operations,AuditData\n2026-04-07T08:00:00.0000000Z,kim@office.example,MailItemsAccessed,\"" BIND "\"",
    "\xef\xbb\xbf#TYPE Deserialized.Example\r\n\"RunspaceId\",\"CreationDate\",\"UserIds\",\"AuditData\",\"ResultIndex\",\"ResultCount\"\r\n"
    "\"x\",\"4/7/2026 8:00:00 AM\",\"kim@office.example\",\"" BIND "\",\"1\",\"1\"\r\n",
    "sep=;\nCreationDate;UserIds;Operations;AuditData\n2026-04-07T08:00:00Z;kim@office.example;MailItemsAccessed;\"" BIND "\"\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    expect ("purview-csv", cases[i], NULL, BIND_EVENT, 0);
}
