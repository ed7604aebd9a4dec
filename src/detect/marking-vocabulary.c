/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/marking-vocabulary.h"

#include <stdlib.h>
#include <string.h>

#define D MSP_BLOCK_DISSEM
#define N MSP_BLOCK_NONIC

/* Dissemination controls and non-IC markings; of two that begin alike the longer comes first. */
static const MspMarkingWord words[] = {
  { "RSEN", D, FALSE, 0 }, { "RISK SENSITIVE", D, FALSE, 0 }, { "RS", D, TRUE, 0 },
  { "FOR OFFICIAL USE ONLY", D, FALSE, MSP_MARKING_FOUO }, { "FOUO", D, FALSE, MSP_MARKING_FOUO },
  { "ORIGINATOR CONTROLLED", D, FALSE, 0 }, { "ORCON-USGOV", D, FALSE, 0 }, { "ORCON", D, FALSE, 0 },
  { "OC-USGOV", D, TRUE, 0 }, { "OC", D, TRUE, 0 },
  { "CONTROLLED IMAGERY", D, FALSE, 0 }, { "IMCON", D, FALSE, 0 }, { "IMC", D, TRUE, 0 },
  { "NOT RELEASABLE TO FOREIGN NATIONALS", D, FALSE, MSP_MARKING_NOFORN }, { "NOFORN", D, FALSE, MSP_MARKING_NOFORN },
  { "NF", D, TRUE, MSP_MARKING_NOFORN },
  { "CAUTION-PROPRIETARY INFORMATION INVOLVED", D, FALSE, 0 }, { "PROPIN", D, FALSE, 0 }, { "PR", D, TRUE, 0 },
  { "RELIDO", D, FALSE, 0 }, { "REL", D, TRUE, 0 }, { "EYES ONLY", D, FALSE, 0 }, { "EYES", D, TRUE, 0 },
  { "DEA SENSITIVE", D, FALSE, 0 }, { "DSEN", D, TRUE, 0 },
  { "FOREIGN INTELLIGENCE SURVEILLANCE ACT", D, FALSE, 0 }, { "RAWFISA", D, FALSE, 0 }, { "FISA", D, FALSE, 0 },
  { "WAIVED", D, FALSE, 0 }, { "WNINTEL", D, FALSE, MSP_MARKING_LEGACY }, { "NOCONTRACT", D, FALSE, MSP_MARKING_LEGACY },
  { "LIMITED DISTRIBUTION", N, FALSE, 0 }, { "LIMDIS", N, FALSE, 0 }, { "DS", N, TRUE, 0 },
  { "EXCLUSIVE DISTRIBUTION", N, FALSE, 0 }, { "EXDIS", N, FALSE, 0 }, { "XD", N, TRUE, 0 },
  { "NO DISTRIBUTION", N, FALSE, 0 }, { "NODIS", N, FALSE, 0 }, { "ND", N, TRUE, 0 },
  { "SENSITIVE BUT UNCLASSIFIED NOFORN", N, FALSE, MSP_MARKING_NOFORN }, { "SENSITIVE BUT UNCLASSIFIED", N, FALSE, 0 },
  { "SBU NOFORN", N, FALSE, MSP_MARKING_NOFORN }, { "SBU-NF", N, TRUE, MSP_MARKING_NOFORN }, { "SBU", N, FALSE, 0 },
  { "LAW ENFORCEMENT SENSITIVE NOFORN", N, FALSE, MSP_MARKING_NOFORN }, { "LAW ENFORCEMENT SENSITIVE", N, FALSE, 0 },
  { "LES NOFORN", N, FALSE, MSP_MARKING_NOFORN }, { "LES-NF", N, TRUE, MSP_MARKING_NOFORN }, { "LES", N, FALSE, 0 },
  { "SENSITIVE SECURITY INFORMATION", N, FALSE, 0 }, { "SSI", N, FALSE, 0 }, { "NNPI", N, FALSE, 0 },
};

#undef D
#undef N

static const MspLevelWord levels[] = {
  { "TOP SECRET", MSP_LEVEL_TOP_SECRET, 0 }, { "SECRET", MSP_LEVEL_SECRET, 0 }, { "CONFIDENTIAL", MSP_LEVEL_CONFIDENTIAL, 0 },
  { "UNCLASSIFIED", MSP_LEVEL_UNCLASSIFIED, 0 }, { "RESTRICTED", MSP_LEVEL_RESTRICTED, 0 }, { NULL, MSP_LEVEL_NONE, 0 },
};

static const MspLevelWord short_levels[] = {
  { "TS", MSP_LEVEL_TOP_SECRET, 0 }, { "S", MSP_LEVEL_SECRET, 0 }, { "C", MSP_LEVEL_CONFIDENTIAL, 0 },
  { "U", MSP_LEVEL_UNCLASSIFIED, 0 },
  { "R", MSP_LEVEL_RESTRICTED, 0 }, { NULL, MSP_LEVEL_NONE, 0 },
};

static const MspLevelWord nato_levels[] = {
  { "COSMIC TOP SECRET", MSP_LEVEL_TOP_SECRET, MSP_MARKING_NATO }, { "NATO SECRET", MSP_LEVEL_SECRET, MSP_MARKING_NATO },
  { "NATO CONFIDENTIAL", MSP_LEVEL_CONFIDENTIAL, MSP_MARKING_NATO },
  { "NATO RESTRICTED", MSP_LEVEL_RESTRICTED, MSP_MARKING_NATO },
  { "NATO UNCLASSIFIED", MSP_LEVEL_UNCLASSIFIED, MSP_MARKING_NATO }, { NULL, MSP_LEVEL_NONE, 0 },
};

