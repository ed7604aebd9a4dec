#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""corpus.py DIR [SEED]: writes invented mail, one message a file, and DIR/labels.tsv: file, kind, detector, number of values, how
it is written; DIR/texts.tsv has the texts as they were before they were encoded. The same words make the same bytes. Kinds:
'hit' (a value behind its label), 'bare' (one that needs none), 'table' (a column of values), 'text' (a text that is found as a
whole), 'miss' (a wrong check digit behind the right label), 'plain' (nothing to find), 'form', 'mark' and 'prose' (see
forms.py, markings.py and prose.py)."""

import html
import os
import random
import sys

import forms
import markings
import plain
import prose
import values_europe
import values_money
import values_people
import values_secrets
import values_us
import values_world
import words
from digits import ANY, near_miss
from mail import LANGUAGES, LAYOUTS, Message, as_line, chatter, sprinkle, widen
from values_people import person

KINDS = {}
for module in (values_us, values_money, values_europe, values_world, values_people, values_secrets, words):
    KINDS.update(module.KINDS)

HITS, MORE, BARE, TABLES, TEXTS, MISSES, PLAIN = 24, 24, 8, 5, 40, 10, 2400    # MORE: where there is no table
SUBJECTS = 0.06     # of the hits


def pick(rng, kind):
    """A language and one of its labels."""
    language = rng.choice(list(kind.labels))
    label = rng.choice(kind.labels[language])
    return rng.choice(LANGUAGES) if language == ANY else language, label


def dress(rng, value, subtype):
    """value with full-width digits or a character without width, sometimes; and what was done."""
    if value.replace(" ", "").replace("-", "").isdigit() and rng.random() < 0.1:
        return widen(value), "wide"
    if subtype == "plain" and value.isascii() and len(value) > 4 and rng.random() < 0.08:
        return sprinkle(rng, value), "sprinkled"
    return value, ""


def make_hit(message, kind, miss=False, bare=False):
    rng = message.rng
    language, label = pick(rng, kind)
    value = kind.make(rng)
    if miss:
        value = near_miss(rng, value, kind.miss)
    if "\n" in value:
        message.add("plain", "%s\n\n%s\n" % (chatter(rng, language, 1), value))
        return "lines"
    if bare:
        label = ""
    subtype, layout = rng.choice(LAYOUTS)
    value, dressed = dress(rng, value, subtype)
    message.flowed = subtype == "plain" and " " not in value and rng.random() < 0.15
    if rng.random() < SUBJECTS and label and not miss:
        message.subject = "%s: %s" % (label, value)
        message.add("plain", chatter(rng, language, 3) + "\n")
        return "subject %s" % language
    message.add(subtype, layout(rng, language, label, value) if label or subtype == "plain"
                else as_line(rng, language, "", value))
    return " ".join([layout.__name__, language, dressed])


def fold(rng, label):
    """label as a database calls a column: account_number, accountNumber."""
    words = "".join(c if c.isalnum() else " " for c in label.replace("'s", "s").replace("#", " number")).split()
    if rng.random() < 0.6:
        return "_".join(words).lower()
    return "".join([words[0].lower() if words[0][1:].islower() else words[0]] + [word[0].upper() + word[1:] for word in words[1:]])


def make_table(message, kind):
    """A list of people with a column of values, in HTML or as CSV; the number of them."""
    rng = message.rng
    language, label = pick(rng, kind)
    if label.isascii() and "'" not in label.replace("'s", "") and rng.random() < 0.25:
        label = fold(rng, label)
    n = rng.randint(5, 25)
    rows = [("Name", label)] + [(person(rng), value) for value in dict.fromkeys(kind.make(rng) for _ in range(n))]
    if rng.random() < 0.5:
        message.add("html", "<table>%s</table>" % "".join(
            "<tr><td>%s</td><td>%s</td></tr>" % (name, html.escape(value, quote=False)) for name, value in rows))
        return len(rows) - 1, "html"
    message.add("plain", chatter(rng, language, 2) + "\n")
    message.add("csv", "".join('%s,"%s"\n' % (name, value.replace('"', '""')) for name, value in rows),
                "list%d.csv" % message.number)
    return len(rows) - 1, "csv"


def make_text(message, kind):
    language, _ = pick(message.rng, kind)
    message.add(*kind.make(message.rng, language))
    return language


def make_plain(message):
    rng = message.rng
    language = rng.choice(LANGUAGES)
    lines = [rng.choice(plain.PLAIN)(rng) for _ in range(rng.randint(1, 5))] + [chatter(rng, language, 3)]
    rng.shuffle(lines)
    message.add("plain", "\n\n".join(lines) + "\n")


class Corpus:
    def __init__(self, directory, seed):
        self.mail, self.number, self.rng = os.path.join(directory, "mail"), 0, random.Random(seed)
        os.makedirs(self.mail, exist_ok=True)
        self.labels = open(os.path.join(directory, "labels.tsv"), "w", encoding="utf-8")
        self.texts = open(os.path.join(directory, "texts.tsv"), "w", encoding="utf-8")

    def put(self, kind, detector, make):
        """make(message) fills a message and returns (number of values, how)."""
        message = Message(self.rng, self.number)
        n, how = make(message)
        name = "%05d.eml" % self.number
        message.write(os.path.join(self.mail, name))
        text = "\n".join([message.subject] + [text for _, text, _ in message.parts])
        self.texts.write("%s\t%s\n" % (name, text.replace("\t", " ").replace("\n", "\\n")))
        self.labels.write("%s\t%s\t%s\t%d\t%s\n" % (name, kind, detector, n, how.strip() or "-"))
        self.number += 1

    def put_values(self, detector, kind):
        if kind.whole:
            for _ in range(TEXTS):
                self.put("text", detector, lambda m: (1, make_text(m, kind)))
            return
        for _ in range(HITS if kind.table else HITS + MORE):
            self.put("hit", detector, lambda m: (1, make_hit(m, kind)))
        for _ in range(BARE if kind.bare else 0):
            self.put("bare", detector, lambda m: (1, make_hit(m, kind, bare=True)))
        for _ in range(TABLES if kind.table and not kind.has_lines(self.rng) else 0):
            self.put("table", detector, lambda m: make_table(m, kind))
        for _ in range(MISSES if kind.miss is not None else 0):
            self.put("miss", detector, lambda m: (0, make_hit(m, kind, miss=True)))


def main():
    corpus = Corpus(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    for detector, kind in KINDS.items():
        corpus.put_values(detector, kind)
    for _ in range(PLAIN):
        corpus.put("plain", "-", lambda m: (0, make_plain(m) or "-"))
    for kind, module in (("form", forms), ("mark", markings), ("prose", prose)):
        for detector, make in module.messages(corpus.rng):
            corpus.put(kind, detector, make)
    corpus.labels.close()
    corpus.texts.close()


if __name__ == "__main__":
    main()
