/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/marking.h"

#include <criterion/criterion.h>

#define TS MSP_LEVEL_TOP_SECRET
#define S MSP_LEVEL_SECRET
#define C MSP_LEVEL_CONFIDENTIAL
#define U MSP_LEVEL_UNCLASSIFIED
#define R MSP_LEVEL_RESTRICTED
#define SCI MSP_MARKING_SCI
#define SAP MSP_MARKING_SAP
#define AEA MSP_MARKING_AEA
#define FGI MSP_MARKING_FGI
#define DIS MSP_MARKING_DISSEM
#define NF (MSP_MARKING_DISSEM | MSP_MARKING_NOFORN)
#define NON MSP_MARKING_NONIC
#define FOREIGN MSP_MARKING_NONUS
#define NATO (MSP_MARKING_NATO | MSP_MARKING_NONUS)
#define JOINT (MSP_MARKING_JOINT | MSP_MARKING_NONUS)
#define OLD MSP_MARKING_LEGACY

typedef struct {
  const char *text;
  MspLevel    level;
  guint32     flags;
  guint       n_blocks;
} Row;

static const Row banners[] = {
  { "TOP SECRET", TS, 0, 0 },
  { "UNCLASSIFIED", U, 0, 0 },
  { "UNCLASSIFIED//FOUO", U, DIS | MSP_MARKING_FOUO, 1 },
  { "UNCLASSIFIED//FOR OFFICIAL USE ONLY", U, DIS | MSP_MARKING_FOUO, 1 },
  { "UNCLASSIFIED//SBU NOFORN", U, NON | MSP_MARKING_NOFORN, 1 },
  { "UNCLASSIFIED//LES", U, NON, 1 },
  { "UNCLASSIFIED//DOD UCNI", U, AEA, 1 },
  { "UNCLASSIFIED//DEA SENSITIVE", U, DIS, 1 },
  { "SECRET//NOFORN", S, NF, 1 },
  { "SECRET//NOFORN//LES", S, NF | NON, 2 },
  { "SECRET//NOFORN//DEA SENSITIVE", S, NF | NON, 2 },
  { "SECRET//NOFORN/PROPIN", S, NF, 1 },
  { "SECRET//NOFORN//LIMITED DISTRIBUTION", S, NF | NON, 2 },
  { "SECRET//NOFORN//NODIS", S, NF | NON, 2 },
  { "SECRET//RELIDO", S, DIS, 1 },
  { "SECRET//REL TO USA, NZL", S, DIS, 1 },
  { "SECRET//REL TO USA, FVEY//LES", S, DIS | NON, 2 },
  { "SECRET//REL TO USA, IRQ/DISPLAY ONLY AFG, PAK", S, DIS, 1 },
  { "SECRET//DISPLAY ONLY AFG, IRQ", S, DIS, 1 },
  { "SECRET//USA/CAN/GBR EYES ONLY", S, DIS, 1 },
  { "SECRET//IMCON/REL TO USA, AUS, CAN, GBR, NZL", S, DIS, 1 },
  { "SECRET//HCS//NOFORN", S, SCI | NF, 2 },
  { "SECRET//TK//FGI//NOFORN", S, SCI | FGI | NF, 3 },
  { "SECRET//FGI GBR JPN NATO//REL TO USA, GBR, JPN, NATO", S, FGI | DIS, 2 },
  { "SECRET//RD-CNWDI//NOFORN", S, AEA | NF, 2 },
  { "SECRET//RESTRICTED DATA-SIGMA 20//NOFORN", S, AEA | NF, 2 },
  { "SECRET//FRD-SIGMA 14 18//REL TO USA, ACGU", S, AEA | DIS, 2 },
  { "SECRET//RD-CNWDI/FRD//REL TO USA, GBR", S, AEA | DIS, 2 },
  { "SECRET//TFNI//NOFORN", S, AEA | NF, 2 },
  { "SECRET//SAR-BP-J12 J54-K15/CD-YYY 456 689/XR-XRA RB//NOFORN", S, SAP | NF, 2 },
  { "TOP SECRET//SPECIAL ACCESS REQUIRED-BUTTER POPCORN//NOFORN", TS, SAP | NF, 2 },
  { "TOP SECRET//SI//NOFORN", TS, SCI | NF, 2 },
  { "TOP SECRET//SI-G ABCD//ORCON/NOFORN", TS, SCI | NF, 2 },
  { "TOP SECRET//SI-ABC-DEF//ORCON/NOFORN", TS, SCI | NF, 2 },
  { "TOP SECRET//SI-GAMMA/TALENT KEYHOLE//RISK SENSITIVE/ORIGINATOR CONTROLLED", TS, SCI | DIS, 2 },
  { "TOP SECRET//SI-G/TK//RSEN/ORCON/NOFORN", TS, SCI | NF, 2 },
  { "TOP SECRET//HCS-P/SI/TK-BLFH 123456//ORCON-USGOV/NOFORN", TS, SCI | NF, 2 },
  { "TOP SECRET//KLM-R//NOFORN", TS, SCI | NF, 2 },
  { "TOP SECRET//RSV-ABC-123//NOFORN", TS, SCI | NF, 2 },
  { "TOP SECRET//ANB/SI/TK/XNB//NOFORN", TS, SCI | MSP_MARKING_UNPUBLISHED | NF, 2 },
  { "TOP SECRET//NOFORN/FISA", TS, NF, 1 },
  { "TOP SECRET//FGI AUS CAN DEU NATO//NOFORN", TS, FGI | NF, 2 },
  { "TOP SECRET//REL TO USA, EGY, ISR", TS, DIS, 1 },
  { "CONFIDENTIAL//PROPIN", C, DIS, 1 },
  { "CONFIDENTIAL//REL TO USA, FVEY/RELIDO", C, DIS, 1 },
  { "//DEU SECRET//NOFORN", S, FOREIGN | NF, 1 },
  { "//GBR RESTRICTED", R, FOREIGN, 0 },
  { "//JOINT SECRET CAN GBR USA//REL TO USA, CAN, GBR", S, JOINT | DIS, 1 },
  { "//JOINT TOP SECRET CAN ISR USA//REL TO USA, CAN, ISR", TS, JOINT | DIS, 1 },
  { "//COSMIC TOP SECRET//BOHEMIA", TS, NATO, 1 },
  { "//NATO SECRET//ATOMAL//ORCON", S, NATO | DIS, 2 },
  { "//NATO RESTRICTED", R, NATO, 0 },
  /* Forms of older papers. */
  { "SECRET//NOFORN,PROPIN", S, NF | OLD, 1 },
  { "SECRET//ORCON, NOFORN", S, NF | OLD, 1 },
  { "SECRET//NOFORN//20301231", S, NF | OLD, 2 },
  { "SECRET//20301231", S, OLD, 1 },
  { "CONFIDENTIAL//MR", C, OLD, 1 },
  { "SECRET//NOFORN//X1", S, NF | OLD, 2 },
  { "SECRET//NOFORN/RD", S, NF | AEA | OLD, 1 },
  { "TOP SECRET//SAR-BP/SAR-CA//NOFORN", TS, SAP | NF | OLD, 2 },
  { "SECRET//NF", S, NF | OLD, 1 },
};

