/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/cui-subject.h"

#include <string.h>

#include "model/finding.h"

/* Codes of the CUI Registry. */
static const struct {
  const char *codes;
  MspCategory category;
} subjects[] = {
  { " PRVCY ID STAT ", MSP_CATEGORY_CONTACT },
  { " HLTH ", MSP_CATEGORY_HEALTH },
  { " GENETIC ", MSP_CATEGORY_SPECIAL },
  { " PERS MIL RTR ", MSP_CATEGORY_PERSONNEL },
  { " TAX ", MSP_CATEGORY_TAX },
  { " FNC FSI XFER NETW ", MSP_CATEGORY_FIN },
  { " SSEL PROCURE PROPIN SBIZ ", MSP_CATEGORY_ACQ },
  { " CTI EXPT EXPTR DCNI UCNI NNPI ", MSP_CATEGORY_EXPORT },
  { " OPSEC PHYS EMGT CRIT DCRIT PCII ", MSP_CATEGORY_TRAVEL },
  { " LEI INV CHRI JUV CVIC LVIC IVIC SCV INF WHSTL PRIIG JURY PRIVILEGE LPROT ", MSP_CATEGORY_LEGAL },
  { " INTEL FISA IFNC GEO ", MSP_CATEGORY_CLASSMARK },
  { " STUD ", MSP_CATEGORY_FAMILY },
  { " VISA ASYL RESD ADJ ", MSP_CATEGORY_GOVID },
};

static void
append_subject (GString *out, MspSpan code)
{
  g_autofree char *padded = g_strdup_printf (" %.*s ", (int) code.len, code.data);

  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (strstr (subjects[i].codes, padded) != NULL)
      g_string_append_printf (out, "; %.*s: %s", (int) code.len, code.data, msp_category_get_name (subjects[i].category));
}

void
msp_cui_append_subjects (GString *out, MspSpan marking)
{
  for (gsize at = 0; at < marking.len;)
    {
      gsize end = at;

      while (end < marking.len && g_ascii_isupper (marking.data[end]))
        end++;
      if (end > at)
        append_subject (out, msp_span_slice (marking, at, end));
      at = MAX (end, at + 1);
    }
}
