/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "evidence-text.h"
#include "evidence/audit-attachments.h"

TestSuite (audit_record);

/* What all records here have in common, and how it is told. */
#define HEAD "{\"CreationTime\":\"2026-04-07T08:00:00\",\"Id\":\"r1\",\"UserId\":\"kim@office.example\",\"Workload\":\"Exchange\","
#define OWN "\"MailboxOwnerUPN\":\"kim@office.example\","
#define TOLD(kind, operation) kind " 1775548800 op=" operation " id=r1"
#define KIM " mailbox=kim@office.example user=kim@office.example"
#define TYPE(type) "\"OperationProperties\":[{\"Name\":\"MailAccessType\",\"Value\":\"" type "\"}]"
#define ITEM(id) "{\"Id\":\"I" id "\",\"InternetMessageId\":\"<" id "@b.example>\",\"SizeInBytes\":5,\"Subject\":\"not told\"}"

typedef struct {
  const char *record, *expected;
} Case;

static void
expect_all (const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      EvidenceText text = evidence_text_new ();

      cr_expect (evidence_text_read (&text, "audit-json", cases[i].record, strlen (cases[i].record), NULL));
      cr_expect_str_eq (text.text->str, cases[i].expected, "%s\nis\n%s", cases[i].record, text.text->str);
      cr_expect_eq (text.marks, 0, "%s", cases[i].record);
      g_string_free (text.text, TRUE);
    }
}

#define MIA HEAD OWN "\"Operation\":\"MailItemsAccessed\","

Test (audit_record, a_bind_names_items_and_counts_those_it_does_not_name)
{
  static const Case cases[] = {
    { MIA TYPE ("Bind") ",\"OperationCount\":1,\"Folders\":[{\"Path\":\"\\\\Inbox\",\"FolderItems\":[" ITEM ("a") "]}]}",
      TOLD ("bind", "MailItemsAccessed") KIM " folder=\\Inbox operations=1 {<a@b.example> item=Ia in=\\Inbox size=5}\n" },
    { MIA TYPE ("Bind") ",\"OperationCount\":\"117\",\"Folders\":[{\"Path\":\"\\\\Inbox\",\"FolderItems\":[" ITEM ("a") "]}]}",
      TOLD ("bind", "MailItemsAccessed") KIM " folder=\\Inbox operations=117 {<a@b.example> item=Ia in=\\Inbox size=5}\n" },
    { MIA TYPE ("Bind") ",\"OperationCount\":2.00,\"Folders\":[{\"Path\":\"\\\\A\",\"FolderItems\":[" ITEM ("a") "]},"
      "{\"Path\":\"\\\\B\",\"FolderItems\":[null," ITEM ("b") "]}]}",
      TOLD ("bind", "MailItemsAccessed") KIM " operations=2 {<a@b.example> item=Ia in=\\A size=5} {<b@b.example> item=Ib in=\\B size=5}\n" },
    { MIA TYPE ("Bind") ",\"OperationCount\":4,\"Folders\":[]}", TOLD ("bind", "MailItemsAccessed") KIM " operations=4\n" },
    { MIA TYPE ("Bind") "}", TOLD ("bind", "MailItemsAccessed") KIM " operations=1\n" },
    { MIA TYPE ("Bind") ",\"OperationCount\":3,\"Folders\":[{\"Path\":\"\\\\Inbox\",\"FolderItems\":[null]}]}",
      TOLD ("bind", "MailItemsAccessed") KIM " folder=\\Inbox operations=3\n" },
    { MIA "\"OperationCount\":3}", TOLD ("bind", "MailItemsAccessed") KIM " operations=3\n" },
    { MIA "\"OperationProperties\":[{\"Name\":\"MailAccessType\",\"Value\":\"Bind\"},{\"Name\":\"IsThrottled\",\"Value\":\"True\"}]}",
      TOLD ("bind", "MailItemsAccessed") KIM " operations=1 throttled\n" },
  };

  expect_all (cases, G_N_ELEMENTS (cases));
}

