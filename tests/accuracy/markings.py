# SPDX-License-Identifier: GPL-3.0-or-later
"""Classification and CUI markings in mail. The banners and portions are examples of the Intelligence Community's Register and
Manual (ODNI, public releases of 2008, 2012 and 2016) and of the CUI Marking Handbook (NARA 2016), works of the US government;
those of CUI with categories of the CUI registry. The texts around them are invented and say nothing."""

import html

BANNERS = """
TOP SECRET//SI//NOFORN
TOP SECRET//SI-G ABCD//ORCON/NOFORN
TOP SECRET//SI-G ABCD EFGH-XYZ//ORCON/NOFORN
TOP SECRET//SI-G//ORCON/NOFORN
TOP SECRET//SI-G/TK//RSEN/ORCON/NOFORN
TOP SECRET//SI-GAMMA/TALENT KEYHOLE//RISK SENSITIVE/ORIGINATOR CONTROLLED
TOP SECRET//SI-ABC//NOFORN
TOP SECRET//SI-ABC-DEF//ORCON/NOFORN
TOP SECRET//HCS//NOFORN
TOP SECRET//HCS-P/SI/TK//ORCON/NOFORN
TOP SECRET//HCS-O-P//ORCON/NOFORN
TOP SECRET//HCS-P/SI/TK-BLFH 123456//ORCON-USGOV/NOFORN
TOP SECRET//TK//RELIDO
TOP SECRET//TK//RSEN/REL TO USA, ACGU
TOP SECRET//KDK//NOFORN
TOP SECRET//ANB/SI/TK/XNB//NOFORN
TOP SECRET//AUNPUB/SI/TALENT KEYHOLE/XUNPUB//NOFORN
TOP SECRET//RSV-123-ABC//NOFORN
TOP SECRET//RSV-ABC-123//NOFORN
TOP SECRET//RSV-ABC//NOFORN
TOP SECRET//SAR-BP//NOFORN
TOP SECRET//SAR-BP-123/CA-XYZ YYY//NOFORN
TOP SECRET//SPECIAL ACCESS REQUIRED-BUTTER POPCORN//NOFORN
TOP SECRET//RD-CNWDI//NOFORN
TOP SECRET//FGI AUS CAN DEU NATO//NOFORN
TOP SECRET//FGI CAN DEU//NOFORN
TOP SECRET//FGI CAN DEU//REL TO USA, CAN, DEU
TOP SECRET//FGI CAN GBR//REL TO USA, AUS, CAN, GBR
TOP SECRET//FGI DEU GBR//REL TO USA, DEU, GBR
TOP SECRET//IMCON/NOFORN
TOP SECRET//IMCON/REL TO USA, AUS, CAN, GBR, NZL
TOP SECRET//NOFORN
TOP SECRET//NOFORN/FISA
TOP SECRET//ORCON/NOFORN
TOP SECRET//REL TO USA, EGY, ISR
TOP SECRET//USA/CAN/GBR EYES ONLY
SECRET//SI//REL TO USA, FVEY
SECRET//SI-G ABCD DEFG-MMM AACD//ORCON/NOFORN
SECRET//HCS//NOFORN
SECRET//TK//RELIDO
SECRET//TK//FGI//NOFORN
SECRET//SAR-ABC-DEF 123/SDA-121//NOFORN
SECRET//SAR-BP-J12 J54-K15/CD-YYY 456 689/XR-XRA RB//NOFORN
SECRET//RESTRICTED DATA//NOFORN
SECRET//RESTRICTED DATA-SIGMA 20//NOFORN
SECRET//RD-CNWDI//NOFORN
SECRET//RD-CNWDI/FRD//REL TO USA, GBR
SECRET//FORMERLY RESTRICTED DATA//NOFORN
SECRET//FORMERLY RESTRICTED DATA-SIGMA 14//NOFORN
SECRET//FRD-SIGMA 14 18//REL TO USA, ACGU
SECRET//TFNI//NOFORN
SECRET//TFNI//REL TO USA, ACGU
SECRET//FGI//NOFORN
SECRET//FGI CAN GBR//REL TO USA, CAN, GBR
SECRET//FGI GBR JPN NATO//REL TO USA, GBR, JPN, NATO
SECRET//NOFORN
SECRET//NOFORN/PROPIN
SECRET//NOFORN/DEA SENSITIVE
SECRET//NOFORN//DEA SENSITIVE
SECRET//NOFORN//EXDIS
SECRET//NOFORN//NODIS
SECRET//NOFORN//LES
SECRET//NOFORN//LIMITED DISTRIBUTION
SECRET//IMCON/NOFORN
SECRET//IMCON/REL TO USA, AUS, CAN, GBR, NZL
SECRET//REL TO USA, NZL
SECRET//REL TO USA, FVEY//LES
SECRET//REL TO USA, ACGU//SSI
SECRET//REL TO USA, DEU/RELIDO
SECRET//REL TO USA, IRQ/DISPLAY ONLY AFG
SECRET//REL TO USA, IRQ/DISPLAY ONLY AFG, PAK
SECRET//DISPLAY ONLY AFG
SECRET//DISPLAY ONLY AFG, IRQ
SECRET//RELIDO
SECRET//USA/CAN/GBR EYES ONLY
CONFIDENTIAL//NOFORN/PROPIN
CONFIDENTIAL//PROPIN
CONFIDENTIAL//REL TO USA, FVEY/RELIDO
CONFIDENTIAL//RELIDO
CONFIDENTIAL//DISPLAY ONLY AFG, IRQ
//COSMIC TOP SECRET//BOHEMIA
//NATO SECRET//ATOMAL//ORCON
//NATO SECRET
//NATO CONFIDENTIAL
//NATO RESTRICTED
//DEU SECRET//NOFORN
//GBR RESTRICTED
//CAN TOP SECRET
//JOINT SECRET CAN GBR USA//REL TO USA, CAN, GBR
//JOINT SECRET GBR USA//REL TO USA, FVEY
//JOINT TOP SECRET CAN ISR USA//REL TO USA, CAN, ISR
""".strip().split("\n")

