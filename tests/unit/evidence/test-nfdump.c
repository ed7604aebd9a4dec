/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/nfdump.h"

#include <criterion/criterion.h>

#include "support/evidence-text.h"

TestSuite (nfdump);

#define NAMES "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt\n"
#define TIMES "2023-02-12 21:40:50,2023-02-12 21:52:31,701.000,"
#define OUT "flow 2023-02-12T21:40:50Z end=2023-02-12T21:52:31Z assumed ip=203.0.113.7"
#define IN "flow 2023-02-12T21:40:50Z end=2023-02-12T21:52:31Z assumed ip=192.0.2.4"

static const struct {
  const char *label, *input, *output;
} rows[] = {
  { "one direction", NAMES TIMES "192.0.2.4,203.0.113.7,443,51122,TCP,.AP.SF,0,0,54,7341,0,0\n",
    OUT " bytes=7341 server=192.0.2.4 port=443\n" },
  { "both directions in a row", NAMES TIMES "192.0.2.4,203.0.113.7,443,51122,TCP,.AP.SF,0,0,54,7341,9,907\n",
    OUT " bytes=7341 server=192.0.2.4 port=443\n" IN " bytes=907 server=203.0.113.7 port=443\n" },
  { "no bytes", NAMES TIMES "192.0.2.4,203.0.113.7,443,51122,TCP,.AP.SF,0,0,54,0,0,0\n", "pass 2\n" },
  { "names of 1.7, blanks, a summary", "firstSeen, duration, proto, srcAddr, srcPort, dstAddr, dstPort, packets, bytes, flows\n"
    "2023-02-12 21:40:50.120, 700.5, TCP , 2001:db8::4, 443, 2001:db8::7, 51122, 54, 7341, 1\nSummary\nflows,bytes,packets\n1,7341,54\n",
    "flow 2023-02-12T21:40:50Z end=2023-02-12T21:52:31Z assumed ip=2001:db8::7 bytes=7341 server=2001:db8::4 port=443\n"
    "pass 3\npass 4\npass 5\n" },
  { "sampled", "ts,te,sa,da,ibyt,sampled\n2023-02-12 21:40:50,2023-02-12 21:52:31,192.0.2.4,203.0.113.7,7341,1000\n",
    "mark sampled\n" OUT " bytes=7341 server=192.0.2.4\n" },
  { "rows that are none", NAMES TIMES "192.0.2.4\n" "yesterday,,701,192.0.2.4,203.0.113.7,443,51122,TCP,.AP.SF,0,0,54,7341,0,0\n"
    TIMES "192.0.2.4,203.0.113.7,443,51122,TCP,.AP.SF,0,0,54,7.3 M,0,0\n",
    "reject 2: not as many values as columns\nreject 3: no time and two addresses\nreject 4: no number of bytes\n" },
  { "a stated end before the beginning", NAMES "2023-02-12 21:40:50,2023-02-12 21:40:00,0,192.0.2.4,203.0.113.7,443,51122,TCP,,0,0,54,7341,0,0\n",
    "flow 2023-02-12T21:40:50Z end=2023-02-12T21:40:50Z assumed ip=203.0.113.7 bytes=7341 server=192.0.2.4 port=443\n" },
};

Test (nfdump, rows_become_flows)
{
  MspEvidenceOptions options = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = evidence_text_read_string (rows[i].input, strlen (rows[i].input), &options);

      cr_expect_str_eq (text, rows[i].output, "%s:\n%s", rows[i].label, text);
    }
}

Test (nfdump, times_are_of_the_zone_of_the_options)
{
  MspEvidenceOptions options = { .utc_offset = -5 * 3600, .has_utc_offset = TRUE };
  const char *input = NAMES TIMES "192.0.2.4,203.0.113.7,443,51122,TCP,.AP.SF,0,0,54,7341,0,0\n";
  g_autofree char *text = evidence_text_read_string (input, strlen (input), &options);

  cr_expect_str_eq (text, "flow 2023-02-13T02:40:50Z end=2023-02-13T02:52:31Z assumed ip=203.0.113.7 bytes=7341 server=192.0.2.4 port=443\n");
}
