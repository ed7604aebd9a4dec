/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/w3c-log.h"

#include <criterion/criterion.h>

#include "support/evidence-text.h"

TestSuite (w3c_log);

#define FIELDS "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-bytes\r\n"
#define ROW(path, query, user, rest) "2023-02-12 21:40:55 10.0.0.1 POST " path " " query " 443 " user " 203.0.113.7 A/1+(b) 200 " rest "\r\n"
#define TIME "2023-02-12T21:40:55Z"
#define GUID "0a1b2c3d-1111-4222-8333-444455556666"
#define CLIENT " ip=203.0.113.7 client=A/1 (b)"

#define PROXY_FIELDS "#Software: Microsoft Exchange Server\r\n#Log-type: HttpProxy Logs\r\n" \
  "#Fields: DateTime,RequestId,Protocol,UrlStem,AuthenticatedUser,AnchorMailbox,UserAgent,ClientIpAddress,HttpStatus,Method,ResponseBytes\r\n"

static const struct {
  const char *label, *input, *output;
} rows[] = {
  { "protocols of Exchange", "#Software: Microsoft Internet Information Services 10.0\r\n" FIELDS
    ROW ("/EWS/Exchange.asmx", "-", "DOD\\pat", "100") ROW ("/mapi/emsmdb/", "MailboxId=" GUID "@dod.example", "DOD\\pat", "101")
    ROW ("/owa/service.svc", "action=GetItem&ID=1", "DOD\\pat", "102") ROW ("/owa/kim@dod.example/", "-", "DOD\\pat", "103")
    ROW ("/Microsoft-Server-ActiveSync/default.eas", "Cmd=Sync&User=DOD%5Ckim&DeviceId=A", "DOD\\pat", "104")
    ROW ("/rpc/rpcproxy.dll", GUID "@dod.example:6001", "DOD\\pat", "105") ROW ("/api/v2.0/me/messages", "-", "pat@dod.example", "106"),
    "request " TIME " op=EWS mailbox=DOD\\pat user=DOD\\pat" CLIENT " bytes=100 method=POST path=/EWS/Exchange.asmx status=200\n"
    "request " TIME " op=MAPI guid=" GUID " user=DOD\\pat" CLIENT " bytes=101 method=POST path=/mapi/emsmdb/"
    " status=200 text=MailboxId=" GUID "@dod.example\n"
    "request " TIME " op=OWA GetItem mailbox=DOD\\pat user=DOD\\pat" CLIENT " bytes=102"
    " method=POST path=/owa/service.svc status=200 text=action=GetItem&ID=1\n"
    "request " TIME " op=OWA mailbox=kim@dod.example user=DOD\\pat" CLIENT " bytes=103"
    " method=POST path=/owa/kim@dod.example/ status=200\n"
    "request " TIME " op=EAS Sync mailbox=DOD\\kim user=DOD\\pat" CLIENT " bytes=104"
    " method=POST path=/Microsoft-Server-ActiveSync/default.eas"
    " status=200 text=Cmd=Sync&User=DOD%5Ckim&DeviceId=A\n"
    "request " TIME " op=RPC guid=" GUID " user=DOD\\pat" CLIENT " bytes=105 method=POST path=/rpc/rpcproxy.dll"
    " status=200 text=" GUID "@dod.example:6001\n"
    "request " TIME " op=REST mailbox=pat@dod.example user=pat@dod.example" CLIENT " bytes=106"
    " method=POST path=/api/v2.0/me/messages status=200\n" },
  { "paths that give out no mail, and requests of nobody", FIELDS ROW ("/owa/", "-", "-", "1") ROW ("/ecp/x", "-", "DOD\\pat", "2")
    ROW ("/mail/a+b%20c.mbox", "-", "-", "3"),
    "transfer " TIME CLIENT " bytes=1 method=POST path=/owa/ status=200\n"
    "transfer " TIME " user=DOD\\pat" CLIENT " bytes=2 method=POST path=/ecp/x status=200\n"
    "transfer " TIME CLIENT " bytes=3 method=POST path=/mail/a+b c.mbox status=200\n" },
  { "answers of failure", FIELDS
    "2023-02-12 21:40:55 10.0.0.1 POST /Microsoft-Server-ActiveSync/default.eas User=kim 443 - 203.0.113.7 A/1+(b) 401 9\r\n",
    "transfer " TIME CLIENT " bytes=9 method=POST path=/Microsoft-Server-ActiveSync/default.eas status=401 text=User=kim\n" },
  { "columns that change, and a proxy", FIELDS ROW ("/a", "-", "-", "7")
    "#Date: 2023-02-13 00:00:00\r\n#Fields: time cs-uri-stem c-ip sc-status X-Forwarded-For\r\n"
    "09:00:01 /b 10.44.0.5 200 198.51.100.9:4711,+203.0.113.7:4712,+10.0.0.9\r\n" "09:00:02 /c fe80::1%4 404 -\r\n",
    "transfer " TIME CLIENT " bytes=7 method=POST path=/a status=200\n"
    "transfer 2023-02-13T09:00:01Z ip=203.0.113.7 path=/b status=200\n"
    "transfer 2023-02-13T09:00:02Z ip=fe80::1 path=/c status=404\n" },
  { "rows of another length, without time, without path", FIELDS "2023-02-12 21:40:55 10.0.0.1 POST /a\r\n"
    "2023-13-12 21:40:55 10.0.0.1 POST /a - 443 - 203.0.113.7 - 200 1\r\n" "2023-02-12 21:40:55 10.0.0.1 POST - - 443 - 203.0.113.7 - 200 1\r\n",
    "reject 2: not as many values as the line #Fields has columns\nreject 3: no date and time\nreject 4: no path\n" },
  { "begins behind its line of columns", ROW ("/a", "-", "-", "7") FIELDS ROW ("/a", "-", "-", "7"),
    "reject 1: no line #Fields before it says what its columns are\ntransfer " TIME CLIENT " bytes=7"
    " method=POST path=/a status=200\n" },
  { "never has a line of columns", ROW ("/a", "-", "-", "7"), "reject 1: no line #Fields before it says what its columns are\n" },
  { "HttpProxy", PROXY_FIELDS
    "2023-02-12T21:40:55.221Z,r1,Ews,/EWS/Exchange.asmx,DOD\\pat,Smtp~kim@dod.example,\"A, \"\"1\"\"\",203.0.113.7,200,POST,86\r\n"
    "2023-02-12T21:40:55.221Z,r2,Mapi,/mapi/emsmdb/,DOD\\pat,MailboxGuid~" GUID "@dod.example,,203.0.113.7,200,POST,87\r\n"
    "2023-02-12T21:40:55.221Z,r3,Ews,/EWS/Exchange.asmx,DOD\\pat,Sid~S-1-5-21-1-2-3-1104,,203.0.113.7,200,POST,88\r\n"
    "2023-02-12T21:40:55.221Z,r4,Oab,/oab/x.lzx,DOD\\pat,,,203.0.113.7,200,GET,89\r\n",
    "request " TIME " id=r1 op=EWS mailbox=kim@dod.example user=DOD\\pat ip=203.0.113.7 client=A, \"1\" bytes=86"
    " method=POST path=/EWS/Exchange.asmx status=200\n"
    "request " TIME " id=r2 op=MAPI guid=" GUID " user=DOD\\pat ip=203.0.113.7 bytes=87"
    " method=POST path=/mapi/emsmdb/ status=200\n"
    "request " TIME " id=r3 op=EWS sid=S-1-5-21-1-2-3-1104 user=DOD\\pat ip=203.0.113.7 bytes=88"
    " method=POST path=/EWS/Exchange.asmx status=200\n"
    "transfer " TIME " id=r4 user=DOD\\pat ip=203.0.113.7 bytes=89 method=GET path=/oab/x.lzx status=200\n" },
  { "HttpProxy, the columns as a row too, and quotes that never close", PROXY_FIELDS
    "DateTime,RequestId,Protocol,UrlStem,AuthenticatedUser,AnchorMailbox,UserAgent,ClientIpAddress,HttpStatus,Method,ResponseBytes\r\n"
    "2023-02-12T21:40:55.221Z,r1,Ews,\"/EWS/Exchange.asmx,DOD\\pat\r\n", "reject 5: not as many values as the line #Fields has columns\n" },
};

Test (w3c_log, rows_become_requests)
{
  MspEvidenceOptions options = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = evidence_text_read_string (rows[i].input, strlen (rows[i].input), &options);

      cr_expect_str_eq (text, rows[i].output, "%s:\n%s", rows[i].label, text);
    }
}