Test (audit_record, a_list_may_be_taken_off_its_only_element)
{
  static const Case cases[] = {
    { MIA TYPE ("Bind") ",\"Folders\":{\"Path\":\"\\\\Inbox\",\"FolderItems\":" ITEM ("a") "}}",
      TOLD ("bind", "MailItemsAccessed") KIM " folder=\\Inbox operations=1 {<a@b.example> item=Ia in=\\Inbox size=5}\n" },
    { MIA TYPE ("Sync") ",\"Folders\":{\"Path\":\"\\\\Inbox\"}}", TOLD ("sync", "MailItemsAccessed") KIM " folder=\\Inbox\n" },
  };

  expect_all (cases, G_N_ELEMENTS (cases));
}

Test (audit_record, what_powershell_did_not_write_out_is_rejected_with_the_remedy)
{
  static const char *const cases[] = {
    MIA TYPE ("Bind") ",\"Folders\":\"System.Object[]\"}",
    MIA TYPE ("Bind") ",\"Folders\":[\"@{Path=\\\\Inbox; FolderItems=System.Object[]}\"]}",
    MIA TYPE ("Bind") ",\"Folders\":[{\"Path\":\"\\\\Inbox\",\"FolderItems\":\"System.Object[]\"}]}",
    MIA TYPE ("Bind") ",\"Folders\":[{\"Path\":\"\\\\Inbox\",\"FolderItems\":\"@{InternetMessageId=<a@b.example>}\"}]}",
    MIA "\"OperationProperties\":\"System.Object[]\"}",
    HEAD OWN "\"Operation\":\"New-InboxRule\",\"Parameters\":[\"@{Name=ForwardTo; Value=drop@mail.example}\"]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EvidenceText text = evidence_text_new ();

      cr_expect (evidence_text_read (&text, "audit-json", cases[i], strlen (cases[i]), NULL));
      cr_expect_str_eq (text.text->str, "reject 1: its nested fields were lost (\"System.Object[]\"): export AuditData as JSON\n");
      cr_expect_eq (text.marks, MSP_MARK_FLATTENED);
      g_string_free (text.text, TRUE);
    }
}

