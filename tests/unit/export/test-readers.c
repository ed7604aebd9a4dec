/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "claims-dump.h"

#define MD5 "5f2b9323c39ee3c861a7b382d205c3d3"
#define SHA256 "fbeae7c18667b6987518f3ae61ed8b19038e5961e8e7368597428eff76e4842a"
/* A field of a DAT, and the mark between two. */
#define Q "\xc3\xbe"
#define S "\x14"

static const struct { const char *name, *text, *claims; } rows[] = {
  { "a.eml.meta", "{\"id\":1,\"type\":5,\"date\":1675933200,\"FlagStr\":\"ud\",\"Path\":\"/Inbox/New/\","
    "\"TagNames\":\"a\\\\:b:c\",\"Ver\":10}",
    "zimbra-meta\nitem path=./a.eml folder=Inbox/New labels=a:b, c flags=4 date=1675933200\n" },
  { "a.eml.meta", "{\"type\":5,\"name\":\"x.eml\",\"FlagStr\":\"x\",\"Path\":\"/Sent/x.eml\",\"TagStr\":\"1,2\"}",
    "zimbra-meta\nitem path=./a.eml folder=Sent flags=3\n" },
  /* A folder's own. */
  { "Inbox.meta", "{\"type\":1,\"folder_id\":1,\"FlagStr\":\"\",\"Path\":\"/Inbox\"}", "zimbra-meta\n" },
  { "p.metadata.json", "{\"Version\":1,\"Payload\":{\"ID\":\"p\",\"LabelIDs\":[\"5\",\"0\",\"10\",\"Xy==\"],"
    "\"ExternalID\":\"<1@x.example>\",\"Time\":1675933200,"
    "\"Unread\":0}}", "proton-metadata\nitem path=./p.eml id=1@x.example folder=Inbox labels=Starred Xy== flags=2 "
    "date=1675933200\n" },
  { "p.metadata.json", "{\"Payload\":{\"LabelIDs\":[\"8\"],\"Unread\":true}}", "proton-metadata\nitem path=./p.eml "
    "folder=Drafts flags=4\n" },
  { "labels.json", "{\"Payload\":[{\"ID\":\"a\",\"Name\":\"Work\",\"Path\":\"Work\",\"Type\":1},{\"ID\":\"b\","
    "\"Name\":\"Club\",\"Path\":[\"Sport\",\"Club\"],"
    "\"Type\":3},{\"ID\":\"0\",\"Name\":\"Inbox\",\"Type\":4}]}",
    "proton-labels\nlabel path=a labels=Work\nlabel path=b folder=Sport/Club\n" },
  { "Export_load_file_1 of 1.csv", "\xef\xbb\xbf\"File_ID\",\"Location_name\",\"Compound_path\",\"Email_message_ID\","
    "\"Email_date_received\",\"Native_MD5\","
    "\"Native_SHA_256\",\"Native_size\",\"Export_native_path\",\"Deduped_custodians\",\"Error_code\"\r\n"
    "\"1\",\"jane@x.example\",\"jane@x.example\\Top of Information Store\\Inbox\\New\\Hello\",\"<1@x.example>\","
    "\"2026-02-20T12:00:03Z\",\"" MD5 "\",\""
    SHA256 "\",\"2,048\",\"NativeFiles\\1.eml\",\"Ann; Bob\",\"\"\r\n\"2\",\"jane@x.example\",\"\",\"\",\"\",\"\",\"\","
    "\"\",\"Native\\2.pdf\",\"\",\"Encrypted\"",
    "purview-load-file\nitem path=NativeFiles/1.eml id=1@x.example mailbox=jane@x.example folder=Inbox/New "
    "date=1771588803 expected=2048 md5=" MD5
    " sha256=" SHA256 " copies=2\nitem path=Native/2.pdf mailbox=jane@x.example detail=Encrypted\n" },
  { "Results.csv", "Item Identity,Original Path,Location Name,Target Path\n1,jane@x.example\\Inbox\\Hello,jane@x.example,"
    "Exchange\\jane.pst\\Inbox\\Hello.msg\n",
    "purview-items\nitem path=Exchange/jane.pst/Inbox/Hello.msg mailbox=jane@x.example folder=Inbox\n" },
  { "Items.csv", "Subject,Internet Message ID,Original path\nx,<2@x.example>,Inbox\\x\n", "purview-items\nitem "
    "id=2@x.example folder=Inbox\n" },
  { "Summary.csv", "Export name,x\nTotal items,\"1,234\"\nTotal size,99\n", "purview-summary\ncount expected=1234\n" },
  { "m-results-count.csv", "Account,Count\nAll,3\na@x.example,2\nb@x.example,1\n",
    "vault-counts\ncount mailbox=a@x.example expected=2\ncount mailbox=b@x.example expected=1\n" },
  { "counts.csv", "Account,AccountStatus,SuccessCount,MessageErrorCount\nall,,2,1\na@x.example,PartialAccountError,2,1\n",
    "vault-counts\ncount mailbox=a@x.example expected=2\ngap mailbox=a@x.example detail=1 messages could not be exported\n" },
  { "m-result-counts.csv", "Messages\n7\n", "vault-counts\ncount expected=7\n" },
  { "m-metadata.csv", "Rfc822MessageId,GmailMessageId,Account,Labels\n<1@x.example>,17,a@x.example,\"^INBOX,Work\"\n",
    "vault-metadata\nitem id=1@x.example mailbox=a@x.example labels=^INBOX,Work\n" },
  { "m-account-exceptions.csv", "Account,Error\na@x.example,Service off\n", "vault-exceptions\ngap mailbox=a@x.example "
    "detail=Service off\n" },
  { "m-metadata.xml", "<?xml version='1.0'?><Root><Batch><Documents><Document DocID='1'><Tags><Tag TagName='#Subject' "
    "TagValue='x'/></Tags><Files>"
    "<File FileType='Native'><ExternalFile FileName='m-a.mbox' FileSize='9' "
    "Hash='" MD5 "'/></File></Files></Document><Document DocID='2'><Files><File>"
    "<ExternalFile FileName='m-a.mbox'/></File></Files></Document></Documents></Batch></Root>",
    "edrm-xml\ncount path=m-a.mbox expected=2\n" },
  { "manifest.xml", "<Root><Batch><Documents><Document DocID='1'><Tags><Tag TagName='#InternetMessageId' TagValue='&lt;"
    "1@x.example&gt;'/></Tags><Files>"
    "<File FileType='Text'><ExternalFile FilePath='text' FileName='1.txt'/></File><File FileType='Native'><ExternalFile "
    "FilePath='native\\0'"
    " FileName='1.eml' FileSize='12' Hash='" SHA256 "'/></File></Files></Document></Documents></Batch></Root>",
    "edrm-xml\nitem path=native/0/1.eml id=1@x.example expected=12 sha256=" SHA256 "\n" },
  { "load.dat", Q "BEGDOC" Q S Q "CUSTODIAN" Q S Q "MESSAGEID" Q S Q "MD5HASH" Q S Q "NATIVELINK" Q "\r\n"
    Q "1" Q S Q "Doe, Jane" Q S Q "<1@x.example>" Q S Q MD5 Q S Q "\\VOL1\\NATIVES\\1.eml" Q "\r\n",
    "concordance\nitem path=VOL1/NATIVES/1.eml id=1@x.example mailbox=Doe, Jane md5=" MD5 "\n" },
  { "File checksums.txt", MD5 "  a.zip\n" MD5 " *dir/b c.xml\n", "checksums\nfile path=a.zip md5=" MD5 "\nfile path=dir/b "
    "c.xml md5=" MD5 "\n" },
  { "checksums.csv", "file,sha256\n\"a.zip\",\"" SHA256 "\"\n", "checksums\nfile path=a.zip sha256=" SHA256 "\n" },
  { "x.md5", "MD5 (a.zip) = " MD5 "\n", "checksums\nfile path=a.zip md5=" MD5 "\n" },
  { "dovecot-uidlist", "3 V1275660208 N25022 G3085f01b7f11094c501100008c4a11c1\n25006 :1276528487.M364837P9451.host,S=1355,W=1394:2,S\n"
    "25017 W2481 O5 :1276533073.M242911P3632.host:2,F\n25018 S7\n25019 :x\n",
    "uid-list\nuid path=1276528487.M364837P9451.host,S=1355,W=1394 uid=25006 validity=1275660208\n"
    "uid path=1276533073.M242911P3632.host uid=25017 validity=1275660208\n" },
  /* UIDs that do not ascend, and a name that is none, end the list. */
  { "dovecot-uidlist", "1 9 30\r\n3 a.b\r\n3 c.d\r\n4 e.f\r\n", "uid-list\nuid path=a.b uid=3 validity=9\n" },
  { "courierimapuiddb", "1 1675238499 17\n12 1675238402.M1P3.host!%\n13 ../x\n14 y\n",
    "uid-list\nuid path=1675238402.M1P3.host%21%25 uid=12 validity=1675238499\n" },
  { "courierimapuiddb", "1 1675238499 1\n", "uid-list\n" },
  { "cyrus.header", "\241\002\213\015Cyrus mailbox header\n\"The best", "cyrus\nuid\n" },
};

