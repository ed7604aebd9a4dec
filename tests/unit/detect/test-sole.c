/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/sole.h"
#include "pack.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite (sole, .init = pack_setup, .fini = pack_teardown);

static const MspDetectMessage mail = { "Re: form", "\"Roe, Richard\" <r.roe@example.org>", "jane.poe@example.org", NULL, 0, FALSE };

Test (sole, one_person_is_named_or_nobody)
{
  static const struct {
    const char *text, *title, *name;
  } rows[] = {
    { "Please meet Thomas Miller tomorrow.", NULL, "MILLER THOMAS" },
    { "Please meet Thomas Miller. Mr. Miller likes tea. Thomas A. Miller is kind.", NULL, "MILLER THOMAS" },
    { "Thomas Miller and Clara Smith.", NULL, NULL },
    { "Thomas Miller wrote to Richard Roe and Jane Poe.", NULL, "MILLER THOMAS" },
    { "Richard Roe and Jane Poe.", NULL, NULL },
    { "Harbor Street is long.", NULL, NULL },
    { "MILLER, THOMAS Q", "Miller_SF86.pdf", "MILLER THOMAS" },
    { "Zorvan Quexley was here.", "quexley-form.txt", "QUEXLEY ZORVAN" },
    { "Thomas Miller", "form.txt", NULL },
    { "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = msp_sole_dup_name (msp_span_from_string (rows[i].text), &mail, rows[i].title);

      cr_expect_str_eq (name != NULL ? name : "", rows[i].name != NULL ? rows[i].name : "", "%s: %s", rows[i].text, name);
    }
}

Test (sole, greeting_names_the_reader)
{
  static const struct {
    const char *text, *name;
  } rows[] = {
    { "Dear Clara Smith,\n\nyour account", "SMITH CLARA" }, { "Bonjour Clara Smith,\nvotre", "SMITH CLARA" },
    { "Sehr geehrte Frau Clara Smith,\nIhre", "SMITH CLARA" }, { "Dear all,\nyour account", NULL },
    { "Dear friend of Clara Smith,\nyour", NULL }, { "your account", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = msp_sole_dup_greeted (msp_span_from_string (rows[i].text), strlen (rows[i].text));

      cr_expect_str_eq (name != NULL ? name : "", rows[i].name != NULL ? rows[i].name : "", "%s: %s", rows[i].text, name);
    }
}

/* The link of the first finding of rule in body. */
static MspLink
get_link (const char *body, const char *rule)
{
  const MspFinding *finding = pack_find (pack_detect (body, strlen (body)), rule);

  cr_assert_not_null (finding, "%s: %s", rule, body);
  return finding->link;
}

Test (sole, values_far_from_the_only_name_are_linked)
{
  cr_expect_eq (get_link ("Thomas Miller came in.\n\nThe SSN is 536-90-4399.\n", "us_ssn"), MSP_LINK_PERSON);
  cr_expect_eq (get_link ("Thomas Miller and Clara Smith.\n\nThe SSN is 536-90-4399.\n", "us_ssn"), MSP_LINK_NONE);
  cr_expect_eq (get_link ("Thomas Miller came in.\n\nThe SSN is 536-90-4399.\n\nThe SSN is 772-45-1234.\n", "us_ssn"),
                MSP_LINK_NONE);
  cr_expect_eq (get_link ("Nobody came in.\n\nThe SSN is 536-90-4399.\n", "us_ssn"), MSP_LINK_NONE);
}

Test (sole, form_names_its_subject)
{
  static const char body[] = "Standard Form 86\nQUESTIONNAIRE FOR NATIONAL SECURITY POSITIONS\n\nSection 1 - Full Name\n"
    "Last name: Miller\nFirst name: Jane\n\nSection 2\nDate of Birth: 03/12/1985\n\nSection 4\nSocial Security Number: 536-90-4399\n\n"
    "Section 18\nFather: Thomas Miller\n";
  const MspFinding *finding = pack_find (pack_detect (body, strlen (body)), "us_ssn");

  cr_assert_not_null (finding);
  cr_expect_neq (strstr (finding->reasons, "subject of the form (99%)"), NULL, "%s", finding->reasons);
}
