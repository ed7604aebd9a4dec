/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pack.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite (alarms, .init = pack_setup, .fini = pack_teardown);

#define MEDIUM 65

static const MspFinding *
find_alarm (const MspDetectResult *result)
{
  static const MspCategory hot[] = { MSP_CATEGORY_GOVID, MSP_CATEGORY_FIN, MSP_CATEGORY_TAX, MSP_CATEGORY_HEALTH,
                                     MSP_CATEGORY_CLEARANCE, MSP_CATEGORY_CLASSMARK };

  for (guint i = 0; i < result->n_findings; i++)
    for (guint j = 0; j < G_N_ELEMENTS (hot); j++)
      if (result->findings[i].category == hot[j] && result->findings[i].confidence >= MEDIUM
          && (result->findings[i].flags & MSP_FINDING_TEST) == 0)
        return &result->findings[i];
  return NULL;
}

/* Source code, tables of numbers and talk of machines, in the shapes that were taken for numbers of people. */
Test (alarms, code_and_prose_raise_none)
{
  static const char *const texts[] = {
    "STORE, 1897701376, 1897803775,\nSTORE, 1897803776, 1897816063,\nSTORE, 1897816064, 1899913215,\nSTORE, 1899913216, 1909379071,\n"
    "STORE, 1909379072, 1909387263,\nSTORE, 1909387264, 1909391359,\n",
    "opp-1001000000 {};\nopp-1105000000 {};\nopp-1209000000 {};\nopp-1304000000 {};\nopp-1402000000 {};\nopp-1508000000 {};\n"
    "opp-1605000000 {};\nopp-1709000000 {};\nopp-1802000000 {};\n",
    "NOT_FOUND = -2005270526\nMORE_DATA = -2005270525\nUNSUPPORTED = -2005270524\nREMOVED = -2005270523\nHUNG = -2005270522\n"
    "RESET = -2005270521\nBUSY = -2005270518\nSTALE = -2005270517\nFRAME = -2005270516\n",
    "and 011111111 -> 11111111\nand 101111111 -> 1\nand 110111111 -> 1\nand 111011111 -> 1\nand 111101111 -> 1\nand 111110111 -> 1\n"
    "and 111111011 -> 1\nand 111111101 -> 1\nand 111111110 -> 1\n",
    "13287 15317 17654 20319 23336\n26724 30505 34702 39335 44427\n",
    "    >>> print(sum(f(n) for n in range(10)))\n    1.95520948210738\n",
    "Fixed: PR100974, PR103049, PR102612, PR102616, PR102617, PR100975, PR100995, PR102103, PR102753, PR101539, PR100828",
    "5211 5212 5213 5214\n",
    "critical few with even bottom digit: 6543210123456788 and 8100000000000000",
    "\tstruct ssbi *ssbi;\n\tint (*read) (struct ssbi *, u16 addr);\n",
    "R26.L = 4; R26.H = 5; the payload carries Q10.14 or Q16.16 numbers",
    "config MANTIX_MLAF057WE51\n\ttristate \"Mantix MLAF057WE51-X\"",
    "bank of registers, id CADE0294228",
    "card->cid.year += 2000; /* cards begin there */",
    "Set the package of 148 pin for QCA8327, bank 2",
    "printk (\"OCMD=%x OADR=%x\", a, b);",
    "the error is diagnosed by the driver; the kernel prints a diagnosis of the device",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const MspFinding *alarm = find_alarm (pack_detect (texts[i], strlen (texts[i])));

      cr_expect_null (alarm, "%s %u: %s", alarm != NULL ? alarm->detector : "", alarm != NULL ? alarm->confidence : 0, texts[i]);
    }
}