static const struct { const char *name, *text; } others[] = {
  { "people.csv", "Name,Account,Hash\nJane,12,x\n" },
  { "audit.csv", "RecordId,CreationDate,RecordType,Operation,UserId,AuditData\n1,2,3,4,5,6\n" },
  { "a.meta", "{\"name\":\"x\"}" },
  { "a.json", "{\"Payload\":{\"LabelIDs\":[]}}" },
  { "a.xml", "<Root><Document>x</Document></Root>" },
  { "notes.txt", MD5 "  a.zip\n" },
  { "checksums.txt", "What checksums are for.\nNothing more.\nReally.\n" },
  { "thorn.txt", Q "orn is a letter.\n" },
  { "Summary.csv", "Order,Items\nTotal items,12\n" },
  { "empty.csv", "" },
  { "dovecot-uidlist", "2 9 30\n3 0 a.b\n" },
  { "dovecot-uidlist", "3 N25022\n1 :a\n" },
  { "dovecot-uidlist", "1 99999999999 2\n1 a\n" },
  { "uidlist", "1 9 2\n1 a\n" },
  { "cyrus.header", "Cyrus mailbox header\n" },
  { "cyrus.index", "12345678" },
};

Test (export, readers_say_what_files_state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *claims = claims_dump_dup (msp_span_from_string (rows[i].text), rows[i].name);

      cr_expect_str_eq (claims != NULL ? claims : "none", rows[i].claims, "%s: %s", rows[i].name, claims);
    }
}

Test (export, other_files_say_nothing)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    cr_expect_null (msp_export_find (msp_span_from_string (others[i].text), others[i].name), "%s", others[i].name);
}

/* All readers, whatever they make of it: what they say is well formed, which the dump checks. */
static void
read_by_all (MspSpan bytes, const char *name)
{
  const MspExportReader *const *table = msp_export_get_table ();
  g_autofree char *claims = claims_dump_dup (bytes, name);

  for (gsize i = 0; table[i] != NULL; i++)
    (void) table[i]->is (bytes, name);
}

Test (export, truncated_and_shuffled_bytes_are_survived)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize len = strlen (rows[i].text);

      for (gsize cut = 0; cut <= len; cut++)
        {
          g_autofree char *copy = g_memdup2 (rows[i].text, cut);   /* so that reading past the end is seen */

          read_by_all (msp_span_new (copy, cut), rows[i].name);
        }
      for (guint round = 0; round < 300; round++)
        {
          g_autofree char *copy = g_memdup2 (rows[i].text, len);

          for (guint n = 0; n < 4; n++)
            copy[g_rand_int_range (random, 0, (gint) len)] = (char) g_rand_int (random);
          read_by_all (msp_span_new (copy, len), rows[i].name);
        }
    }
}