Test (audit_record, a_rejection_says_what_is_certain_of_the_record)
{
  static const Case cases[] = {
    { MIA TYPE ("Bind") ",\"Folders\":\"System.Object[]\"}", "r1 kim@office.example 1775548800" },
    { "{\"CreationTime\":\"never\",\"Id\":\"r1\"," OWN "\"Operation\":\"MailItemsAccessed\"}", "r1 kim@office.example -1" },
    /* Which mailbox a command was about stood in what is lost. */
    { HEAD OWN "\"Operation\":\"New-InboxRule\",\"Parameters\":\"System.Object[]\"}", "r1  -1" },
    { HEAD OWN "\"Folders\":[]}", "r1  -1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EvidenceText text = evidence_text_new ();

      cr_expect (evidence_text_read (&text, "audit-json", cases[i].record, strlen (cases[i].record), NULL));
      cr_expect_eq (text.n_rejected, 1, "%s", text.text->str);
      cr_expect_str_eq (text.known, cases[i].expected, "%s", cases[i].record);
      g_string_free (text.text, TRUE);
    }
}

Test (audit_record, a_sync_is_an_event_a_folder)
{
  static const Case cases[] = {
    { MIA TYPE ("Sync") ",\"OperationCount\":1,\"Folders\":[{\"Path\":\"\\\\Inbox\",\"FolderItems\":[null]},{\"Path\":\"\\\\Sent Items\"}]}",
      TOLD ("sync", "MailItemsAccessed") KIM " folder=\\Inbox\n" TOLD ("sync", "MailItemsAccessed") KIM " folder=\\Sent Items\n" },
    { MIA TYPE ("Sync") ",\"Item\":{\"Id\":\"I1\",\"ParentFolder\":{\"Name\":\"Inbox\",\"Path\":\"\\\\Inbox\"}}}",
      TOLD ("sync", "MailItemsAccessed") KIM " folder=\\Inbox\n" },
    { MIA TYPE ("Sync") ",\"Folders\":[{\"Path\":\"\\\\Inbox\",\"FolderItems\":\"System.Object[]\"}]}",
      TOLD ("sync", "MailItemsAccessed") KIM " folder=\\Inbox\n" },
    { MIA TYPE ("Sync") ",\"Folders\":[]}", TOLD ("sync", "MailItemsAccessed") KIM "\n" },
    { MIA TYPE ("sync") ",\"Folder\":{\"Path\":\"\\\\Inbox\"}}", TOLD ("sync", "MailItemsAccessed") KIM " folder=\\Inbox\n" },
    { MIA "\"OperationProperties\":\"MailAccessType:Sync\",\"Folder\":{\"Path\":\"\\\\Inbox\"}}",
      TOLD ("sync", "MailItemsAccessed") KIM " folder=\\Inbox\n" },
    { MIA "\"OperationProperties\":{\"MailAccessType\":\"Sync\"},\"Folders\":\"[{\\\"Path\\\":\\\"\\\\\\\\Inbox\\\"}]\"}",
      TOLD ("sync", "MailItemsAccessed") KIM " folder=\\Inbox\n" },
  };

  expect_all (cases, G_N_ELEMENTS (cases));
}

Test (audit_record, single_items_and_attachments_are_accesses)
{
  static const Case cases[] = {
    { HEAD OWN "\"Operation\":\"MessageBind\",\"LogonType\":2,\"Item\":{\"Id\":\"I1\",\"InternetMessageId\":\"<a@b.example>\","
      "\"ParentFolder\":{\"Path\":\"\\\\Inbox\"},\"Attachments\":\"x.pdf (12b)\"}}",
      TOLD ("bind", "MessageBind") KIM " logon=delegate operations=1 {<a@b.example> item=I1 in=\\Inbox attachments=1}\n" },
    { HEAD OWN "\"Operation\":\"FolderBind\",\"Folder\":{\"Path\":\"\\\\Inbox\"}}", TOLD ("other", "FolderBind") KIM "\n" },
    { HEAD OWN "\"Operation\":\"AttachmentAccess\",\"OperationCount\":2,\"Messages\":[{\"Id\":\"I1\",\"Path\":\"\\\\Inbox\","
      "\"MessageItems\":[{\"Id\":\"x\",\"SizeInBytes\":5},{\"Id\":\"y\",\"SizeInBytes\":\"7\"}]},{\"Id\":\"I2\",\"MessageItems\":[null]}]}",
      TOLD ("attachment", "AttachmentAccess") KIM " operations=3 { item=I1 in=\\Inbox size=12} { item=I2}\n" },
    { HEAD OWN "\"Operation\":\"AttachmentAccess\",\"Messages\":[]}", TOLD ("attachment", "AttachmentAccess") KIM " operations=1\n" },
  };

  expect_all (cases, G_N_ELEMENTS (cases));
}

Test (audit_record, sending_moving_and_deleting_name_their_items)
{
  static const Case cases[] = {
    { HEAD OWN "\"Operation\":\"SendAs\",\"Item\":{\"InternetMessageId\":\"<a@b.example>\"},\"recipientList\":[\"x@out.example\",\"y@out.example\"]}",
      TOLD ("send", "SendAs") KIM " parties=x@out.example|y@out.example {<a@b.example>}\n" },
    { HEAD OWN "\"Operation\":\"Send\",\"Item\":{},\"recipientList\":\"x@out.example; y@out.example\"}",
      TOLD ("send", "Send") KIM " parties=x@out.example|y@out.example\n" },
    { HEAD OWN "\"Operation\":\"HardDelete\",\"Folder\":{\"Path\":\"\\\\Inbox\"},\"AffectedItems\":[{\"InternetMessageId\":\"<a@b.example>\","
      "\"ParentFolder\":{\"Path\":\"\\\\Inbox\"}},null]}", TOLD ("delete", "HardDelete") KIM " folder=\\Inbox {<a@b.example> in=\\Inbox}\n" },
    { HEAD OWN "\"Operation\":\"Move\",\"Folder\":{\"Path\":\"\\\\Inbox\"},\"DestFolder\":{\"Path\":\"\\\\Archive\"},\"AffectedItems\":["
      "{\"InternetMessageId\":\"<a@b.example>\"}]}", TOLD ("move", "Move") KIM " folder=\\Inbox target=\\Archive {<a@b.example>}\n" },
    { HEAD OWN "\"Operation\":\"MoveToDeletedItems\",\"Folder\":{\"Path\":\"\\\\Inbox\"},\"AffectedItems\":["
      "{\"InternetMessageId\":\"<a@b.example>\"}]}",
      TOLD ("move", "MoveToDeletedItems") KIM " folder=\\Inbox target=\\Deleted Items {<a@b.example>}\n" },
    { HEAD OWN "\"Operation\":\"Copy\",\"Folder\":{\"Path\":\"\\\\Inbox\"},\"DestFolder\":{\"Path\":\"\\\\Copies\"},\"AffectedItems\":[]}",
      TOLD ("other", "Copy") KIM "\n" },
    { HEAD OWN "\"Operation\":\"Copy\",\"Folder\":{\"Path\":\"\\\\Inbox\"},\"DestMailboxOwnerUPN\":\"lou@office.example\",\"AffectedItems\":["
      "{\"InternetMessageId\":\"<a@b.example>\"}]}", TOLD ("send", "Copy") KIM " folder=\\Inbox parties=lou@office.example {<a@b.example>}\n" },
  };

  expect_all (cases, G_N_ELEMENTS (cases));
}

#define RULE(operation, parameters) HEAD "\"Operation\":\"" operation "\",\"ResultStatus\":\"True\"," \
  "\"ObjectId\":\"OFFICE/org/kim\\\\r\",\"Parameters\":[" parameters "]}"
#define PARAMETER(name, value) "{\"Name\":\"" name "\",\"Value\":\"" value "\"}"

Test (audit_record, rules_that_send_mail_on_tell_targets_and_conditions)
{
  static const Case cases[] = {
    { RULE ("New-InboxRule", PARAMETER ("Name", "..") "," PARAMETER ("ForwardTo", "x@out.example;\\\"Y\\\" [SMTP:y@out.example]") ","
            PARAMETER ("SubjectOrBodyContainsWords", "invoice;bank account") "," PARAMETER ("MarkAsRead", "True")),
      TOLD ("rule", "New-InboxRule") KIM " rule=.. forwards targets=x@out.example|y@out.example words=invoice|bank account\n" },
    { RULE ("Set-InboxRule", PARAMETER ("Identity", "kim@office.example\\\\all") "," PARAMETER ("RedirectTo", "smtp:x@out.example") ","
            PARAMETER ("From", "A <a@b.example>") "," PARAMETER ("HasAttachment", "True")),
      TOLD ("rule", "Set-InboxRule") KIM " rule=all forwards partial targets=x@out.example from=a@b.example\n" },
    { RULE ("New-InboxRule", PARAMETER ("Name", "n") "," PARAMETER ("ForwardAsAttachmentTo", "x@out.example") ","
            PARAMETER ("SubjectContainsWords", "s") "," PARAMETER ("BodyContainsWords", "b") "," PARAMETER ("SentTo", "t@b.example")),
      TOLD ("rule", "New-InboxRule") KIM " rule=n forwards targets=x@out.example to=t@b.example subject=s body=b\n" },
    { RULE ("New-InboxRule", PARAMETER ("Name", "hide") "," PARAMETER ("MoveToFolder", "RSS Feeds")),
      TOLD ("rule", "New-InboxRule") KIM " rule=hide\n" },
    { RULE ("Remove-InboxRule", PARAMETER ("Identity", "..")), TOLD ("rule", "Remove-InboxRule") KIM " rule=.. removed\n" },
    { RULE ("Disable-InboxRule", ""), TOLD ("rule", "Disable-InboxRule") KIM " rule=r removed\n" },
    { RULE ("New-TransportRule", PARAMETER ("Name", "t") "," PARAMETER ("BlindCopyTo", "x@out.example")),
      TOLD ("rule", "New-TransportRule") " user=kim@office.example rule=t forwards targets=x@out.example\n" },
    { RULE ("Set-Mailbox", PARAMETER ("Identity", "lou@office.example") "," PARAMETER ("ForwardingSmtpAddress", "smtp:x@out.example")),
      TOLD ("rule", "Set-Mailbox") " mailbox=lou@office.example user=kim@office.example rule=mailbox forwarding forwards targets=x@out.example\n" },
    { RULE ("Set-Mailbox", PARAMETER ("Identity", "OFFICE/org/lou") "," PARAMETER ("ForwardingSmtpAddress", "")),
      TOLD ("rule", "Set-Mailbox") " mailbox=lou user=kim@office.example rule=mailbox forwarding removed\n" },
    { HEAD OWN "\"Operation\":\"UpdateInboxRules\",\"OperationProperties\":[" PARAMETER ("RuleOperation", "AddMailboxRule") ","
      PARAMETER ("RuleName", "o") "," PARAMETER ("RuleCondition", "(x)") ","
      PARAMETER ("RuleActions", "[{\\\"ActionType\\\":\\\"Forward\\\",\\\"Recipients\\\":[\\\"x@out.example\\\"]}]") "]}",
      TOLD ("rule", "UpdateInboxRules") KIM " rule=o forwards partial targets=x@out.example\n" },
    { HEAD OWN "\"Operation\":\"UpdateInboxRules\",\"OperationProperties\":[" PARAMETER ("RuleOperation", "RemoveMailboxRule") ","
      PARAMETER ("RuleName", "o") "]}", TOLD ("rule", "UpdateInboxRules") KIM " rule=o removed\n" },
  };

  expect_all (cases, G_N_ELEMENTS (cases));
}

Test (audit_record, what_opens_or_hides_access_is_told_with_its_parameters)
{
  static const Case cases[] = {
    { RULE ("Add-MailboxPermission", PARAMETER ("Identity", "lou@office.example") "," PARAMETER ("User", "kim") ","
            PARAMETER ("AccessRights", "FullAccess")),
      TOLD ("control", "Add-MailboxPermission") " mailbox=lou@office.example user=kim@office.example text=AccessRights=FullAccess; User=kim\n" },
    { RULE ("Set-MailboxAuditBypassAssociation", PARAMETER ("Identity", "lou") "," PARAMETER ("AuditBypassEnabled", "True")),
      TOLD ("control", "Set-MailboxAuditBypassAssociation") " mailbox=lou user=kim@office.example text=AuditBypassEnabled=True\n" },
    { RULE ("Set-Mailbox", PARAMETER ("Identity", "lou") "," PARAMETER ("AuditEnabled", "False")),
      TOLD ("control", "Set-Mailbox") " mailbox=lou user=kim@office.example text=AuditEnabled=False\n" },
    { RULE ("Set-Mailbox", PARAMETER ("Identity", "lou") "," PARAMETER ("Languages", "en")),
      TOLD ("other", "Set-Mailbox") " user=kim@office.example\n" },
    { HEAD "\"Operation\":\"Add-MailboxPermission\",\"ResultStatus\":\"False\",\"Parameters\":[]}",
      TOLD ("other", "Add-MailboxPermission") " user=kim@office.example\n" },
    { HEAD "\"Operation\":\"Consent to application.\",\"ResultStatus\":\"Success\"}",
      TOLD ("control", "Consent to application.") " user=kim@office.example\n" },
  };

  expect_all (cases, G_N_ELEMENTS (cases));
}

Test (audit_record, searches_exports_and_sign_ins_are_told)
{
  static const Case cases[] = {
    { HEAD "\"Operation\":\"SearchQueryInitiatedExchange\",\"QueryText\":\"payroll\"}",
      TOLD ("search", "SearchQueryInitiatedExchange") KIM " text=payroll\n" },
    { HEAD "\"Operation\":\"SearchQueryInitiatedExchange\",\"SearchQuery\":\"payroll\"}",
      TOLD ("search", "SearchQueryInitiatedExchange") KIM " text=payroll\n" },
    { RULE ("New-ComplianceSearch", PARAMETER ("ExchangeLocation", "lou@office.example,max@office.example")),
      TOLD ("export", "New-ComplianceSearch") " mailbox=lou@office.example user=kim@office.example\n"
      TOLD ("export", "New-ComplianceSearch") " mailbox=max@office.example user=kim@office.example\n" },
    { RULE ("New-ComplianceSearch", PARAMETER ("ExchangeLocation", "All")), TOLD ("export", "New-ComplianceSearch") " user=kim@office.example\n" },
    { RULE ("New-ComplianceSearchAction", PARAMETER ("SearchName", "s") "," PARAMETER ("Purge", "True")),
      TOLD ("control", "New-ComplianceSearchAction") " user=kim@office.example text=SearchName=s; Purge=True\n" },
    { HEAD "\"Operation\":\"SearchExported\"}", TOLD ("export", "SearchExported") " user=kim@office.example state=1\n" },
    { HEAD "\"Operation\":\"SearchExportDownloaded\"}", TOLD ("export", "SearchExportDownloaded") " user=kim@office.example state=2\n" },
    { HEAD "\"Operation\":\"UserLoggedIn\",\"ResultStatus\":\"Success\",\"ClientIP\":\"[2001:db8::5]:443\",\"ApplicationId\":\"app\","
      "\"DeviceProperties\":[{\"Name\":\"SessionId\",\"Value\":\"s1\"}]}",
      TOLD ("login", "UserLoggedIn") " user=kim@office.example ip=2001:db8::5 sign-in=s1 app=app\n" },
    { HEAD "\"Operation\":\"UserLoginFailed\",\"ResultStatus\":\"Failed\"}", TOLD ("other", "UserLoginFailed") " user=kim@office.example\n" },
    { "{\"CreationTime\":\"2026-04-07T08:00:00\",\"Operation\":\"FileAccessed\",\"Workload\":\"SharePoint\"}", "pass 1\n" },
    { HEAD OWN "\"Operation\":\"Create\"}", TOLD ("other", "Create") KIM "\n" },
  };

  expect_all (cases, G_N_ELEMENTS (cases));
}

Test (audit_record, the_actor_is_read_under_all_its_names)
{
  static const Case cases[] = {
    { HEAD OWN "\"Operation\":\"Create\",\"ClientIPAddress\":\"::ffff:192.0.2.10\",\"LogonType\":\"0\",\"SessionId\":\"s\",\"AppId\":\"a\","
      "\"ClientAppId\":\"c\",\"ClientInfoString\":\"Client=OWA\",\"ExternalAccess\":\"True\",\"MailboxGuid\":\"g\","
      "\"AppAccessContext\":{\"AADSessionId\":\"i\",\"UniqueTokenId\":\"Tk\",\"uniquetokenid\":\"no\"}}",
      TOLD ("other", "Create") " mailbox=kim@office.example guid=g user=kim@office.example ip=192.0.2.10 session=s sign-in=i token=Tk app=a"
      " client-app=c client=Client=OWA logon=owner external\n" },
    { HEAD "\"Operation\":\"Create\",\"ClientIP\":\"203.0.113.9:50412\",\"LogonType\":0,\"SessionId\":\"00000000-0000-0000-0000-000000000000\","
      "\"AppAccessContext\":{\"AADSessionId\":\"\",\"ClientAppId\":\"c\"}}",
      TOLD ("other", "Create") KIM " ip=203.0.113.9 client-app=c logon=owner\n" },
    { HEAD "\"Operation\":\"Create\",\"ActorIpAddress\":\"203.0.113.9\",\"LogonType\":\"DelegatedAdmin\"}",
      TOLD ("other", "Create") " user=kim@office.example ip=203.0.113.9 logon=admin\n" },
    { HEAD "\"Operation\":\"Create\",\"ClientIP\":\"\",\"LogonType\":77,\"InternalLogonType\":3}",
      TOLD ("other", "Create") " user=kim@office.example logon=service\n" },
  };

  expect_all (cases, G_N_ELEMENTS (cases));
}

Test (audit_record, a_record_without_time_or_operation_is_rejected)
{
  static const Case cases[] = {
    { "{\"Operation\":\"Create\"}", "reject 1: it has no time that can be read\n" },
    { "{\"CreationTime\":\"soon\",\"Operation\":\"Create\"}", "reject 1: it has no time that can be read\n" },
    { "{\"CreationTime\":\"2026-04-07T08:00:00\"}", "reject 1: it names no operation\n" },
  };

  expect_all (cases, G_N_ELEMENTS (cases));
}

Test (audit_record, attachment_lists_are_counted_from_the_right)
{
  static const struct { const char *text; gsize n; guint64 bytes; } cases[] = {
    { "", 0, 0 }, { "a.pdf (12b)", 1, 12 }, { "a.pdf (12b); b.docx (30b)", 2, 42 }, { "a; b (1).pdf (12b)", 1, 12 },
    { "plan (2004.12) (v; 2) (3.2).docx (147b); x (5b)", 2, 152 }, { "a (1b); (2b); c (3b)", 2, 5 }, { "a.pdf", 0, 0 }, { "(12b)", 0, 0 },
    { " (12b)", 1, 12 }, { "a (99999999999999999999999b)", 1, G_MAXUINT64 }, { "; ; (1b)", 1, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint64 bytes;

      cr_expect_eq (msp_audit_count_attachments (cases[i].text, &bytes), cases[i].n, "%s", cases[i].text);
      cr_expect_eq (bytes, cases[i].bytes, "%s", cases[i].text);
    }
}
