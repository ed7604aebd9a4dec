# SPDX-License-Identifier: GPL-3.0-or-later
"""Mail in which a careless search finds something: orders, tracking numbers, hashes, logs, source code, lists of telephones, news
about secrets and classification."""

from digits import ALNUM, DIGITS, E, F, G, HEX, S, UPPER, digits, luhn, some
from values_people import person, phone_nanp


def when(rng):
    return "2023-02-%02d %02d:%02d:%02d" % (rng.randint(1, 28), rng.randint(0, 23), rng.randint(0, 59), rng.randint(0, 59))


def log(rng):
    return "\n".join("%s.%06d worker[%d]: took %d us, request %s" % (
        when(rng), rng.randint(0, 999999), rng.randint(100, 99999), rng.randint(1, 10**9), digits(rng, 10)) for _ in range(6))


def table_of_orders(rng):
    n = rng.choice([8, 9, 10, 11, 12])
    return "Order;Quantity;Price\n" + "\n".join("%s;%d;%d.%02d" % (digits(rng, n), rng.randint(1, 99), rng.randint(1, 900),
                                                                  rng.randint(0, 99)) for _ in range(rng.randint(10, 60)))


def source(rng):
    return ("static const unsigned table[] = {\n  0x%s, 0x%s, %s,\n};\n#define LIMIT %s\n"
            "if (secret == NULL || password_length (%s) > 12)\n  return token[%d];  // see RFC %d") % (some(rng, HEX, 8),
                some(rng, HEX, 8), digits(rng, 9, "123456789"),
                                                        digits(rng, 9, "123456789"), rng.choice("abc"), rng.randint(0, 99),
                                                        rng.randint(700, 9300))


def dkim(rng):
    return "DKIM-Signature: v=1; a=rsa-sha256; d=agency.example; s=s1; bh=%s=; b=%s" % (some(rng, ALNUM + "+/", 43),
                                                                                       some(rng, ALNUM + "+/", 172))


def phones(rng):
    return "Phone list\n" + "\n".join("%-24s %s" % (person(rng), phone_nanp(rng)) for _ in range(rng.randint(4, 12)))


def uuid(rng):
    return "-".join(some(rng, HEX, n) for n in (8, 4, 4, 4, 12))


def barcode(rng):
    """GS1: twelve digits and one more by weights 1 and 3."""
    body = rng.choice(["400", "978", "501", "841", "871"]) + digits(rng, 9)
    return body + str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(body)) % 10)


NEWS = [
    "The committee reported that social security reform and passport fees were discussed; no password policy changed.",
    "A former official said that the top secret programme had been secret for years, and confidential sources agreed.",
    "The paper says that secret documents were found; the ministry calls its reports confidential.",
    "Credit card fees rise in March. Banks ask customers to keep their PIN to themselves.",
    "The article explains what an IBAN is, how a routing number works and why a card number has a check digit.",
    "Le journal écrit que des documents secrets ont été retrouvés ; le ministère ne commente pas.",
    "La prensa habla de documentos secretos y de contraseñas débiles; nadie ha sido detenido.",
    "Die Zeitung schreibt, dass streng geheime Unterlagen gefunden wurden; das Amt schweigt.",
    "Enter your password on the usual page. Your password expires in 14 days; choose a new password of twelve characters.",
    "Votre mot de passe expire dans 14 jours ; choisissez-en un nouveau.", "Ihr Passwort läuft in 14 Tagen ab.",
    "Su contraseña caduca en 14 días.", "The tokens of the parser are described in section 4.2; the key is the first column.",
]

PLAIN = [
    lambda r: "Order %s-%s-%s shipped, tracking 1Z%s." % (digits(r, 3), digits(r, 7), digits(r, 7), some(r, UPPER + DIGITS, 16)),
    lambda r: "Tracking number: %s %s %s %s %s %s" % (*(digits(r, 4, "9") for _ in range(5)), digits(r, 2)),
    lambda r: "commit %s\nAuthor: build bot\n\n    Fix the off-by-one in ring_next" % some(r, HEX, 40),
    lambda r: "Part number %s-%s, serial %s, batch %s" % (digits(r, 4), digits(r, 5), digits(r, 10), digits(r, 8)),
    log, table_of_orders, source, dkim, phones,
    lambda r: r.choice(NEWS), lambda r: r.choice(NEWS), lambda r: r.choice(NEWS),
    lambda r: "Measured: " + " ".join("%d.%04d" % (r.randint(0, 99), r.randint(0, 9999)) for _ in range(12)),
    lambda r: "Ticket %s was closed. Case %s stays open, ref %s." % (digits(r, 9), digits(r, 10), digits(r, 12)),
    lambda r: "Bestellnummer %s, Rechnung %s vom 03.02.2023, Kundennummer %s" % (digits(r, 10), digits(r, 9), digits(r, 8)),
    lambda r: "Commande n° %s, facture %s, dossier %s" % (digits(r, 9), digits(r, 10), digits(r, 13)),
    lambda r: "Pedido %s, factura %s, seguimiento %s" % (digits(r, 8), digits(r, 9), digits(r, 11)),
    lambda r: "ISBN %s, pages %d to %d" % (barcode(r), r.randint(1, 99), r.randint(100, 400)),
    lambda r: "EAN %s, article %s" % (barcode(r), digits(r, 8)),
    lambda r: "md5 %s  sha1 %s  sha256 %s" % (some(r, HEX, 32), some(r, HEX, 40), some(r, HEX, 64)),
    lambda r: "Request id %s, session %s" % (uuid(r), uuid(r)),
    lambda r: "See https://www.agency.example/item?id=%s&ref=%s&page=%d" % (digits(r, 12), some(r, HEX, 24), r.randint(1, 9)),
    lambda r: "Version %d.%d.%d build %s, kernel 5.10.0-%d" % (r.randint(1, 9), r.randint(0, 30), r.randint(0, 99), digits(r, 9),
                                                               r.randint(1, 30)),
    lambda r: "Epoch %d, next %d" % (r.randint(1.6e9, 1.7e9), r.randint(1.6e9, 1.7e9)),
    lambda r: "Meeting ID: %s %s %s, passcode in the invitation" % (digits(r, 3, "89"), digits(r, 4), digits(r, 4)),
    lambda r: "Budget line %s: %s,%s.00 EUR of %s,%s.00 EUR" % (digits(r, 9), digits(r, 3, "123"), digits(r, 3),
                                                                digits(r, 3, "456"), digits(r, 3)),
    lambda r: "Server 10.%d.%d.%d answered in %d ms, port %d" % (r.randint(0, 255), r.randint(0, 255), r.randint(1, 254),
                                                                 r.randint(1, 900), r.randint(1024, 65535)),
    lambda r: "Rooms A12, B20 and C50; paper A4; parts M54, K21 and F32 are in stock.",
    lambda r: "Flight simulator: 3 of %s pilots; lot %s." % (digits(r, 2, "123"), digits(r, 7)),
    lambda r: "Loyalty card %s (points only), voucher %s" % ("9" + digits(r, 15), some(r, UPPER + DIGITS, 10)),
    lambda r: "ZIP codes %s-%s and %s-%s are served from Tampa." % (digits(r, 5), digits(r, 4), digits(r, 5), digits(r, 4)),
]
