/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pack.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite (notes, .init = pack_setup, .fini = pack_teardown);

/* What the notes of the rules say of forms that deserve less belief, or weigh otherwise. Confidence 0: not reported; sensitivity
   0: not looked at. */
static const struct {
  const char *text, *detector;
  guint       confidence, sensitivity;
} rows[] = {
  { "value 536.90.4399 here", "us_ssn", 0, 0 },
  { "SSN 536.90.4399", "us_ssn", 97, 0 },
  { "number 912903456 here", "us_itin", 0, 0 },
  { "ITIN 912903456", "us_itin", 95, 0 },
  { "9AA9-AA9-AA99", "us_mbi", 75, 0 },
  { "9AA9AA9AA99", "us_mbi", 55, 0 },
  { "9aa9aa9aa99", "us_mbi", 0, 0 },
  { "Medicare 9aa9-aa9-aa99", "us_mbi", 96, 0 },
  { "DE02 1203 0000 0000 2020 51", "iban", 92, 0 },
  { "de02 1203 0000 0000 2020 51", "iban", 60, 0 },
  { "iban de02120300000000202051", "iban", 98, 0 },
  { "1g4ah59h45g118341", "us_vin", 0, 0 },
  { "vin 1g4ah59h45g118341", "us_vin", 90, 0 },
  { "Kennzeichen M-AB 1234", "us_plate", 70, 0 },
  { "plaque d'immatriculation AB-123-CD", "us_plate", 70, 0 },
  { "Kennzeichen der Firma", "us_plate", 0, 0 },
  { "AB123456C", "uk_nino", 60, 0 },
  { "AB123456", "uk_nino", 0, 0 },
  { "880320-0016", "se_pnr", 65, 0 },
  { "8803200016", "se_pnr", 0, 0 },
  { "710319/2745", "cz_rc", 60, 0 },
  { "7103192745", "cz_rc", 0, 0 },
  { "130692544", "ca_sin", 0, 0 },
  { "39053344705", "br_cpf", 0, 0 },
  { "A123456(3)", "hk_id", 80, 0 },
  { "A1234563", "hk_id", 40, 0 },
  { "971013-9019874", "kr_rrn", 75, 0 },
  { "210215-3123456", "kr_rrn", 0, 0 },
  { "RRN 210215-3123456", "kr_rrn", 96, 0 },
  { "2 55 08 14 168 025", "fr_nir", 0, 0 },
  { "NIR 2 55 08 14 168 025", "fr_nir", 97, 0 },
  { "L01X00T47", "de_docnum_short", 0, 0 },
  { "Personalausweis L01X00T47", "de_docnum_short", 85, 0 },
  { "burgerservicenummer van de klant 111222333", "nl_bsn", 75, 0 },
  { "nummer van de klant 111222333", "nl_bsn", 0, 0 },
  { "40.712776, -74.005974", "geo_latlon", 55, 0 },
  { "coordinates 40.71 N, 74.00 W", "geo_degrees", 85, 0 },
  { "wind 40.71 N, 74.00 W", "geo_degrees", 0, 0 },
  { "coordinates 40\302\26042'46\"N 74\302\26000'22\"W", "geo_degrees", 85, 0 },
  { "home phone (212) 736-5041", "phone_nanp", 90, 15 },
  { "phone (212) 736-5041", "phone_nanp", 90, 6 },
  { "home address: 1847 Chestnut Hill Road, Fayetteville, NC 28301", "addr_us", 90, 30 },
  { "1847 Chestnut Hill Road, Fayetteville, NC 28301", "addr_us", 70, 18 },
  { "member id ABC12345678", "health_member", 0, 0 },
  { "clinic: member id ABC12345678", "health_member", 85, 0 },
  { "The NOFORN caveat is explained in the handbook.", "cm_legacy", 0, 0 },
  { "NOFORN", "cm_legacy", 75, 0 },
  { "ATTORNEY-CLIENT PRIVILEGED\n\nThe plan is attached.\n", "legal_priv", 88, 0 },
  { "1\n2\n3\n4\n5\nATTORNEY-CLIENT PRIVILEGED and so on\n", "legal_priv", 55, 0 },
  { "Jane Doe was born on 14 March 2012.", "dob", 90, 60 },
  { "Jane Doe was born on 14 March 1982.", "dob", 90, 35 },
  { "DD Form 2910 of Jane Doe", "spec_sapr", 70, 85 },
  { "SSN near the name: 536-90-4399", "us_ssn", 78, 0 },
  { "SSN near the name: 536-90-4399\n\nPrivacy Act of 1974", "us_ssn", 83, 0 },
  { "your password is Hunter#22!", "password_phrase", 85, 75 },
  { "username: jroe\npassword: Hunter#22!", "password_phrase", 85, 90 },
  { "password: Hunter#22! at https://host.mail/", "password_phrase", 85, 90 },
  { "The plate number is ABJ-123XY", "us_plate", 70, 0 },
  { "enable password 7 0822455D0A16", "cisco_pw", 90, 85 },
  { "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n", "ppk_private", 98, 95 },
  { "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: aes256-cbc\n", "ppk_private", 98, 60 },
};

Test (notes, forms_are_believed_as_the_notes_say)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const MspFinding *finding = pack_find (pack_detect (rows[i].text, strlen (rows[i].text)), rows[i].detector);
      guint confidence = finding != NULL ? finding->confidence : 0;

      cr_expect_eq (confidence, rows[i].confidence, "%s: %s: %u", rows[i].detector, rows[i].text, confidence);
      if (finding != NULL && rows[i].sensitivity > 0)
        cr_expect_eq (finding->sensitivity, rows[i].sensitivity, "%s: %s: %u", rows[i].detector, rows[i].text,
                      finding->sensitivity);
    }
}