static const MspLevelWord short_nato_levels[] = {
  { "CTS", MSP_LEVEL_TOP_SECRET, MSP_MARKING_NATO }, { "NS", MSP_LEVEL_SECRET, MSP_MARKING_NATO },
  { "NC", MSP_LEVEL_CONFIDENTIAL, MSP_MARKING_NATO }, { "NR", MSP_LEVEL_RESTRICTED, MSP_MARKING_NATO },
  { "NU", MSP_LEVEL_UNCLASSIFIED, MSP_MARKING_NATO }, { NULL, MSP_LEVEL_NONE, 0 },
};

/* Sorted, as the other word lists below. */
static const char *const sci_controls[] = {
  "BUR", "HCS", "KDK", "KLAMATH", "KLM", "MVL", "RESERVE", "RSV", "SI", "TALENT KEYHOLE", "TK",
};

static const char *const sci_compartments[] = {
  "BLFH", "BLUEFISH", "ECRU", "GAMMA", "IDIT", "IDITAROD", "KAND", "KANDIK", "NONBOOK",
};

static const char *const cui_specified[] = {
  "ADPO", "AIV", "ARCHR", "BUDG", "CCI", "CEII", "CENS", "CHLD", "CHRI", "CONTRACT", "CRITAN", "CTI", "CVI", "DCNI", "EXPT",
  "FISA", "FISAB", "FNC", "FSEC", "FUND", "GENETIC", "GEO", "HISTP", "HLTH", "ID", "IFNC", "INF", "INTEL", "INTL", "INV",
  "JURY", "LDNA", "LFNC", "LPROT", "MFC", "NNPI", "NPSR", "NUC", "PCII", "PERS", "PRIIG", "PROCURE", "PROPIN", "PRVCY",
  "SGI", "SRI", "SSEL", "SSI", "STAT", "STUD", "SUB", "TAX", "TSCA", "UCNI", "WDT", "WHSTL", "WIT",
};

static const char *const cui_basic[] = {
  "ADJ", "ADPO", "AG", "APP", "ASYL", "BARG", "BATT", "CMPRS", "COMPT", "CONREG", "CONV", "CRIT", "CVI", "CVIC", "DCNI",
  "DCRIT", "DREC", "EMGT", "EXPT", "EXPTR", "FHFANPI", "FINT", "FNC", "FSEC", "FSI", "GENETIC", "HLTH", "ID", "INF",
  "INTEL", "INV", "INVENT", "ISVI", "IVIC", "JURY", "JUV", "LCOMM", "LEI", "LMI", "LNSL", "LPROT", "LSCRN", "LVIC", "MERG",
  "MIL", "NETW", "NNPI", "NUC", "OCCMTO", "OPSEC", "PERS", "PEST", "PHYS", "POST", "PRE", "PRIIG", "PRIOR", "PRIVILEGE",
  "PROPIN", "PROT", "PRVCY", "PSEC", "RAIL", "RECCOM", "RESD", "RTR", "RWRD", "SAFE", "SBIZ", "SCV", "SERV", "SRI", "SSEL",
  "STAT", "STUD", "SURV", "TAI", "TRACE", "UCNI", "VISA", "WATER", "WHSTL", "WIT", "XFER",
};

static int
compare_word (const void *key, const void *row)
{
  const MspSpan *text = key;
  const char *word = *(const char *const *) row;
  gsize len = strlen (word);
  int order = memcmp (text->data, word, MIN (text->len, len));

  return order != 0 ? order : (text->len > len) - (text->len < len);
}

static gboolean
has_word (const char *const *table, gsize n, MspSpan text)
{
  return text.len > 0 && bsearch (&text, table, n, sizeof *table, compare_word) != NULL;
}

static gboolean
begins_with_word (MspSpan text, const char *word)
{
  gsize len = strlen (word);

  return msp_span_has_prefix (text, word) && (text.len == len || (!g_ascii_isalnum (text.data[len]) && text.data[len] != '-'));
}

const MspMarkingWord *
msp_marking_find_word (MspSpan text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (begins_with_word (text, words[i].text))
      return &words[i];
  return NULL;
}

static const MspLevelWord *
find_level (const MspLevelWord *table, MspSpan text)
{
  for (; table->text != NULL; table++)
    if (begins_with_word (text, table->text))
      return table;
  return NULL;
}

const MspLevelWord *
msp_marking_find_level (MspSpan text, gboolean portion)
{
  return find_level (portion ? short_levels : levels, text);
}

const MspLevelWord *
msp_marking_find_nato_level (MspSpan text, gboolean portion)
{
  return find_level (portion ? short_nato_levels : nato_levels, text);
}

gboolean
msp_marking_is_sci_control (MspSpan text)
{
  return has_word (sci_controls, G_N_ELEMENTS (sci_controls), text);
}

gboolean
msp_marking_is_sci_compartment (MspSpan text)
{
  return has_word (sci_compartments, G_N_ELEMENTS (sci_compartments), text);
}

gboolean
msp_marking_is_cui_code (MspSpan text, gboolean specified)
{
  return specified ? has_word (cui_specified, G_N_ELEMENTS (cui_specified), text)
                   : has_word (cui_basic, G_N_ELEMENTS (cui_basic), text);
}
