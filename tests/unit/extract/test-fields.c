/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractor.h"

#include <criterion/criterion.h>

#include "dump.h"
#include "extract/field.h"

typedef struct {
  const char *type, *bytes, *text, *values;
} Row;

static void
expect_fields (const Row *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = dump_text (rows[i].type, rows[i].bytes);
      g_autofree char *values = dump_marks (rows[i].type, rows[i].bytes, MSP_MARK_FIELD_VALUE);

      cr_expect_str_eq (text, rows[i].text, "row %" G_GSIZE_FORMAT ": '%s'", i, text);
      cr_expect_str_eq (values, rows[i].values, "row %" G_GSIZE_FORMAT ": '%s'", i, values);
    }
}

Test (vcard, properties_are_one_line_each)
{
  static const Row rows[] = {
    { "text/vcard", "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Example;Ann;;;\r\nTEL;TYPE=home:+1 555\r\n 0100\r\nEND:VCARD\r\n",
      "VERSION: 3.0\nN: Example, Ann\nTEL: +1 5550100\n\n", "3.0\nExample, Ann\n+1 5550100\n" },
    { "text/x-vcard", "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=AB=\n=20Example\nEND:VCARD\n",
      "VERSION: 2.1\nFN: Zoë Example\n\n", "2.1\nZoë Example\n" },
    { "text/vcard", "BEGIN:VCARD\nitem1.EMAIL:a@mail.example\nPHOTO;ENCODING=b:/9j/4AAQ\n SkZJRg\nNOTE:a\\, b\\nc\nEND:VCARD\n",
      "EMAIL: a@mail.example\nNOTE: a, b c\n\n", "a@mail.example\na, b c\n" },
    { "text/calendar", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE;CN=\"Ann: E\":mailto:a@mail.example\nEND:VEVENT\nEND:VCALENDAR",
      "ATTENDEE: mailto:a@mail.example (CN=\"Ann: E\")\n\n", "mailto:a@mail.example (CN=\"Ann: E\")\n" },
  };

  expect_fields (rows, G_N_ELEMENTS (rows));
}

Test (ldif, attributes_are_one_line_each_and_base64_is_decoded)
{
  static const Row rows[] = {
    { "text/plain",
      "dn: cn=Ann,dc=example\ncn:: Wm/Dqw==\nmail: a@mail.exa\n mple\njpegPhoto:: /9j/4AAQAAECAwQ=\n\n# x\ndn: cn=B\n",
      "dn: cn=Ann,dc=example\ncn: Zoë\nmail: a@mail.example\n\n# x\ndn: cn=B\n",
      "cn=Ann,dc=example\nZoë\na@mail.example\ncn=B\n" },
  };

  expect_fields (rows, G_N_ELEMENTS (rows));
}

Test (xml, elements_and_attributes_are_fields)
{
  static const Row rows[] = {
    { "application/xml",
      "<?xml version=\"1.0\"?><!-- note --><p:r xmlns:p=\"x\"><SSN>078-05-1120</SSN><n first='Ann' last=\"O&apos;B\"/><e/></p:r>",
      "note\nSSN: 078-05-1120\nfirst: Ann\nlast: O'B", "078-05-1120\nAnn\nO'B\n" },
    { "text/xml", "<a.b>\n <![CDATA[x < y]]>\n</a.b>", "a.b: x < y", "x < y\n" },
    { "application/octet-stream", "{ \"ssn\": \"078-05-1120\" }", "ssn: 078-05-1120\n\n", "078-05-1120\n" },
    { "application/json", "{ \"ssn\": { \"props\": { \"value\": \"078051120\" } }, \"value\": 5 }",
      "ssn:\nprops:\nssn: 078051120\n\nvalue: 5\n\n", "078051120\n5\n" },
    { "application/xml", "<?xml version=\"1.0\"?><r><Given><Value>Ann</Value></Given></r>", "r:\nGiven:\nGiven: Ann", "Ann\n" },
    { "application/xml", "<?xml version=\"1.0\"?><a><b/><c><d>1</d></c><c>x<e>2</e></c><f><g/><h/></f></a>",
      "a:\nc:\nd: 1\nc: x\nc:\ne: 2", "1\nx\n2\n" },
  };

  expect_fields (rows, G_N_ELEMENTS (rows));
}

Test (fields, label_of_a_path_is_its_last_name_that_says_something)
{
  static const struct { const char *path, *label; } rows[] = {
    { "Applicant.SSN.value", "SSN" }, { "form1[0].#subform[0].LastName[0]", "LastName" }, { "Applicant[0].SSN[0].part1[0]", "SSN" },
    { "Spouse.Name.value[0]", "Name" }, { "form1[0].#subform[2].TextField11[0]", "TextField11" }, { "f1_03[0]", "f1_03" },
    { "value", "value" }, { "SSN", "SSN" }, { "a..b", "b" }, { "Name.", "Name" }, { ".", "" }, { "", "" }, { "[0].[1]", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MspSpan label = msp_field_path_find_label (msp_span_from_string (rows[i].path));
      g_autofree char *text = g_strndup (label.data, label.len);

      cr_expect_str_eq (text, rows[i].label, "%s: %s", rows[i].path, text);
    }
}

Test (fields, number_cut_into_its_parts_is_also_given_whole)
{
  static const struct {
    const char *type, *bytes;
    gboolean    whole;
  } rows[] = {
    { "application/json", "{ \"ssn\": { \"first\": \"078\", \"middle\": \"05\", \"last\": \"1120\" } }", TRUE },
    { "application/json",
      "{ \"ApplicantSSN\": { \"type\": \"x\", \"props\": { \"a\": \"078\", \"b\": \"05\", \"c\": \"1120\" } } }", TRUE },
    { "application/json", "{ \"socialSecurityNumber\": [ \"078\", \"05\", \"1120\" ] }", TRUE },
    { "application/json", "{ \"ssn1\": \"078\", \"ssn2\": \"05\", \"ssn3\": \"1120\" }", TRUE },
    { "application/json", "{ \"phone\": { \"first\": \"078\", \"middle\": \"05\", \"last\": \"1120\" } }", FALSE },
    { "application/json", "{ \"lessness\": { \"first\": \"078\", \"middle\": \"05\", \"last\": \"1120\" } }", FALSE },
    { "application/json", "{ \"ssn\": { \"first\": \"078\", \"middle\": \"05\" }, \"id\": { \"last\": \"1120\" } }", FALSE },
    { "application/json", "{ \"ssn\": { \"first\": \"078\", \"middle\": \"5\", \"last\": \"1120\" } }", FALSE },
    { "application/json", "{ \"ssn\": { \"first\": \"9\" }, \"b\": { \"x\": \"078\", \"y\": \"05\", \"z\": \"1120\" } }", FALSE },
    { "application/xml", "<?xml version=\"1.0\"?><p><SSN><A>078</A><B>05</B><C>1120</C></SSN></p>", TRUE },
    { "application/xml", "<?xml version=\"1.0\"?><p><SSN>no</SSN><q><A>078</A><B>05</B><C>1120</C></q></p>", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *values = dump_marks (rows[i].type, rows[i].bytes, MSP_MARK_FIELD_VALUE);

      cr_expect_eq (strstr (values, "078-05-1120") != NULL, rows[i].whole, "row %" G_GSIZE_FORMAT ": '%s'", i, values);
    }
}
