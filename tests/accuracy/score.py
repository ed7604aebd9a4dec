#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""score.py DIR MAILSPILL [--floor FILE] [--write FILE]: scans the corpus that corpus.py wrote in DIR and prints precision, recall
and F1 for each detector. DIR/scores.tsv has them by band with exact intervals, DIR/mistakes.tsv what was missed or wrong. With
--floor it fails where a figure is below its row in FILE; with --write it puts the table into FILE, a page of Markdown."""

import argparse
import collections
import csv
import os
import subprocess
import sys
import tempfile

from corpus import KINDS
from figures import Count, print_table, read_floor, write_page, write_scores

# What mail of people holds anyway is neither right nor wrong where it was not asked for.
ASIDE = {"email_addr", "phone_nanp", "phone_intl"}
# What stands for the same thing, told apart by its form or by which words are beside it.
SAME = {"us_ssn": ["us_ssn_bare"], "us_ssn_bare": ["us_ssn"], "dob": ["dob_date"], "dob_date": ["dob"],
        "de_docnum": ["de_docnum_short"], "de_docnum_short": ["de_docnum"], "dir_dump": ["vcard_ldif"],
        "vcard_ldif": ["dir_dump"],
        "icd10": ["icd10_short"], "icd10_short": ["icd10"], "password_phrase": ["password_word"],
        "password_word": ["password_phrase"], "addr_us_zip": ["addr_us", "addr_us_box", "addr_intl"],
        "ca_transit_acct": ["us_bank_acct"],
        "au_bsb_acct": ["us_bank_acct"], "uk_sort_acct": ["us_bank_acct"], "cisco_pw": ["unix_hash"], "cm_foreign": ["cm_legacy"],
        "phone_dsn": ["phone_nanp"], "in_ifsc": ["in_ifsc_letters"], "br_cnpj": ["br_cnpj_letters"]}


def scan(mail, program):
    with tempfile.TemporaryDirectory() as room:
        case = os.path.join(room, "accuracy.case")
        subprocess.run([program, "scan", mail, "-o", case, "-q", "--no-progress"], check=True)
        subprocess.run([program, "report", case, "--format", "csv", "-o", os.path.join(room, "csv")], check=True)
        by_file = collections.defaultdict(list)
        with open(os.path.join(room, "csv", "findings.csv"), encoding="utf-8", newline="") as findings:
            for row in csv.DictReader(findings):
                by_file[row["locator"].split("#")[0].rsplit("/", 1)[-1]].append(row)
        return by_file


def read_labels(directory):
    with open(os.path.join(directory, "labels.tsv"), encoding="utf-8") as labels:
        return [line.rstrip("\n").split("\t") for line in labels]


class Judge:
    """Counts by detector; mistakes are (file, kind, detector, how, what, band, reasons)."""

    def __init__(self):
        self.counts, self.mistakes = collections.defaultdict(Count), []

    def note(self, label, what, row=None):
        self.mistakes.append((label[0], label[1], label[2], label[4], what, row["band"] if row else "",
                              row["reasons"] if row else ""))

    def wrong(self, label, row):
        self.counts[row["detector"]].add(row["band"], False)
        self.note(label, "also " + row["detector"], row)

    def values(self, label, rows):
        """What is found more often than it is there is wrong, and so is what other detectors find."""
        detector, wanted, met = label[2], int(label[3]), 0
        self.counts[detector].wanted += wanted
        allowed = (KINDS[detector].also if detector in KINDS else set()) | ASIDE
        for row in sorted(rows, key=lambda row: -int(row["confidence"])):
            if row["detector"] in [detector] + SAME.get(detector, []) and met < wanted:
                met += 1
                self.counts[detector].add(row["band"], True)
            elif row["detector"] not in allowed:
                self.wrong(label, row)
        if met < wanted:
            self.note(label, "missed %d of %d" % (wanted - met, wanted))

    def form(self, label, rows):
        """A completed form must be called so, a blank one must not be reported, of a partial one the name counts."""
        detector, state, met = label[2], label[4].split(" ")[0], False
        forms = [row for row in rows if row["detector"].startswith("form_")]
        self.counts[detector].wanted += state != "blank"
        for row in forms:
            right = row["detector"] == detector and not met and state != "blank"
            if right and (state == "partial" or row["masked"] == "completed form"):
                met = True
                self.counts[detector].add("high" if state == "partial" else row["band"], True)
            else:
                self.wrong(label, row)
        if not met and state != "blank":
            self.note(label, "missed")

    def mark(self, label, rows):
        """label[4] is the marking, which must come back whole; label[2] names all findings that it must make, joined by "+"."""
        wanted = label[2].split("+") if label[2] != "-" else []
        for detector in wanted:
            self.counts[detector].wanted += 1
            row = next((row for row in rows if row["detector"] == detector and (
                detector != wanted[0] or row["masked"] == label[4])), None)
            if row:
                self.counts[detector].add(row["band"], True)
            else:
                self.note(label, "missed " + detector)
        for row in rows:
            if row["detector"].startswith("cm_") and row["detector"] not in wanted + ["cm_portion", "cm_cab", "cm_legacy",
                                                                                      "cm_subject",
                                                                                        "cm_declass"]:
                self.wrong(label, row)

    def prose(self, label, rows):
        """Text about markings has none."""
        for row in rows:
            if row["detector"].startswith(("cm_", "cui_")):
                self.wrong(label, row)
            self.counts["marked set"].wrong["high"] += row["reasons"].startswith("marked set")

    def message(self, label, rows):
        {"form": self.form, "mark": self.mark, "prose": self.prose}.get(label[1], self.values)(label, rows)


def below(counts, floor):
    """What is below its floor, as lines."""
    for detector, precision, recall in floor:
        count = counts[detector]
        for name, value, least in (("precision at high band", count.precision("high"), precision),
                                   ("recall", count.recall("low"), recall)):
            if least != "-" and value is not None and value < float(least):
                yield "below the floor: %s of %s is %.4f, not %s" % (name, detector, value, least)
    if counts["marked set"].wrong["high"]:
        yield "below the floor: %d marked sets in prose" % counts["marked set"].wrong["high"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("directory")
    parser.add_argument("program")
    parser.add_argument("--floor")
    parser.add_argument("--write")
    options = parser.parse_args()
    found, judge = scan(os.path.join(options.directory, "mail"), options.program), Judge()
    for label in read_labels(options.directory):
        judge.message(label, found[label[0]])
    judge.counts.pop("-", None)
    with open(os.path.join(options.directory, "findings.tsv"), "w", encoding="utf-8") as out:
        out.writelines("%s\t%s\t%s\n" % (name, row["detector"], row["band"]) for name in sorted(found) for row in found[name])
    print_table(judge.counts)
    write_scores(judge.counts, os.path.join(options.directory, "scores.tsv"))
    with open(os.path.join(options.directory, "mistakes.tsv"), "w", encoding="utf-8") as out:
        out.writelines("\t".join(map(str, mistake)) + "\n" for mistake in judge.mistakes)
    if options.write:
        write_page(judge.counts, options.write)
    faults = list(below(judge.counts, read_floor(options.floor))) if options.floor else []
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
