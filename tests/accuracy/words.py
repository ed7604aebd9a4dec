# SPDX-License-Identifier: GPL-3.0-or-later
"""Mail that detectors of words are for: sentences as people write them, by detector and language."""

from digits import E, F, G, Kind, S
from values_people import person

SENTENCES = {
    "pers_pay": {E: ["Leave and earnings statement for January: entitlements $4,210.00, net $3,122.50.",
                     "Her gross pay is $4,210.00, net pay $3,122.50.",
                     "DFAS has changed the allotment of $250.00 from base pay of $3,400.00."],
                 F: ["Bulletin de salaire de janvier : brut 3 410,00 €, net à payer 2 655,20 €.",
                     "Sa fiche de paie : net 2 655,20 €."],
                 S: ["Nómina de enero: salario bruto 2.410,00 €, neto 1.988,30 €."],
                 G: ["Gehaltsabrechnung für Januar: brutto 4.210,00 €, netto 2.655,20 €.",
                     "Ihre Lohnabrechnung: netto 2.655,20 EUR."]},
    "health_dx": {E: ["She was diagnosed with PTSD in March.", "He tested positive for hepatitis C.",
                      "Chemotherapy begins on Monday; the prognosis is fair.", "Treated for substance abuse and depression."],
                  F: ["On lui a diagnostiqué un cancer.", "Elle est séropositive au VIH.", "Il suit une chimiothérapie."],
                  S: ["Le diagnosticaron cáncer.", "Dio positivo en VIH.", "Está en quimioterapia."],
                  G: ["Bei ihr wurde Krebs diagnostiziert.", "Er ist HIV-positiv.", "Sie bekommt eine Chemotherapie."]},
    "health_mil": {E: ["His physical profile (DA Form 3349) runs until June.", "PULHES is 211111.",
                       "Line of duty determination pending.",
                       "The medical evaluation board meets in May."]},
    "ops_order": {E: ["OPORD 23-07 follows; read the commander's intent.", "FRAGORD 2 to the operations order changes phase two.",
                      "The recall roster is attached.", "The deployment order names the rules of engagement."]},
    "acq_ssi": {E: ["SOURCE SELECTION INFORMATION - SEE FAR 2.101 AND 3.104",
                    "Source Selection Information – See FAR 2.101 and 3.104"]},
    "acq_ssi_terms": {E: ["The source selection plan and the technical evaluation report go to the source selection authority.",
                          "The IGCE is in the price negotiation memorandum.",
                          "Source selection evaluation board, consensus meeting."]},
    "acq_bidprop": {E: ["CONTRACTOR BID OR PROPOSAL INFORMATION",
                        "Use or disclosure of data contained on this sheet is subject to the "
                        "restriction on the title page of this proposal.",
                        "This proposal includes data that shall not be disclosed "
                        "outside the Government."]},
    "acq_rates": {E: ["The fully burdened rate is $142.10, the overhead rate 61.2 %.", "G&A rate 11.4 %, wrap rate 2.31.",
                      "The forward pricing rate was agreed."]},
    "dist_stmt": {E: ["DISTRIBUTION STATEMENT D. Distribution authorized to DoD and U.S. DoD contractors only.",
                      "Distribution Statement C: U.S. Government agencies and their contractors.", "DISTRIBUTION STATEMENT F."]},
    "itar_legend": {E: ["WARNING - This document contains technical data. Export is restricted by the Arms Export Control Act.",
                        "Subject to the International Traffic in Arms Regulations (22 CFR 120-130).",
                        "This drawing is ITAR-controlled.",
                        "Export of this item falls under 15 CFR 774."]},
    "minor_terms": {E: ["My daughter starts school enrollment on Monday.", "The custody of the minor children was settled.",
                        "Child Development Center: dependent child form.", "Exceptional Family Member Program intake."]},
    "spec_race": {E: ["Race: White", "Ethnicity: Hispanic or Latino"], F: ["Origine ethnique : berbère"],
                  S: ["Raza: mestiza", "Etnia: gitana"],
                  G: ["Ethnische Herkunft: kurdisch"]},
    "spec_religion": {E: ["Religious preference: Lutheran", "Religion: Catholic"], F: ["Religion : catholique"],
                      S: ["Religión: católica"],
                      G: ["Konfession: evangelisch", "Religionszugehörigkeit: katholisch"]},
    "spec_union": {E: ["He is a union steward and pays union dues.", "Union membership since 2009."],
                   F: ["Adhésion syndicale depuis 2009."],
                   S: ["Afiliación sindical desde 2009."],
                   G: ["Sie ist Gewerkschaftsmitglied.", "Gewerkschaftszugehörigkeit unbekannt."]},
    "spec_politics": {E: ["Political affiliation: Green.", "His party membership card is from 1998."],
                      F: ["Ses opinions politiques sont connues."],
                      S: ["Afiliación política desconocida."], G: ["Sie ist Parteimitglied seit 1998."]},
    "spec_sexlife": {E: ["Her sexual orientation was discussed.", "Complaint of sexual harassment filed.",
                         "Gender dysphoria evaluation."],
                     F: ["Son orientation sexuelle a été évoquée."], S: ["Se habló de su orientación sexual."],
                     G: ["Über seine sexuelle Orientierung wurde gesprochen."]},
    "spec_sapr": {E: ["DD Form 2910 signed by the victim.", "See the attached DD-2911."]},
    "spec_biometric": {E: ["The fingerprint card (FD-258) is attached.", "An iris scan and a DNA sample were taken.",
                           "Retina scan on file."],
                       F: ["Ses empreintes digitales ont été relevées."], S: ["Se tomaron sus huellas dactilares."],
                       G: ["Seine Fingerabdrücke wurden genommen."]},
    "legal_priv": {E: ["ATTORNEY-CLIENT PRIVILEGED", "This memo is attorney work product.",
                       "Privileged and confidential: legal advice."],
                   F: ["Couvert par le secret professionnel de l'avocat."], S: ["Amparado por el secreto profesional."],
                   G: ["Anwaltliche Korrespondenz, Anwaltsgeheimnis."]},
    "legal_crim": {E: ["His criminal history record shows an arrest report from 2011.",
                       "Nonjudicial punishment under Article 15.",
                       "The court-martial is set for May.", "NCIC check returned a hit."],
                   F: ["Extrait du casier judiciaire joint."], S: ["Certificado de antecedentes penales adjunto."],
                   G: ["Das Führungszeugnis liegt bei."]},
    "legal_ig": {E: ["The whistleblower complaint was sent to the office.", "DA Form 1559, Inspector General action request.",
                     "Name of the confidential informant withheld."],
                 F: ["Signalement d'un lanceur d'alerte."], S: ["Denuncia de un informante confidencial."],
                 G: ["Meldung eines Hinweisgebers."]},
    "pers_eval": {E: ["His performance appraisal and a letter of reprimand are attached.", "GOMOR filed locally.",
                      "NCOER due on 1 March.",
                      "Notice of proposed removal, ten days to answer."], F: ["Avertissement disciplinaire remis ce jour."],
                  S: ["Se le impuso una sanción disciplinaria."], G: ["Die Abmahnung liegt in der Personalakte."]},
    "pers_resume": {E: ["My curriculum vitae is attached; references available on request.",
                        "Professional experience: twelve years.",
                        "I hold an active secret clearance."], F: ["Mon curriculum vitae est joint."],
                        S: ["Adjunto mi curriculum vitae."],
                    G: ["Mein Lebenslauf liegt bei."]},
    "clr_level": {E: ["She holds TS/SCI with a CI polygraph.", "His interim secret was granted; SSBI opened.",
                      "The Tier 5 investigation closed.",
                      "JPAS shows the read-on."], F: ["Il est habilité secret défense."], S: ["Tiene habilitación de seguridad."],
                  G: ["Die Sicherheitsüberprüfung (Ü2) ist abgeschlossen."]},
    "cui_privacy_act": {E: ["This file is protected by the Privacy Act of 1974.", "PII - Privacy Sensitive", "See 5 U.S.C. 552a.",
                            "Any misuse or unauthorized disclosure may result in penalties."]},
    "cui_legacy": {E: ["FOR OFFICIAL USE ONLY", "This roster is FOUO.", "LAW ENFORCEMENT SENSITIVE",
                       "SENSITIVE BUT UNCLASSIFIED"]},
    "cm_spill_talk": {E: ["We have a data spill on the file server.", "Classified spillage reported at noon, call security.",
                          "Please delete the earlier mail, it may be classified."]},
    "cm_foreign": {E: ["UK EYES ONLY", "OFFICIAL-SENSITIVE", "PROTECTED B"], F: ["DIFFUSION RESTREINTE", "CONFIDENTIEL DÉFENSE",
                                                                                "TRÈS SECRET DÉFENSE", "SPÉCIAL FRANCE"],
                   S: ["DIFUSIÓN LIMITADA"], G: ["VS-NUR FÜR DEN DIENSTGEBRAUCH", "VS-VERTRAULICH", "STRENG GEHEIM"]},
}

LEAD = {E: ["For the file on %s.", "About %s:", "Regarding %s."], F: ["Au sujet de %s :", "Dossier de %s."],
        S: ["Sobre %s:", "Expediente de %s."], G: ["Zu %s:", "Akte von %s."]}


def sentence_of(detector):
    def make(rng, language):
        return "plain", "%s\n\n%s\n" % (rng.choice(LEAD[language]) % person(rng), rng.choice(SENTENCES[detector][language])), None
    return make


# Sentences about people name what other detectors of words find too.
ALSO = {name for name in SENTENCES} | {"dob", "cm_legacy"}
KINDS = {name: Kind(sentence_of(name), {language: [""] for language in by}, whole=True, words=True, also=ALSO)
         for name, by in SENTENCES.items()}
