#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""score.py DIR MAILSPILL [--floor FILE]: scans the corpus that corpus.py wrote and prints precision, recall and F1 for each
detector, with exact 95 % intervals (Clopper and Pearson 1934). With --floor it fails where a figure is below the one in FILE."""

import collections
import csv
import math
import os
import subprocess
import sys
import tempfile

from corpus import SAME

# In mail of people there are these too; they are neither right nor wrong here.
ASIDE = {"email_addr", "phone_nanp", "phone_intl", "dob", "dob_date", "dir_dump", "high_entropy", "addr_us", "login_pair",
         "http_auth"}


def log_choose(n, k):
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def tail(n, k, p):
    """P(X >= k) of a binomial."""
    if p <= 0:
        return 1.0 if k <= 0 else 0.0
    if p >= 1:
        return 1.0
    return sum(math.exp(log_choose(n, i) + i * math.log(p) + (n - i) * math.log1p(-p)) for i in range(k, n + 1))


def interval(k, n):
    if n == 0:
        return 0.0, 1.0

    def solve(good):
        low, high = 0.0, 1.0
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if good(middle) else (low, middle)
        return low
    low = 0.0 if k == 0 else solve(lambda p: tail(n, k, p) < 0.025)
    return low, 1.0 if k == n else solve(lambda p: 1 - tail(n, k + 1, p) > 0.025)


def scan(mail, program):
    with tempfile.TemporaryDirectory() as room:
        case = os.path.join(room, "accuracy.case")
        subprocess.run([program, "scan", mail, "-o", case, "-q", "--no-progress"], check=True)
        subprocess.run([program, "report", case, "--format", "csv", "-o", os.path.join(room, "csv")], check=True)
        with open(os.path.join(room, "csv", "findings.csv"), encoding="utf-8", newline="") as findings:
            return list(csv.DictReader(findings))


def read_labels(directory):
    with open(os.path.join(directory, "labels.tsv"), encoding="utf-8") as labels:
        return [line.rstrip("\n").split("\t") for line in labels]


class Count:
    def __init__(self):
        self.wanted = self.found = self.high = self.wrong = self.wrong_high = 0

    def precision(self):
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    def recall(self):
        return self.found / self.wanted if self.wanted else 1.0


def judge(labels, findings):
    by_file = collections.defaultdict(list)
    for row in findings:
        by_file[row["locator"].split("#")[0].rsplit("/", 1)[-1]].append(row)
    counts, mistakes = collections.defaultdict(Count), []
    for name, kind, detector, n in labels:
        wanted = int(n) if kind in ("hit", "table") else 0
        count = counts[detector]
        count.wanted += wanted
        met = 0
        for row in by_file[name]:
            is_it = row["detector"] == detector or row["detector"] in SAME.get(detector, [])
            if is_it and met < wanted:
                met += 1
                count.found += 1
                count.high += row["band"] == "high"
            elif row["detector"] not in ASIDE:
                other = counts[row["detector"]]
                other.wrong += 1
                other.wrong_high += row["band"] == "high"
                mistakes.append((name, kind, detector, "also " + row["detector"], row["confidence"]))
        if met < wanted:
            mistakes.append((name, kind, detector, "missed %d of %d" % (wanted - met, wanted), ""))
    counts.pop("-", None)
    return counts, mistakes


def print_table(counts):
    print("%-18s %7s %7s %7s %7s  %-28s %-28s %6s" % ("detector", "values", "found", "high", "wrong", "precision (95 %)",
                                                     "recall (95 %)", "F1"))
    for detector in sorted(counts):
        count = counts[detector]
        p, r = count.precision(), count.recall()
        print("%-18s %7d %7d %7d %7d  %.4f (%.4f to %.4f)      %.4f (%.4f to %.4f)      %.4f" % (
            detector, count.wanted, count.found, count.high, count.wrong, p, *interval(count.found, count.found + count.wrong), r,
            *interval(count.found, count.wanted), 2 * p * r / (p + r) if p + r else 0))


def summarize(counts):
    known = [c for c in counts.values() if c.wanted]
    found, wanted = sum(c.found for c in known), sum(c.wanted for c in known)
    high, wrong_high = sum(c.high for c in counts.values()), sum(c.wrong_high for c in counts.values())
    return {"recall": found / max(wanted, 1), "precision-high": high / max(high + wrong_high, 1)}


def main():
    directory, program = sys.argv[1:3]
    counts, mistakes = judge(read_labels(directory), scan(os.path.join(directory, "mail"), program))
    print_table(counts)
    total = summarize(counts)
    print("\nall: recall %.4f, precision at high band %.4f, %d messages with a mistake" % (
        total["recall"], total["precision-high"], len({m[0] for m in mistakes})))
    with open(os.path.join(directory, "mistakes.tsv"), "w", encoding="utf-8") as out:
        out.writelines("\t".join(map(str, mistake)) + "\n" for mistake in mistakes)
    bad = False
    if "--floor" in sys.argv:
        with open(sys.argv[sys.argv.index("--floor") + 1], encoding="utf-8") as floor:
            for line in floor:
                name, least = line.split()
                if total[name] < float(least):
                    print("below the floor: %s is %.4f, not %s" % (name, total[name], least))
                    bad = True
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