NOT_CLASSIFIED = """
UNCLASSIFIED//FOUO
UNCLASSIFIED//FOR OFFICIAL USE ONLY
UNCLASSIFIED//LES
UNCLASSIFIED//LES NOFORN
UNCLASSIFIED//LAW ENFORCEMENT SENSITIVE
UNCLASSIFIED//SBU
UNCLASSIFIED//SBU NOFORN
UNCLASSIFIED//SSI
UNCLASSIFIED//DEA SENSITIVE
UNCLASSIFIED//DOD UCNI
UNCLASSIFIED//DOE UCNI
UNCLASSIFIED//LIMITED DISTRIBUTION
""".strip().split("\n")

PORTIONS = """
(//AUS S//REL TO USA, AUS) (//CTS//BOHEMIA) (//CTS//BOHEMIA//REL TO USA, NATO) (//DEU C//REL TO USA, CAN, DEU) (//DEU S//NF)
(//DEU TS//NF) (//FGI S//NF) (//FGI S//REL TO USA, ACGU) (//GBR S//REL TO USA, GBR) (//JOINT S//REL) (//NS//ATOMAL//OC)
(C//DISPLAY ONLY AFG, IRQ) (C//NF/PR) (C//REL/RELIDO) (C//RELIDO) (S//DISPLAY ONLY AFG) (S//FGI CAN//REL TO USA, CAN, GBR)
(S//FRD-SG 14//NF) (S//FRD//NF) (S//HCS//NF) (S//IMC/REL TO USA, AUS, CAN, GBR, NZL) (S//NF) (S//NF//ND) (S//NF//XD) (S//NF/PR)
(S//RD-CNWDI//NF) (S//RD-SG 20//NF) (S//RD//NF) (S//REL TO USA, ACGU) (S//REL TO USA, AUS, CAN/RELIDO) (S//REL TO USA, FVEY)
(S//REL TO USA, IRQ/DISPLAY ONLY AFG) (S//REL) (S//REL/RELIDO) (S//RELIDO) (S//SI//REL TO USA, FVEY) (S//TFNI//NF)
(S//TK//RELIDO) (TS//ANB/SI/TK/XNB//NF) (TS//FGI DEU GBR//REL TO USA, DEU, GBR) (TS//HCS//NF) (TS//KDK//NF) (TS//NF)
(TS//NF/FISA) (TS//OC/NF) (TS//RD-CNWDI//NF) (TS//REL TO USA, EGY, ISR) (TS//REL) (TS//RELIDO) (TS//RSV-123//NF)
(TS//SAR-BP-123/CA-XYZ YYY//NF) (TS//SAR-BP//NF) (TS//SI-ABC-DEF//OC/NF) (TS//SI-ABC//NF) (TS//SI-G ABCD EFGH-XYZ//OC/NF)
(TS//SI-G ABCD//OC/NF) (TS//SI-G//OC/NF) (TS//SI-G/TK//RS/OC/NF) (TS//TK//RELIDO) (TS//TK//RS/REL TO USA, ACGU)
"""
PORTIONS = ["(" + text.strip(" )\n") + ")" for text in PORTIONS.split("(") if text.strip()]

CUI = """
CUI//SP-CTI
CUI//SP-PRVCY
CUI//SP-CTI/SP-EXPT
CUI//SP-PRVCY/HLTH
CUI//SP-EXPT//NOFORN
CUI//PRVCY
CUI//OPSEC
CUI//PROCURE//FED ONLY
CUI//LEI/PRIVILEGE//NOCON
CUI//SP-SSEL//FEDCON
CUI//PHYS//DL ONLY
CUI//SP-TAX
CUI//REL TO USA, GBR
CUI//NOFORN
CONTROLLED//SP-CTI
CONTROLLED//PRVCY
""".strip().split("\n")

BLOCK = "Classified By: J. Roe, Analyst\nDerived From: Northern SCG 4, 20150601\nDeclassify On: 20401231\n"
BLOCKS = [BLOCK, "Classified By: 1234567\nReason: 1.4(c)\nDeclassify On: 25X1, 20601231\n",
          "Classified By: J. Roe\nDerived From: Multiple Sources\nDeclassify On: 50X1-HUM\n",
          "CLASSIFIED BY: Director, Plans\nCLASSIFICATION REASON: 1.4(a)\nDECLASSIFY ON: 20330203\n"]
