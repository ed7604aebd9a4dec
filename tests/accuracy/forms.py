# SPDX-License-Identifier: GPL-3.0-or-later
"""Official forms and papers of fixed build as people paste them into mail: blank, begun and filled in. Labels are those that the
forms print (works of the US government) or that such papers usually have; answers are invented."""

import html

from digits import digits, some, UPPER
from forms_fields import FORMS, PAPERS
from values_people import SURNAMES, GIVEN, health_mrn, phone_nanp, us_mbi, us_npi
from values_money import us_aba
from values_us import us_ein, us_passport, us_ssn

MONEY = lambda rng: "%d,%03d.%02d" % (rng.randint(1, 140), rng.randint(0, 999), rng.randint(0, 99))
DATE = lambda rng: "%02d/%02d/%d" % (rng.randint(1, 12), rng.randint(1, 28), rng.randint(1960, 1999))
DAY = lambda rng: "%d%02d%02d" % (rng.randint(2010, 2022), rng.randint(1, 12), rng.randint(1, 28))
WORD = lambda rng: rng.choice(["Springfield", "Analyst", "Honorable", "Logistics", "Brown", "Civilian", "Lakewood", "Promotion",
                               "Active",
                               "Command", "Engineer", "Infantry"])

# What an answer is made of, by the letter behind the label in forms_fields.py.
ANSWERS = {
    "n": lambda rng: "%s, %s %s" % (rng.choice(SURNAMES), rng.choice(GIVEN), rng.choice(UPPER)),
    "l": lambda rng: rng.choice(SURNAMES),
    "f": lambda rng: rng.choice(GIVEN), "s": us_ssn, "d": DATE, "y": DAY, "m": MONEY, "w": WORD, "p": us_passport,
    "t": phone_nanp,
    "e": us_ein, "a": lambda rng: "%d Mill Lane, Springfield, IL 62704" % rng.randint(1, 999), "r": us_aba,
    "k": lambda rng: digits(rng, 10),
    "c": lambda rng: some(rng, UPPER, 2) + digits(rng, 3), "i": us_npi, "b": us_mbi, "h": health_mrn,
    "x": lambda rng: "%s %s" % (WORD(rng), digits(rng, 4, "123456789")),
}


def lines(rows):
    return "\n".join("%s: %s" % row if row[1] else "%s:" % row[0] for row in rows)


def below(rows):
    """As text copied from a page: the answer on the line below its label."""
    return "\n".join("%s\n%s" % row if row[1] else row[0] for row in rows)


def ruled(rows):
    return "\n".join("%s: %s" % (label, value or "_" * 20) for label, value in rows)


def tabbed(rows):
    return "\n".join("%s\t%s" % row if row[1] else row[0] for row in rows)


def table(rows):
    return "<table>%s</table>" % "".join("<tr><td>%s</td><td>%s</td></tr>" % tuple(map(html.escape, row)) for row in rows)


STYLES = [lines, below, ruled, tabbed, table]


def fill(rng, fields, share):
    """Rows of label and answer; share of them are answered."""
    rows = [(label, ANSWERS[kind](rng)) for label, kind in fields]
    chosen = set(rng.sample(range(len(rows)), round(len(rows) * share)))
    return [(label, value if i in chosen else "") for i, (label, value) in enumerate(rows)]


def paste(rng, head, rows, style):
    if style is table:
        return "html", "<p>%s</p>%s<p>Regards</p>" % ("<br>".join(map(html.escape, head)), table(rows)), None
    return "plain", "%s\n\n%s\n" % ("\n".join(head), style(rows)), None


def of_form(detector, state, share, style):
    def make(message):
        rng = message.rng
        head, fields = FORMS[detector]
        numbered = rng.random() < 0.4 and detector != "form_dts"
        rows = fill(rng, fields, share)
        if numbered:
            rows = [("%d. %s" % (i + 1, label), value) for i, (label, value) in enumerate(rows)]
        message.add(*paste(rng, head, rows, style))
        return int(state != "blank"), "%s %s%s" % (state, style.__name__, " numbered" if numbered else "")
    return make


def of_paper(detector, state, text):
    def make(message):
        message.add("plain", text, None)
        return int(state != "blank"), state
    return make


def messages(rng):
    for detector in FORMS:
        for style in STYLES:
            for _ in range(3):
                yield detector, of_form(detector, "blank", 0, style)
                yield detector, of_form(detector, "completed", rng.uniform(0.7, 1), style)
            yield detector, of_form(detector, "partial", 0.25, style)
    for detector, papers in PAPERS.items():
        for state, text in papers:
            yield detector, of_paper(detector, state, text)
