#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""corpus.py DIR [SEED [MESSAGES]]: writes invented mail, one message a file, and DIR/labels.tsv: file, kind, detector, number of
values. The same words make the same bytes. Kinds: 'hit' (a value behind its label), 'table' (a column of values), 'miss' (a value
with a wrong check digit behind its label), 'plain' (mail without anything to find)."""

import base64
import os
import quopri
import random
import sys

import values as v

E, F, S, G = "en", "fr", "es", "de"

# detector: (maker of values, labels by language, whether a check digit tells a miss)
DETECTORS = {
    "us_ssn": (v.us_ssn, {E: ["SSN", "Social Security Number", "Social Security No."], S: ["Número de seguro social"]}, False),
    "us_itin": (v.us_itin, {E: ["ITIN", "Individual Taxpayer Identification Number"]}, False),
    "us_passport": (v.us_passport, {E: ["Passport number", "Passport No."], F: ["Numéro de passeport"], S: ["Número de pasaporte"],
                                    G: ["Reisepassnummer"]}, False),
    "us_anum": (v.us_anum, {E: ["Alien registration number", "A-Number"]}, False),
    "us_edipi": (v.us_edipi, {E: ["EDIPI", "DoD ID number"]}, False),
    "us_mbi": (v.us_mbi, {E: ["Medicare number", "MBI"]}, False),
    "us_npi": (v.us_npi, {E: ["NPI", "National Provider Identifier"]}, True),
    "us_dea": (v.us_dea, {E: ["DEA number", "DEA registration"]}, True),
    "us_aba": (v.us_aba, {E: ["Routing number", "ABA"]}, True),
    "us_vin": (v.us_vin, {E: ["VIN", "Vehicle identification number"]}, False),
    "pan_card": (v.pan_card, {E: ["Card number", "Credit card"], F: ["Carte bancaire"], S: ["Número de tarjeta"],
                              G: ["Kreditkartennummer"]}, True),
    "iban": (v.iban, {E: ["IBAN"], F: ["IBAN"], S: ["IBAN"], G: ["IBAN"]}, True),
    "uk_nino": (v.uk_nino, {E: ["National Insurance number", "NINO"]}, False),
    "uk_nhs": (v.uk_nhs, {E: ["NHS number"]}, True),
    "fr_nir": (v.fr_nir, {F: ["Numéro de sécurité sociale", "NIR"]}, True),
    "de_idnr": (v.de_idnr, {G: ["Steuer-ID", "Steueridentifikationsnummer", "IdNr"]}, True),
    "es_dni": (v.es_dni, {S: ["DNI", "NIF"]}, True),
    "es_nie": (v.es_nie, {S: ["NIE"]}, True),
    "it_cf": (v.it_cf, {E: ["Codice fiscale"]}, False),
    "nl_bsn": (v.nl_bsn, {E: ["BSN", "Burgerservicenummer"]}, True),
    "be_nn": (v.be_nn, {F: ["Numéro national", "Numéro de registre national"]}, True),
    "pl_pesel": (v.pl_pesel, {E: ["PESEL"]}, True),
    "se_pnr": (v.se_pnr, {E: ["Personnummer"]}, True),
    "no_fnr": (v.no_fnr, {E: ["Fødselsnummer"]}, True),
    "fi_hetu": (v.fi_hetu, {E: ["Henkilötunnus", "HETU"]}, False),
    "ch_ahv": (v.ch_ahv, {G: ["AHV-Nummer", "Sozialversicherungsnummer"], F: ["Numéro AVS"]}, True),
    "ie_pps": (v.ie_pps, {E: ["PPS number", "PPSN"]}, False),
    "at_svnr": (v.at_svnr, {G: ["Sozialversicherungsnummer", "SVNR"]}, True),
    "pt_nif": (v.pt_nif, {E: ["NIF", "Número de contribuinte"]}, True),
    "ro_cnp": (v.ro_cnp, {E: ["CNP"]}, True),
    "hr_oib": (v.hr_oib, {E: ["OIB"]}, True),
    "ca_sin": (v.ca_sin, {E: ["SIN", "Social Insurance Number"], F: ["Numéro d'assurance sociale", "NAS"]}, True),
    "br_cpf": (v.br_cpf, {E: ["CPF"]}, True),
    "au_tfn": (v.au_tfn, {E: ["Tax File Number", "TFN"]}, True),
    "in_aadhaar": (v.in_aadhaar, {E: ["Aadhaar number", "Aadhaar"]}, True),
    "cn_ric": (v.cn_ric, {E: ["Resident identity card", "身份证号"]}, True),
    "za_id": (v.za_id, {E: ["South African ID number", "ID number"]}, True),
    "sg_nric": (v.sg_nric, {E: ["NRIC"]}, False),
    "il_id": (v.il_id, {E: ["Teudat zehut", "Israeli ID"]}, True),
    "tr_tckn": (v.tr_tckn, {E: ["TC Kimlik No"]}, True),
    "kr_rrn": (v.kr_rrn, {E: ["Resident registration number", "주민등록번호"]}, False),
    "github_token": (v.github_token, {E: ["GitHub token", "token"]}, False),
    "aws_akid": (v.aws_akid, {E: ["AWS access key id"]}, False),
    "slack_token": (v.slack_token, {E: ["Slack bot token"]}, False),
    "stripe_key": (v.stripe_key, {E: ["Stripe key"]}, False),
    "gcp_api_key": (v.gcp_api_key, {E: ["Google API key"]}, False),
    "jwt": (v.jwt, {E: ["Bearer", "session token"]}, False),
    "pem_private": (v.pem_private, {E: ["key"]}, False),
    "password_phrase": (v.password_phrase, {E: ["Password", "password"], F: ["Mot de passe"], S: ["Contraseña"], G: ["Passwort"]},
                        False),
    "url_basic_auth": (v.url_basic_auth, {E: ["Upload to"]}, False),
}

# What stands for the same thing.
SAME = {"us_ssn": ["us_ssn_bare"], "us_passport": [], "http_auth": ["jwt"]}

FIRST = ["Walter", "Elena", "Emil", "Judith", "Nolan", "Agnes", "Hector", "Ines", "Rupert", "Wanda", "Oskar", "Paula"]
LAST = ["Wetherby", "Eastbrook", "Elderberry", "Juniper", "Nightingale", "Applegate", "Birchwood", "Cloverfield", "Thistlewood"]

CHATTER = {
    E: ["Please find the figures for the second quarter below.", "The meeting moves to Thursday at ten in room 214.",
        "Thanks for your help with the inventory last week.", "The bus leaves at 07:45 and returns by 18:30.",
        "We ordered 1,200 units in 48 boxes; invoice 20230117 follows.", "Could you check the draft before noon?"],
    F: ["Veuillez trouver ci-joint le compte rendu de la réunion.", "La réunion est déplacée à jeudi, salle 214.",
        "Merci de relire le brouillon avant midi.", "Le train part à 7 h 45 et revient à 18 h 30."],
    S: ["Adjunto las cifras del segundo trimestre.", "La reunión pasa al jueves a las diez en la sala 214.",
        "Gracias por la ayuda con el inventario de la semana pasada.", "¿Puede revisar el borrador antes del mediodía?"],
    G: ["Anbei die Zahlen für das zweite Quartal.", "Die Besprechung ist auf Donnerstag, Raum 214, verschoben.",
        "Vielen Dank für die Hilfe bei der Inventur.", "Der Zug fährt um 7:45 Uhr ab und ist um 18:30 Uhr zurück."],
}

# Mail in which a careless search finds something.
PLAIN = [
    lambda r: "Order %s-%s-%s shipped, tracking 1Z%s." % (v.digits(r, 3), v.digits(r, 7), v.digits(r, 7),
                                                          v.some(r, v.UPPER + v.DIGITS, 16)),
    lambda r: "commit %s\nAuthor: build bot\n\n    Fix the off-by-one in ring_next" % v.some(r, "0123456789abcdef", 40),
    lambda r: "Part number %s-%s, serial %s, batch %s" % (v.digits(r, 4), v.digits(r, 5), v.digits(r, 10), v.digits(r, 8)),
    lambda r: "2023-02-%02d %02d:%02d:%02d.%06d worker[%d]: took %d us" % (r.randint(1, 28), r.randint(0, 23), r.randint(0, 59),
              r.randint(0, 59), r.randint(0, 999999), r.randint(100, 99999), r.randint(1, 10**9)),
    lambda r: "static const unsigned table[] = {\n  0x%s, 0x%s, %s,\n};" % (
        v.some(r, "0123456789abcdef", 8), v.some(r, "0123456789abcdef", 8), v.digits(r, 9, "123456789")),
    lambda r: "The committee reported that social security reform and passport fees were discussed; no password policy changed.",
    lambda r: "A former official said that the top secret programme had been secret for years, and confidential sources agreed.",
    lambda r: "Measured: " + " ".join("%d.%04d" % (r.randint(0, 99), r.randint(0, 9999)) for _ in range(12)),
    lambda r: "Ticket %s was closed. Case %s stays open, ref %s." % (v.digits(r, 9), v.digits(r, 10), v.digits(r, 12)),
    lambda r: "ISBN 978-%s-%s-%s-%s, pages %d to %d" % (v.digits(r, 1), v.digits(r, 4), v.digits(r, 4), v.digits(r, 1),
                                                        r.randint(1, 99), r.randint(100, 400)),
    lambda r: "Enter your password on the usual page. Your password expires in 14 days; choose a new password of twelve characters.",
    lambda r: "md5 %s  sha1 %s" % (v.some(r, "0123456789abcdef", 32), v.some(r, "0123456789abcdef", 40)),
]


def person(rng):
    return "%s %s" % (rng.choice(FIRST), rng.choice(LAST))


def widen(text):
    return "".join(chr(ord(c) - 0x30 + 0xFF10) if c.isdigit() else c for c in text)


def sprinkle(rng, text):
    i = rng.randint(1, len(text) - 1)
    return text[:i] + rng.choice("\u200b\u00ad\u2060") + text[i:]


class Message:
    """One message in the making: parts, and the way they travel."""

    def __init__(self, rng, number, subject):
        self.rng, self.number, self.subject, self.parts = rng, number, subject, []

    def add(self, kind, text, name=None):
        self.parts.append((kind, text, name))

    def encode(self, kind, text, name):
        charset = "utf-8"
        how = self.rng.choice(["8bit", "quoted-printable", "base64"])
        if self.rng.random() < 0.3:
            try:
                text.encode("iso-8859-1")
                charset = "iso-8859-1"
            except UnicodeEncodeError:
                pass
        raw = text.encode(charset)
        head = "Content-Type: text/%s; charset=%s%s\n" % (kind, charset, '; name="%s"' % name if name else "")
        if name:
            head += 'Content-Disposition: attachment; filename="%s"\n' % name
        if how == "base64":
            raw = base64.encodebytes(raw)
        elif how == "quoted-printable":
            raw = quopri.encodestring(raw)
        return (head + "Content-Transfer-Encoding: %s\n\n" % how).encode() + raw.rstrip(b"\n") + b"\n"

    def write(self, path):
        head = ("From: %s <office%d@command.example>\nTo: %s <desk@agency.example>\nSubject: %s\n"
                "Date: Fri, 3 Feb 2023 %02d:%02d:00 +0000\nMessage-ID: <%d@command.example>\nMIME-Version: 1.0\n") % (
                    person(self.rng), self.number, person(self.rng), self.subject, self.number // 60 % 24, self.number % 60,
                    self.number)
        encoded = [self.encode(*part) for part in self.parts]
        if len(encoded) == 1:
            body = encoded[0]
        else:
            body = b"".join(b"--=b\n" + part for part in encoded) + b"--=b--\n"
            head += 'Content-Type: multipart/mixed; boundary="=b"\n\n'
        with open(path, "wb") as out:
            out.write(head.encode() + body)


def chatter(rng, language, n):
    return "\n".join(rng.choice(CHATTER[language]) for _ in range(n))


def as_line(rng, language, label, value):
    return "%s\n\n%s: %s\n\n%s\n" % (chatter(rng, language, 2), label, value, chatter(rng, language, 1))


def as_block(rng, language, label, value):
    return "%s\n\nName: %s\n%s: %s\nUnit: Supply\n\n%s\n" % (chatter(rng, language, 1), person(rng), label, value,
                                                           chatter(rng, language, 2))


def as_flow(rng, language, label, value):
    name = label.lower() if len(label) > 6 else label
    joint = rng.choice([" ", ", ", " is ", " no. "]) if language == E else " "
    return "%s %s, %s%s%s. %s\n" % (chatter(rng, language, 1), person(rng), name, joint, value, chatter(rng, language, 1))


def as_html(rng, language, label, value):
    middle = len(value) // 2
    split = value[:middle] + "<b>" + value[middle:] + "</b>" if rng.random() < 0.4 else value
    return "<html><body><p>%s</p><table><tr><th>%s</th><td>%s</td></tr></table><p>%s</p></body></html>" % (
        chatter(rng, language, 1), label, split, chatter(rng, language, 1))


LAYOUTS = [("plain", as_line), ("plain", as_block), ("plain", as_flow), ("html", as_html)]


def make_hit(message, detector, miss):
    rng = message.rng
    make, labels, _ = DETECTORS[detector]
    language = rng.choice(list(labels))
    value = make(rng)
    kind, layout = rng.choice(LAYOUTS)
    if miss:
        value = v.near_miss(rng, value)
    if "\n" in value:
        kind, layout = "plain", as_line
        message.add(kind, "%s\n\n%s\n" % (chatter(rng, language, 1), value))
        return
    if value.replace(" ", "").replace("-", "").isdigit() and rng.random() < 0.1:
        value = widen(value)
    elif kind == "plain" and rng.random() < 0.1:
        value = sprinkle(rng, value)
    message.add(kind, layout(rng, language, rng.choice(labels[language]), value))


def make_table(message, detector):
    """A list of people with a column of values, in HTML or as CSV; the number of them."""
    rng = message.rng
    make, labels, _ = DETECTORS[detector]
    language = rng.choice(list(labels))
    n = rng.randint(5, 25)
    rows = [("Name", rng.choice(labels[language]))] + [(person(rng), make(rng)) for _ in range(n)]
    if rng.random() < 0.5:
        message.add("html", "<table>%s</table>" % "".join("<tr><td>%s</td><td>%s</td></tr>" % row for row in rows))
    else:
        message.add("plain", chatter(rng, language, 2) + "\n")
        message.add("csv", "".join('%s,"%s"\n' % row for row in rows), "list%d.csv" % message.number)
    return n


def make_plain(message):
    rng = message.rng
    language = rng.choice(list(CHATTER))
    lines = [rng.choice(PLAIN)(rng) for _ in range(rng.randint(1, 4))] + [chatter(rng, language, 3)]
    rng.shuffle(lines)
    message.add("plain", "\n\n".join(lines) + "\n")


def main():
    directory = sys.argv[1]
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    total = int(sys.argv[3]) if len(sys.argv) > 3 else 6000
    os.makedirs(os.path.join(directory, "mail"), exist_ok=True)
    names = list(DETECTORS)
    multiline = {"pem_private", "url_basic_auth", "password_phrase", "jwt"}
    with open(os.path.join(directory, "labels.tsv"), "w", encoding="utf-8") as labels:
        for number in range(total):
            detector = names[number % len(names)]
            kind = ("hit", "hit", "plain", "miss", "table")[number // len(names) % 5]
            if kind == "miss" and not DETECTORS[detector][2] or kind == "table" and detector in multiline:
                kind = "plain"
            message = Message(rng, number, "Note %d" % number)
            n = 1
            if kind == "table":
                n = make_table(message, detector)
            elif kind == "plain":
                make_plain(message)
                detector, n = "-", 0
            else:
                make_hit(message, detector, kind == "miss")
            name = "%05d.eml" % number
            message.write(os.path.join(directory, "mail", name))
            labels.write("%s\t%s\t%s\t%d\n" % (name, kind, detector, n))


if __name__ == "__main__":
    main()