static const char *const no_banners[] = {
  "", "SECRET / NOFORN", "SECRETS//NOFORN", "Secret//NOFORN", "secret//noforn", "SECRET//NOFORN//SI", "TOP SECRET RECIPE",
  "CONFIDENTIAL//AND PRIVILEGED", "SECRET//", "SECRET//NOFORN//", "SECRET//NOFORN//NOFORN", "SECRET///NOFORN",
  "SECRET//LES//NOFORN",
  "TS//SI//NOFORN", "SECRET//noforn", "SECRET//REL TO GBR", "SECRET //NOFORN", "SECRET//NOFORN.", "TOP  SECRET//SI",
  "SECRET//DISPLAY ONLY",
  "RESTRICTED//NOFORN", "//JOINT SECRET//REL TO USA", "//", "//SECRET", "CONFIDENTIAL//PRIVILEGED", "SECRET//SI//LOVE",
  "SECRET//ATOMAL",
  "SECRET//SI-", "SECRET//RD-SIGMA", "SECRET//SI-ABCDE",
};

static const Row portions[] = {
  { "(U)", U, 0, 0 }, { "(S)", S, 0, 0 }, { "(TS)", TS, 0, 0 }, { "(S//NF)", S, NF, 1 },
  { "(U//FOUO)", U, DIS | MSP_MARKING_FOUO, 1 },
  { "(U//LES-NF)", U, NON | MSP_MARKING_NOFORN, 1 }, { "(U//DSEN)", U, DIS, 1 }, { "(TS//NF)", TS, NF, 1 },
  { "(S//REL TO USA, AUS)", S, DIS, 1 }, { "(S//REL)", S, DIS, 1 }, { "(S//REL/RELIDO)", S, DIS, 1 },
  { "(S//REL TO USA, IRQ/DISPLAY ONLY AFG)", S, DIS, 1 }, { "(TS//SI-G/TK//RS/OC/NF)", TS, SCI | NF, 2 },
  { "(TS//SI-G ABCD EFGH-XYZ//OC/NF)", TS, SCI | NF, 2 }, { "(TS//SAR-BP-123/CA-XYZ YYY//NF)", TS, SAP | NF, 2 },
  { "(S//FRD-SG 14//NF)", S, AEA | NF, 2 }, { "(S//RD-CNWDI//NF)", S, AEA | NF, 2 }, { "(C//NF/PR)", C, NF, 1 },
  { "(S//NF//XD)", S, NF | NON, 2 }, { "(//GBR S//REL TO USA, GBR)", S, FOREIGN | DIS, 1 },
  { "(//FGI S//NF)", S, FOREIGN | FGI | NF, 1 },
  { "(//JOINT S//REL)", S, JOINT | DIS, 1 }, { "(//NS//ATOMAL//OC)", S, NATO | DIS, 2 }, { "(//CTS//BOHEMIA)", TS, NATO, 1 },
  { "(//NR)", R, NATO, 0 }, { "(S//NOFORN)", S, NF, 1 }, { "(TS//RSV-ABC//NF)", TS, SCI | NF, 2 },
};

