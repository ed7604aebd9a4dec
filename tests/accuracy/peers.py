#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""peers.py DIR [--write FILE]: what other programs find in the corpus of DIR, beside mailspill's findings of score.py, message by
message: clamscan's structured data detection if it is installed, and regular expressions of the kind that scripts have, once with
grep -P over the files as they are and once over their decoded text."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

# What to find: detectors that stand for it, and an expression as tutorials and gists give it.
WANTED = {
    "SSN": (["us_ssn", "us_ssn_bare"], r"\b\d{3}-\d{2}-\d{4}\b"),
    "payment card": (["pan_card", "pan_track"], r"\b(?:\d[ -]*?){13,16}\b"),
    "IBAN": (["iban"], r"\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b"),
    "ITIN": (["us_itin", "us_atin"], r"\b9\d{2}-\d{2}-\d{4}\b"),
    "US passport": (["us_passport"], r"\b[A-Z]?\d{8,9}\b"),
    "routing number": (["us_aba"], r"\b\d{9}\b"),
    "NI number": (["uk_nino"], r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"),
    "NHS number": (["uk_nhs"], r"\b\d{3} ?\d{3} ?\d{4}\b"),
    "French NIR": (["fr_nir"], r"\b[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{2}\b"),
    "Spanish DNI": (["es_dni"], r"\b\d{8}-?[A-Z]\b"),
    "German tax id": (["de_idnr"], r"\b\d{11}\b"),
    "Italian tax code": (["it_cf"], r"\b[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]\b"),
    "CPF": (["br_cpf"], r"\b\d{3}\.\d{3}\.\d{3}-\d{2}\b"),
    "AWS key id": (["aws_akid"], r"(?:AKIA|ASIA)[0-9A-Z]{16}"),
    "private key": (["pem_private"], r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "JWT": (["jwt"], r"eyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+"),
    "password": (["password_phrase", "password_word"], r"(?i)password\s*[:=]\s*\S+"),
    "e-mail address": (["email_addr"], r"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}\b"),
}
VALUES = ("hit", "bare", "table", "text")
CLAMSCAN = {"Heuristics.Structured.SSN": "SSN", "Heuristics.Structured.CreditCardNumber": "payment card"}


def read_rows(path):
    with open(path, encoding="utf-8") as rows:
        return [row.rstrip("\n").split("\t") for row in rows]


def by_mailspill(directory):
    found = {what: set() for what in WANTED}
    for name, detector, _ in read_rows(os.path.join(directory, "findings.tsv")):
        for what, (detectors, _) in WANTED.items():
            if detector in detectors:
                found[what].add(name)
    return found


def by_clamscan(directory):
    """One value in a file is enough; the database has nothing in it but one sum of no file."""
    found = {what: set() for what in CLAMSCAN.values()}
    with tempfile.TemporaryDirectory() as room:
        with open(os.path.join(room, "none.hdb"), "w", encoding="ascii") as database:
            database.write("0" * 32 + ":1:none\n")
        out = subprocess.run(["clamscan", "-r", "--no-summary", "--infected", "--allmatch", "--database=" + room,
                              "--detect-structured=yes",
                              "--structured-ssn-format=2", "--structured-ssn-count=1", "--structured-cc-count=1",
                              os.path.join(directory, "mail")], capture_output=True, text=True).stdout
    for line in out.splitlines():
        path, _, name = line.partition(": ")
        for sign, what in CLAMSCAN.items():
            if name.startswith(sign):
                found[what].add(os.path.basename(path))
    return found


def by_grep(directory):
    found = {}
    for what, (_, expression) in WANTED.items():
        out = subprocess.run(["grep", "-rlP", "--", expression, os.path.join(directory, "mail")], capture_output=True,
                             text=True).stdout
        found[what] = {os.path.basename(path) for path in out.splitlines()}
    return found


def by_expression(directory):
    found = {what: set() for what in WANTED}
    compiled = {what: re.compile(expression, re.ASCII) for what, (_, expression) in WANTED.items()}
    for name, text in read_rows(os.path.join(directory, "texts.tsv")):
        for what, expression in compiled.items():
            if expression.search(text.replace("\\n", "\n")):
                found[what].add(name)
    return found


def share(found, right, wrong):
    """Recall and precision, over messages with one such value or column and those with none."""
    met, false = len(found & right), len(found & wrong)
    return "%5.3f %5s" % (met / len(right), "%.3f" % (met / (met + false)) if met + false else "-")


def main():
    directory = sys.argv[1]
    labels = [row for row in read_rows(os.path.join(directory, "labels.tsv")) if row[1] in VALUES + ("miss", "plain", "prose")]
    peers = [("mailspill", by_mailspill)] + ([("clamscan", by_clamscan)] if shutil.which("clamscan") else []) + (
        [("grep -P", by_grep)] if shutil.which("grep") else []) + [("decoded", by_expression)]
    found = [(name, find(directory)) for name, find in peers]
    lines = []
    for what, (detectors, _) in WANTED.items():
        right = {row[0] for row in labels if row[1] in VALUES and row[2] in detectors}
        wrong = {row[0] for row in labels if row[2] not in detectors or row[1] not in VALUES}
        lines.append((what, len(right), [share(by[what], right, wrong) if what in by else "%5s %5s" % ("-", "-") for _,
                                         by in found]))
    print("\nrecall and precision by message, beside other programs")
    print("%-17s %8s  %s" % ("", "messages", "  ".join("%-11s" % name for name, _ in found)))
    for what, n, shares in lines:
        print("%-17s %8d  %s" % (what, n, "  ".join(shares)))
    if "--write" in sys.argv:
        write(sys.argv[sys.argv.index("--write") + 1], [name for name, _ in found], lines)


def write(path, names, lines):
    """Puts the table between the marks of a page of Markdown."""
    with open(path, encoding="utf-8") as page:
        before, rest = page.read().split("<!-- peers -->\n", 1)
    after = rest.split("<!-- end of peers -->\n", 1)[1]
    rows = ["| | messages | " + " | ".join(names) + " |", "| --- " + "| --: " * (len(names) + 1) + "|"]
    for what, n, shares in lines:
        rows.append("| %s | %d | %s |" % (what, n, " | ".join(" / ".join(s.split()).replace("- / -", "–") for s in shares)))
    with open(path, "w", encoding="utf-8") as page:
        page.write(before + "<!-- peers -->\n" + "\n".join(rows) + "\n<!-- end of peers -->\n" + after)


if __name__ == "__main__":
    main()
