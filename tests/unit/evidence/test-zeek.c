/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/zeek.h"

#include <criterion/criterion.h>

#include "support/evidence-text.h"

TestSuite (zeek);

#define HEAD "#separator \\x09\n#set_separator\t,\n#unset_field\t-\n#path\tconn\n"
#define FIELDS "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tduration\torig_bytes\tresp_bytes\torig_ip_bytes\tresp_ip_bytes\n"
#define ROW "1676238050.221\tC1\t203.0.113.7\t51122\t192.0.2.4\t443\t"
#define OUT "flow 2023-02-12T21:40:50Z end=2023-02-12T21:52:31Z id=C1 ip=203.0.113.7"
#define IN "flow 2023-02-12T21:40:50Z end=2023-02-12T21:52:31Z id=C1 ip=192.0.2.4"

static const struct {
  const char *label, *input, *output;
} rows[] = {
  { "both sides", HEAD FIELDS ROW "701\t907\t7341\t1203\t7621\n#close\t2023-02-13-00-00-00\n",
    OUT " bytes=7341 server=192.0.2.4 port=443\n" IN " bytes=907 server=203.0.113.7 port=443\n" },
  { "packets where content was not counted", HEAD FIELDS ROW "701\t-\t-\t0\t7621\n", OUT " bytes=7621 server=192.0.2.4 port=443\n" },
  { "nothing sent, nothing known", HEAD FIELDS ROW "-\t0\t0\t0\t0\n" ROW "-\t-\t-\t-\t-\n", "pass 6\npass 7\n" },
  { "what comes in from outside has not left", HEAD
    "#fields\tts\tuid\tid.orig_h\tid.resp_h\torig_bytes\tresp_bytes\tlocal_orig\tlocal_resp\n"
    "1676238050\tC1\t203.0.113.7\t192.0.2.4\t907\t7341\tF\tT\n",
    "flow 2023-02-12T21:40:50Z end=2023-02-12T21:40:50Z id=C1 ip=203.0.113.7 bytes=7341 server=192.0.2.4\n" },
  { "columns that change", HEAD FIELDS ROW "701\t0\t7341\t0\t0\n"
    "#fields\tts\tid.resp_h\tid.orig_h\tresp_bytes\n1676238050\t192.0.2.4\t2001:db8::7\t5\n",
    OUT " bytes=7341 server=192.0.2.4 port=443\n"
    "flow 2023-02-12T21:40:50Z end=2023-02-12T21:40:50Z ip=2001:db8::7 bytes=5 server=192.0.2.4\n" },
  { "rows that are none", HEAD FIELDS ROW "701\t0\n" "x\tC1\t203.0.113.7\t51122\t192.0.2.4\t443\t1\t1\t1\t1\t1\n"
    "1676238050\tC1\thost\t51122\t192.0.2.4\t443\t1\t1\t1\t1\t1\n",
    "reject 6: not as many values as the line #fields has columns\nreject 7: no time and two addresses\nreject 8: no time and two addresses\n" },
  { "JSON", "{\"ts\":1676238050.221,\"uid\":\"C1\",\"id.orig_h\":\"203.0.113.7\",\"id.orig_p\":51122,\"id.resp_h\":\"192.0.2.4\",\"id.resp_p\":443,"
    "\"duration\":700.5,\"orig_bytes\":907,\"resp_bytes\":7.341e3,\"conn_state\":\"SF\"}\n"
    "{\"ts\":\"2023-02-12T21:40:50.221Z\",\"id.orig_h\":\"203.0.113.7\",\"id.resp_h\":\"192.0.2.4\",\"resp_bytes\":5,\"conn_state\":\"SF\"}\n"
    "{\"ts\":1}\n",
    OUT " bytes=7341 server=192.0.2.4 port=443\n" IN " bytes=907 server=203.0.113.7 port=443\n"
    "flow 2023-02-12T21:40:50Z end=2023-02-12T21:40:50Z ip=203.0.113.7 bytes=5 server=192.0.2.4\nreject 3: no time and two addresses\n" },
};

Test (zeek, connections_become_flows)
{
  MspEvidenceOptions options = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = evidence_text_read_string (rows[i].input, strlen (rows[i].input), &options);

      cr_expect_str_eq (text, rows[i].output, "%s:\n%s", rows[i].label, text);
    }
}
