/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/person-name.h"
#include "detect/person-words.h"
#include "detect/person.h"

#include <criterion/criterion.h>
#include <string.h>

#define VALUE "123-45-6780"

Test (person, names_have_one_normal_form)
{
  static const struct {
    const char *name, *normal;
  } rows[] = {
    { "Jane Doe", "DOE JANE" }, { "Jane Q. Doe", "DOE JANE" }, { "Jane Quincy Doe", "DOE JANE" },
    { "DOE, JANE QUINCY", "DOE JANE" },
    { "Doe, Jane", "DOE JANE" }, { "SGT Jane Doe", "DOE JANE" }, { "Dr. Jane Doe, PhD", "DOE JANE" },
    { "Doe, Jane, Jr.", "DOE JANE" },
    { "Jane Doe Jr.", "DOE JANE" }, { "Mme José-María O'Neill", "ONEILL JOSEMARIA" }, { "Jürgen Weiß", "WEISS JURGEN" },
    { "Søren Øster", "OSTER SOREN" }, { "Ludwig van der Berg", "VAN DER BERG LUDWIG" },
    { "García López, María", "GARCIA LOPEZ MARIA" },
    { "  Jane   Doe ", "DOE JANE" }, { "Jane", NULL }, { "Dr. Doe", NULL }, { "", NULL }, { "J. Doe", NULL }, { "Jane 4", NULL },
    { "jane@example.org Doe", NULL }, { ",", NULL }, { "Doe,", NULL }, { "\xff\xfe Doe", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *normal = msp_person_dup_normal (msp_span_from_string (rows[i].name));

      cr_expect_str_eq (normal != NULL ? normal : "", rows[i].normal != NULL ? rows[i].normal : "", "'%s': %s", rows[i].name,
                        normal != NULL ? normal : "none");
    }
}

Test (person, names_are_kept_as_they_were_spelled)
{
  static const struct {
    const char *name, *spelled;
  } rows[] = {
    { "Jane Q. Doe", "Jane Q. Doe" }, { "DOE, JANE QUINCY", "JANE QUINCY DOE" }, { "  Jane \t Doe ", "Jane Doe" },
    { "Doe, Jane, Jr.", "Jane Doe" }, { "Dr. Jane Doe, PhD", "Dr. Jane Doe, PhD" }, { "García López,\nMaría", "María García López" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *normal = msp_person_dup_normal (msp_span_from_string (rows[i].name));

      cr_expect_str_eq (msp_person_get_spelled (normal), rows[i].spelled, "%s", msp_person_get_spelled (normal));
    }
}

Test (person, word_lists_are_sorted_and_used)
{
  cr_expect (msp_person_is_given_name ("AARON"));
  cr_expect (msp_person_is_given_name ("ZOE"));
  cr_expect (msp_person_is_given_name ("JURGEN"));
  cr_expect (msp_person_is_title ("SGT"));
  cr_expect (msp_person_is_stop_word ("SOCIAL"));
  cr_expect (msp_person_is_stop_word ("ACCOUNT"));
  cr_expect (msp_person_is_particle ("VAN"));
  cr_expect_not (msp_person_is_given_name ("SOCIAL"));
  cr_expect (msp_person_get_lists ("PARIS") == (MSP_PERSON_GIVEN_NAME | MSP_PERSON_STOP_WORD));
  cr_expect (msp_person_get_lists ("XYZZY") == 0);
}

Test (person, names_are_found_in_text)
{
  static const struct {
    const char *text, *found;
    gboolean    known;
  } rows[] = {
    { "the number of Jane Doe is", "Jane Doe", TRUE }, { "by SGT Doe, Jane Q. today", "SGT Doe, Jane Q", TRUE },
    { "DOE, JANE", "DOE, JANE", TRUE }, { "Xq Zzyx", "Xq Zzyx", FALSE }, { "Jane van der Berg went", "Jane van der Berg", TRUE },
    { "José García", "José García", TRUE }, { "Social Security Number", NULL, FALSE }, { "Date of Birth", NULL, FALSE },
    { "New York", NULL, FALSE }, { "please call me", NULL, FALSE }, { "Mr. Doe", NULL, FALSE }, { "user@Jane Doe", "Doe", FALSE },
    { "Bank Account Jane Doe", "Jane Doe", TRUE }, { "Jane Doe Account", "Jane Doe", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MspNameFound found = { 0 };
      gboolean any = msp_name_find (msp_span_from_string (rows[i].text), 0, &found);
      g_autofree char *name = any ? g_strndup (rows[i].text + found.start, found.end - found.start) : g_strdup ("");

      if (rows[i].found == NULL || strchr (rows[i].found, ' ') == NULL)
        {
          cr_expect_not (any, "'%s': %s", rows[i].text, name);
          continue;
        }
      cr_expect_str_eq (name, rows[i].found, "'%s': %s", rows[i].text, name);
      cr_expect_eq (found.known, rows[i].known, "'%s'", rows[i].text);
    }
}

/* Places are found many at a time: wherever a name stands, what is before it decides. */
Test (person, names_begin_behind_what_is_no_word)
{
  char text[160];

  for (guint before = 0; before < 256; before++)
    for (gsize at = 1; at < 140; at += 23)
      {
        gboolean begins = before < 0x80 && !g_ascii_isalnum ((char) before)
                          && (before == 0 || strchr ("@_'-.", (char) before) == NULL);
        MspNameFound found = { 0 };

        memset (text, ' ', at);
        text[at - 1] = (char) before;
        memcpy (text + at, "Jane Doe", 8);
        gboolean any = msp_name_find (msp_span_new (text, at + 8), 0, &found);

        cr_expect_eq (any && found.start == at && found.end == at + 8, begins, "behind byte %u at %zu", before, at);
        cr_expect_not (msp_name_find (msp_span_new (text, at + 8), at + 1, &found), "behind byte %u at %zu", before, at);
      }
}

Test (person, names_begin_with_capitals)
{
  char text[] = "so ?yxq Doe";

  for (guint first = 0; first < 128; first++)
    {
      MspNameFound found = { 0 };

      text[3] = (char) first;
      gboolean any = msp_name_find (msp_span_new (text, sizeof text - 1), 0, &found);

      cr_expect_eq (any && found.start == 3, g_ascii_isupper ((char) first) != FALSE, "byte %u", first);
    }
}

static const MspDetectMessage message = { "Re: form", "Roe, Richard <richard@example.org>", "Jane Doe <jane@example.org>", NULL,
                                          0, FALSE };

static gboolean
link_value (const char *body, const MspDetectMessage *from, MspPersonMention *mention)
{
  g_autoptr (MspText) text = msp_text_new ();
  const char *value = strstr (body, VALUE);
  gsize start = value != NULL ? (gsize) (value - body) : 0;

  g_string_append (text->text, body);
  msp_text_finish (text);
  return msp_person_link (text, from, (guint32) start, (guint32) (start + (value != NULL ? strlen (VALUE) : 0)), mention);
}

Test (person, values_are_linked_by_the_best_rule)
{
  static const struct {
    const char *body, *name, *rule;
  } rows[] = {
    { "Name: Jane Doe\nDate of birth: 1980-02-03\nSSN: " VALUE "\n", "DOE JANE", "label block" },
    { "Last Name: Doe\nFirst Name: Jane\nSSN: " VALUE "\n", "DOE JANE", "label block" },
    { "SSN: " VALUE "\nName: DOE, JANE Q\n", "DOE JANE", "label block" },
    { "Name: Jane Doe   SSN: " VALUE "\n", "DOE JANE", "label block" },
    { "Nom: Dupont\nPrénom: Chloé\nNIR: " VALUE "\n", "DUPONT CHLOE", "label block" },
    { "Name: Jane Doe\nSSN: 1\n\nName: John Roe\nSSN: " VALUE "\n", "ROE JOHN", "label block" },
    { "The SSN of Jane Doe is " VALUE ".\n", "DOE JANE", "same line" },
    { "SSN " VALUE " belongs to SGT Jane Doe\n", "DOE JANE", "same line" },
    { "I met Jane Doe today.\nHer number is\n" VALUE " as she says.\n", "DOE JANE", "same paragraph" },
    { "Jane, my SSN is " VALUE "\n", "ROE RICHARD", "first person" },
    { "Please check your SSN " VALUE "\n", "DOE JANE", "addressed recipient" },
    { "Social Security Number " VALUE "\n", NULL, NULL },
    { "Jane Doe and John Roe share " VALUE "\n", NULL, NULL },
    { "Jane Doe\n\n" VALUE "\n", NULL, NULL },
    { VALUE, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MspPersonMention mention = { 0 };
      gboolean linked = link_value (rows[i].body, &message, &mention);

      cr_expect_eq (linked, rows[i].name != NULL, "'%s': %s %s", rows[i].body, linked ? mention.name : "", linked ? mention.rule
                    : "");
      if (linked && rows[i].name != NULL)
        {
          cr_expect_str_eq (mention.name, rows[i].name, "'%s': %s", rows[i].body, mention.name);
          cr_expect_str_eq (mention.rule, rows[i].rule, "'%s': %s", rows[i].body, mention.rule);
          cr_expect_geq (mention.strength, 0.5);
          cr_expect_leq (mention.end, strlen (rows[i].body));
        }
      g_free (mention.name);
    }
}

Test (person, certificates_and_zones_name_their_owner)
{
  static const struct {
    const char *text, *value, *name;
  } rows[] = {
    { "CN=DOE.JANE.QUINCY.1234567890, OU=x", "1234567890", "DOE JANE" },
    { "CN=DOE.JANE.1234567890", "DOE.JANE.1234567890", "DOE JANE" },
    { "P<UTODOE<<JANE<QUINCY<<<<<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
      "P<UTODOE<<JANE<QUINCY<<<<<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10", "DOE JANE" },
    { "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nDOE<<JANE<QUINCY<<<<<<<<<<<<<<", "I<UTO", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MspText) text = msp_text_new ();
      gsize start = (gsize) (strstr (rows[i].text, rows[i].value) - rows[i].text);
      MspPersonMention mention = { 0 };
      gboolean linked;

      g_string_append (text->text, rows[i].text);
      linked = msp_person_link (text, NULL, (guint32) start, (guint32) (start + strlen (rows[i].value)), &mention);
      cr_expect_eq (linked, rows[i].name != NULL, "'%s': %s", rows[i].text, linked ? mention.name : "");
      if (linked && rows[i].name != NULL)
        cr_expect_str_eq (mention.name, rows[i].name);
      g_free (mention.name);
    }
}

/* A table of n rows under "id, Last, First, ssn", or without header; the value of row is asked for. */
static gboolean
link_row (guint n, guint row, gboolean header, MspPersonMention *mention)
{
  g_autoptr (MspText) text = msp_text_new ();
  static const char *const titles[] = { "id", "Last", "First", "ssn" };
  static const char *const given[] = { "Jane", "John", "Maria", "Peter" };
  guint32 asked = 0;

  for (guint r = 0; r < n; r++)
    for (guint c = 0; c < 4; c++)
      {
        gsize start = text->text->len;

        if (r == 0 && header)
          g_string_append (text->text, titles[c]);
        else if (c == 0)
          g_string_append_printf (text->text, "%u", r);
        else if (c == 1 && header)
          g_string_append_printf (text->text, "Doe%c", 'a' + (int) (r % 26));
        else if (c == 1)
          g_string_append_printf (text->text, "%s Roe", given[r % 4]);
        else if (c == 2)
          g_string_append (text->text, header ? given[r % 4] : "none");
        else
          {
            if (r == row)
              asked = (guint32) text->text->len;
            g_string_append (text->text, VALUE);
          }
        msp_text_mark (text, MSP_MARK_CELL, start, r, c);
        g_string_append_c (text->text, c == 3 ? '\n' : '\t');
      }
  msp_text_mark (text, MSP_MARK_TABLE, 0, 0, header);
  msp_text_finish (text);
  return msp_person_link (text, NULL, asked, asked + (guint32) strlen (VALUE), mention);
}

Test (person, rows_of_a_table_name_their_person)
{
  static const struct {
    guint       n, row;
    gboolean    header;
    const char *name;
  } rows[] = {
    { 5, 1, TRUE, "DOEB JOHN" }, { 500, 444, TRUE, "DOEC JANE" }, { 10000, 9999, TRUE, "DOEP PETER" },
    { 5, 2, FALSE, "ROE MARIA" },
    { 1, 0, FALSE, "ROE JANE" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MspPersonMention mention = { 0 };

      cr_assert (link_row (rows[i].n, rows[i].row, rows[i].header, &mention), "row %zu", i);
      cr_expect_str_eq (mention.name, rows[i].name, "%s", mention.name);
      cr_expect_str_eq (mention.rule, "same row");
      g_free (mention.name);
    }
}

Test (person, fields_of_a_form_name_their_person)
{
  g_autoptr (MspText) text = msp_text_new ();
  static const char *const fields[][2] = { { "Last name", "Doe" }, { "First name", "Jane" }, { "SSN", VALUE } };
  MspPersonMention mention = { 0 };
  guint32 asked = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint n = 0; n < 2; n++)
      {
        gsize start = text->text->len;

        asked = (guint32) start;
        g_string_append (text->text, fields[i][n]);
        msp_text_mark (text, n == 0 ? MSP_MARK_FIELD_NAME : MSP_MARK_FIELD_VALUE, start, 0, 0);
        g_string_append_c (text->text, '\n');
      }
  msp_text_finish (text);
  cr_assert (msp_person_link (text, NULL, asked, asked + (guint32) strlen (VALUE), &mention));
  cr_expect_str_eq (mention.name, "DOE JANE");
  cr_expect_str_eq (mention.rule, "same form");
  g_free (mention.name);
}

Test (person, any_bytes_and_marks_are_safe)
{
  guint32 seed = 7;

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (MspText) text = msp_text_new ();
      static const char *const pieces[] = { "Name: ", "Jane ", "Doe", ", ", "\n", "\n\n", "\xc3\xa9", "\xff", ":", "my ", "<<",
                                            ".", VALUE, "\t", "First" };
      MspPersonMention mention = { 0 };

      for (guint i = 0; i < 40; i++)
        {
          gsize start = text->text->len;

          g_string_append (text->text, pieces[(seed = seed * 1103515245 + 12345) / 65536 % G_N_ELEMENTS (pieces)]);
          seed = seed * 1103515245 + 12345;
          msp_text_mark (text, seed / 65536 % MSP_N_MARKS, start, seed / 256 % 5, seed / 4096 % 5);
        }
      msp_text_finish (text);
      for (guint32 start = 0; start < text->text->len; start += 9)
        if (msp_person_link (text, &message, start, MIN (start + 11, (guint32) text->text->len), &mention))
          {
            cr_expect_leq (mention.end, text->text->len);
            g_free (mention.name);
          }
    }
}