static const char *const no_portions[] = {
  "(S//)", "(U.S.)", "(s)", "(s//nf)", "(TSS)", "()", "(", "S//NF", "(S/NF)", "(S //NF)", "(SECRET)", "(X)", "(R)",
  "(S//NF//SI)", "(Ts)",
};

static void
check_rows (const Row *rows, gsize n, gboolean (*parse) (MspSpan, MspMarking *))
{
  for (gsize i = 0; i < n; i++)
    {
      MspMarking marking = { 0 };

      cr_expect (parse (msp_span_from_string (rows[i].text), &marking), "'%s' is refused", rows[i].text);
      cr_expect_eq (marking.level, rows[i].level, "'%s': level %d", rows[i].text, marking.level);
      cr_expect_eq (marking.flags, rows[i].flags, "'%s': flags %x, not %x", rows[i].text, marking.flags, rows[i].flags);
      cr_expect_eq (marking.n_blocks, rows[i].n_blocks, "'%s': %u blocks", rows[i].text, marking.n_blocks);
    }
}

Test (marking_parse, banners_of_the_manual_parse)
{
  check_rows (banners, G_N_ELEMENTS (banners), msp_marking_parse_banner);
}

Test (marking_parse, portions_of_the_manual_parse)
{
  check_rows (portions, G_N_ELEMENTS (portions), msp_marking_parse_portion);
}

Test (marking_parse, near_misses_are_refused)
{
  MspMarking marking;

  for (gsize i = 0; i < G_N_ELEMENTS (no_banners); i++)
    cr_expect_not (msp_marking_parse_banner (msp_span_from_string (no_banners[i]), &marking), "'%s'", no_banners[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (no_portions); i++)
    cr_expect_not (msp_marking_parse_portion (msp_span_from_string (no_portions[i]), &marking), "'%s'", no_portions[i]);
}

Test (marking_parse, every_beginning_of_a_banner_is_safe)
{
  for (gsize i = 0; i < G_N_ELEMENTS (banners); i++)
    for (gsize len = 0; len <= strlen (banners[i].text); len++)
      {
        g_autofree char *copy = g_memdup2 (banners[i].text, len);
        g_autofree char *bracketed = g_strdup_printf ("(%.*s)", (int) len, banners[i].text);
        MspMarking marking = { 0 };
        gboolean known;

        (void) msp_marking_parse_portion (msp_span_from_string (bracketed), &marking);
        (void) msp_marking_parse_cui (msp_span_new (copy, len), &known);
        if (msp_marking_parse_banner (msp_span_new (copy, len), &marking))
          cr_expect_gt (marking.level, MSP_LEVEL_NONE);
      }
}

Test (marking_parse, cui_banners_parse)
{
  static const struct {
    const char *text;
    gboolean    valid, known;
  } rows[] = {
    { "CUI", TRUE, TRUE }, { "CONTROLLED", TRUE, TRUE }, { "CUI//SP-PRVCY", TRUE, TRUE },
    { "CUI//SP-PRVCY/HLTH//NOFORN", TRUE, TRUE },
    { "CUI//NOFORN", TRUE, TRUE }, { "CUI//FED ONLY", TRUE, TRUE }, { "CUI//FEDCON/NOFORN", TRUE, TRUE },
    { "CUI//PRIVILEGE//Attorney-Client", TRUE, TRUE },
    { "CUI//REL TO USA, GBR", TRUE, TRUE }, { "CUI//DISPLAY ONLY AFG", TRUE, TRUE }, { "CONTROLLED//SP-CTI//FEDCON", TRUE, TRUE },
    { "(CUI)", TRUE, TRUE }, { "(CUI//SP-PRVCY//NF)", TRUE, TRUE }, { "CUI//OPSEC//DRAFT", TRUE, TRUE },
    { "CUI//CTI", TRUE, TRUE },
    { "CUI//ZZZZ", TRUE, FALSE }, { "CUI//SP-OPSEC", TRUE, FALSE }, { "CUI//NOFORN//PRVCY", FALSE, FALSE },
    { "CUI/PRVCY", FALSE, FALSE },
    { "CUI//", FALSE, FALSE }, { "CUI//privacy", FALSE, FALSE }, { "CUISINE", FALSE, FALSE }, { "CUI//SP-", FALSE, FALSE },
    { "", FALSE, FALSE },
    { "CUI//REL TO USA, ", FALSE, FALSE }, { "UNCONTROLLED", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean known = FALSE;

      cr_expect_eq (msp_marking_parse_cui (msp_span_from_string (rows[i].text), &known), rows[i].valid, "'%s'", rows[i].text);
      cr_expect_eq (known, rows[i].known, "'%s': known %d", rows[i].text, known);
    }
}
