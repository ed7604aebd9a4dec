# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages in the making: parts, chatter around a value, and the ways in which they travel."""

import base64
import email.header
import html
import quopri

from digits import E, F, G, S
from values_people import person

LANGUAGES = [E, F, S, G]

CHATTER = {
    E: ["Please find the figures for the second quarter below.", "The meeting moves to Thursday at ten in room 214.",
        "Thanks for your help with the inventory last week.", "The bus leaves at 07:45 and returns by 18:30.",
        "We ordered 1,200 units in 48 boxes; invoice 20230117 follows.", "Could you check the draft before noon?",
        "As discussed, here is what you asked for.", "Let me know if anything is missing."],
    F: ["Veuillez trouver ci-joint le compte rendu de la réunion.", "La réunion est déplacée à jeudi, salle 214.",
        "Merci de relire le brouillon avant midi.", "Le train part à 7 h 45 et revient à 18 h 30.",
        "Comme convenu, voici les éléments demandés.", "Dites-moi s'il manque quelque chose."],
    S: ["Adjunto las cifras del segundo trimestre.", "La reunión pasa al jueves a las diez en la sala 214.",
        "Gracias por la ayuda con el inventario de la semana pasada.", "¿Puede revisar el borrador antes del mediodía?",
        "Como acordamos, aquí tiene lo que pidió.", "Avíseme si falta algo."],
    G: ["Anbei die Zahlen für das zweite Quartal.", "Die Besprechung ist auf Donnerstag, Raum 214, verschoben.",
        "Vielen Dank für die Hilfe bei der Inventur.", "Der Zug fährt um 7:45 Uhr ab und ist um 18:30 Uhr zurück.",
        "Wie besprochen hier die gewünschten Angaben.", "Bitte melden Sie sich, falls etwas fehlt."],
}
NAME = {E: "Name", F: "Nom", S: "Nombre", G: "Name"}
UNIT = {E: "Unit: Supply", F: "Service : logistique", S: "Unidad: logística", G: "Abteilung: Einkauf"}


def chatter(rng, language, n):
    return "\n".join(rng.choice(CHATTER[language]) for _ in range(n))


def widen(text):
    """Full-width digits, as East Asian keyboards write them."""
    return "".join(chr(ord(c) - 0x30 + 0xFF10) if "0" <= c <= "9" else c for c in text)


def sprinkle(rng, text):
    """A character without width inside text."""
    i = rng.randint(1, len(text) - 1)
    return text[:i] + rng.choice("\u200b\u00ad\u2060") + text[i:]


def colon(language):
    return " : " if language == F else ": "


def as_line(rng, language, label, value):
    line = label + colon(language) + value if label else value
    return "%s\n\n%s\n\n%s\n" % (chatter(rng, language, 2), line, chatter(rng, language, 1))


def as_block(rng, language, label, value):
    line = label + colon(language) + value if label else value
    return "%s\n\n%s%s%s\n%s\n%s\n\n%s\n" % (chatter(rng, language, 1), NAME[language], colon(language), person(rng), line,
                                           UNIT[language], chatter(rng, language, 2))


def as_flow(rng, language, label, value):
    name = label.lower() if len(label) > 9 and label[1:].islower() and language == E else label
    joint = rng.choice([" ", " is ", ": "]) if language == E else {F: " : ", S: " ", G: " "}[language]
    return "%s %s, %s%s%s. %s\n" % (chatter(rng, language, 1), person(rng), name, joint if label else "", value,
                                    chatter(rng, language, 1))


def as_quote(rng, language, label, value):
    return "%s\n\n%s\n" % (chatter(rng, language, 1), "\n".join(
        "> " + line for line in as_line(rng, language, label, value).rstrip("\n").split("\n")))


def as_html(rng, language, label, value):
    middle = len(value) // 2
    text = html.escape(value, quote=False)
    if rng.random() < 0.3 and text == value:
        text = value[:middle] + "<b>" + value[middle:] + "</b>"
    before, after = chatter(rng, language, 1), chatter(rng, language, 1)
    return "<html><body><p>%s</p>%s<p>%s</p></body></html>" % (before, rng.choice([
        "<table><tr><th>%s</th><td>%s</td></tr></table>", "<p><b>%s:</b> %s</p>", "<ul><li>%s: %s</li></ul>"]) % (label, text),
        after)


LAYOUTS = [("plain", as_line), ("plain", as_block), ("plain", as_flow), ("plain", as_quote), ("html", as_html)]


def flow(text):
    """RFC 3676: long lines broken at a space that stays at the end of the line."""
    out = []
    for line in text.split("\n"):
        while len(line) > 44 and " " in line[:44].rstrip():
            cut = line[:44].rindex(" ") + 1
            out.append(line[:cut])
            line = line[cut:]
        out.append(line)
    return "\n".join(out)


def soften(rng, raw):
    """Quoted-printable with soft line breaks at short distances, so that one falls into a value."""
    width, out = rng.randint(17, 60), []
    for line in quopri.encodestring(raw).replace(b"=\n", b"").split(b"\n"):
        while len(line) > width:
            cut = width
            while b"=" in line[cut - 2:cut]:
                cut -= 1
            out.append(line[:cut] + b"=")
            line = line[cut:]
        out.append(line)
    return b"\n".join(out)


class Message:
    """One message: the way it travels is drawn too."""

    def __init__(self, rng, number):
        self.rng, self.number, self.subject, self.parts, self.flowed = rng, number, "Note %d" % number, [], False

    def add(self, kind, text, name=None):
        self.parts.append((kind, text, name))

    def encode(self, kind, text, name):
        charset, head = "utf-8", ""
        how = self.rng.choice(["8bit", "quoted-printable", "base64"])
        if self.rng.random() < 0.3:
            try:
                text.encode("iso-8859-1")
                charset = "iso-8859-1"
            except UnicodeEncodeError:
                pass
        if kind == "plain" and self.flowed:
            text, head = flow(text), "; format=flowed"
        raw = text.encode(charset)
        head = "Content-Type: text/%s; charset=%s%s%s\n" % (kind, charset, head, '; name="%s"' % name if name else "")
        if name:
            head += 'Content-Disposition: attachment; filename="%s"\n' % name
        if how == "base64":
            raw = base64.encodebytes(raw)
        elif how == "quoted-printable":
            raw = soften(self.rng, raw)
        return (head + "Content-Transfer-Encoding: %s\n\n" % how).encode() + raw.rstrip(b"\n") + b"\n"

    def write(self, path):
        subject = email.header.Header(self.subject, "utf-8" if not self.subject.isascii() else None, maxlinelen=40).encode()
        head = ("From: %s <office%d@command.example>\nTo: %s <desk@agency.example>\nSubject: %s\n"
                "Date: Fri, 3 Feb 2023 %02d:%02d:00 +0000\nMessage-ID: <%d@command.example>\nMIME-Version: 1.0\n") % (
                    person(self.rng), self.number, person(self.rng), subject, self.number // 60 % 24, self.number % 60,
                    self.number)
        encoded = [self.encode(*part) for part in self.parts]
        if len(encoded) == 1:
            body = encoded[0]
        else:
            body = b"".join(b"--=b\n" + part for part in encoded) + b"--=b--\n"
            head += 'Content-Type: multipart/mixed; boundary="=b"\n\n'
        with open(path, "wb") as out:
            out.write(head.encode() + body)