TALK = ["The convoy leaves at noon.", "Fuel is at ninety percent.", "The bridge is open again.", "Weather will be fair."]


def controls(banner):
    """The findings that a banner must make."""
    first = "cm_nato" if banner.startswith(("//NATO", "//COSMIC")) else "cm_joint" if banner.startswith("//") else "cm_banner"
    blocks = banner.split("//")[1:]
    sci = ("SI", "HCS", "TK", "TALENT KEYHOLE", "RSV", "KDK", "ANB", "AUNPUB")
    found = [first]
    for detector, starts in (("cm_sci", sci), ("cm_sap", ("SAR-", "SPECIAL ACCESS")),
                             ("cm_aea", ("RD", "FRD", "TFNI", "RESTRICTED DATA",
                                                                                         "FORMERLY RESTRICTED"))):
        if any(part == s or part.startswith((s + "-", s + "/", s + " ")) or s.endswith("-") and part.startswith(s)
               for part in blocks if not banner.startswith("//") for s in starts):
            found.append(detector)
    return "+".join(found)


def talk(rng):
    return "\n".join(rng.choice(TALK) for _ in range(2))


def alone(rng, mark):
    return "plain", "%s\n\n%s\n" % (mark, talk(rng))


def both_ends(rng, mark):
    return "plain", "%s\n\n%s\n\n%s\n" % (mark, talk(rng), mark)


def centred(rng, mark):
    return "plain", "%s\n\n%s\n" % (mark.center(76).rstrip(), talk(rng))


def quoted(rng, mark):
    return "plain", "See below.\n\n> %s\n>\n> %s\n" % (mark, rng.choice(TALK))


def page(rng, mark):
    return "html", "<html><body><p align=center><b>%s</b></p><p>%s</p></body></html>" % (html.escape(mark), talk(rng))


def blocked(rng, mark):
    return "plain", "%s\n\n%s\n\n%s\n" % (mark, talk(rng), rng.choice(BLOCKS))


def of(how, mark, n=1, subject=None):
    def make(message):
        message.add(*how(message.rng, mark), None)
        if subject:
            message.subject = subject
        return n, mark
    return make


def paragraphs(rng, mark):
    return "plain", "%s %s\n\n(U) %s\n" % (mark, rng.choice(TALK), rng.choice(TALK))


def designated(rng, mark):
    return "plain", ("%s\n\nControlled by: Agency of Roads\nControlled by: Office of Plans\nCUI Category: PRVCY\n"
                     "Limited Dissemination Control: FEDCON\nPOC: J. Roe\n") % talk(rng)


def messages(rng):
    for banner in BANNERS:
        for how in (alone, both_ends, centred, quoted, page, blocked):
            yield controls(banner), of(how, banner)
    for banner in NOT_CLASSIFIED:
        for how in (alone, both_ends, page):
            yield "-", of(how, banner, 0)
    for portion in PORTIONS:
        yield "cm_portion", of(paragraphs, portion)
    for banner in CUI:
        for how in (alone, both_ends, centred, page):
            yield "cui_banner", of(how, banner)
        yield "cui_portion", of(paragraphs, "(%s)" % banner.replace("CONTROLLED", "CUI"))
    for block in BLOCKS:
        for _ in range(10):
            yield "cm_cab", of(lambda rng, mark, block=block: ("plain", "%s\n\n%s" % (talk(rng), block)),
                               "classification authority block")
    for level in ("TOP SECRET", "SECRET"):
        for _ in range(10):
            yield "cm_level_line", of(lambda rng, mark: ("plain", "%s\n\n(%s) %s\n\n(U) %s\n\n%s\n%s\n" % (
                mark, "".join(word[0] for word in mark.split()), talk(rng), rng.choice(TALK), BLOCK, mark)), level)
    for mark, subject in (("(S//NF)", "(S//NF) Weekly report"), ("SECRET//NOFORN", "SECRET//NOFORN"),
                          ("(TS//SI//NF)", "RE: (TS//SI//NF) Notes of Monday"), ("(//NS//ATOMAL)", "(//NS//ATOMAL) Fuel")):
        for _ in range(10):
            yield "cm_subject", of(lambda rng, _: ("plain", talk(rng) + "\n"), mark, subject=subject)
    for value in ("25X1-HUM", "50X2-WMD", "75X1", "25X3"):
        for _ in range(10):
            yield "cm_declass", of(lambda rng, mark: ("plain", "%s\n\nDeclassify On: %s\n" % (talk(rng), mark)), value)
    for words in ("NOFORN", "LIMDIS", "EXDIS", "ORCON", "HANDLE VIA TALENT CHANNELS ONLY"):
        for _ in range(8):
            yield "cm_legacy", of(alone, words)
    for _ in range(30):
        yield "cui_line", of(both_ends, "CUI")
        yield "cui_di_block", of(designated, "CUI designation indicator")
