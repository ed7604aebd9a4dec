# SPDX-License-Identifier: GPL-3.0-or-later
"""What is counted, and how sure the counts are: exact 95 % intervals (Clopper and Pearson 1934)."""

import math

BANDS = ["high", "medium", "low"]


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
    """The shares between which k of n lies with 95 % confidence."""
    if n == 0:
        return 0.0, 1.0

    def solve(good):
        low, high = 0.0, 1.0
        for _ in range(30):
            middle = (low + high) / 2
            low, high = (middle, high) if good(middle) else (low, middle)
        return low
    if k in (0, n):
        edge = 0.025 ** (1 / n)
        return (0.0, 1 - edge) if k == 0 else (edge, 1.0)
    return solve(lambda p: tail(n, k, p) < 0.025), solve(lambda p: 1 - tail(n, k + 1, p) > 0.025)


class Count:
    """Of one detector: values there are, and by band those found and what else it reported. A band counts those above it too."""

    def __init__(self):
        self.wanted = 0
        self.found, self.wrong = dict.fromkeys(BANDS, 0), dict.fromkeys(BANDS, 0)

    def add(self, band, right):
        for other in BANDS[BANDS.index(band):]:
            (self.found if right else self.wrong)[other] += 1

    def reported(self, band):
        return self.found[band] + self.wrong[band]

    def precision(self, band):
        return self.found[band] / self.reported(band) if self.reported(band) else None

    def recall(self, band):
        return self.found[band] / self.wanted if self.wanted else None

    def f1(self, band):
        p, r = self.precision(band), self.recall(band)
        return None if p is None or r is None or p + r == 0 else 2 * p * r / (p + r)


def show(value, places=4):
    return "-" if value is None else "%.*f" % (places, value)


HEAD = "%-17s %6s  %6s %6s  %6s %6s %6s  %6s %6s" % ("detector", "values", "found", "wrong", "p high", "p med.", "p low",
                                                     "recall", "F1")


def names(counts):
    return sorted(name for name, count in counts.items() if (count.wanted or count.reported("low")) and name != "marked set")


def total(counts):
    known = [count for name, count in counts.items() if name != "marked set"]
    found, wanted = sum(c.found["low"] for c in known), sum(c.wanted for c in known)
    high, wrong = sum(c.found["high"] for c in known), sum(c.wrong["high"] for c in known)
    return ("all: %d of %d values found (%.4f); of %d reported at high band %d are wrong (precision %.4f); "
            "%d marked sets in prose") % (
        found, wanted, found / max(wanted, 1), high + wrong, wrong, high / max(high + wrong, 1),
        counts["marked set"].wrong["high"])


def print_table(counts):
    print(HEAD)
    for name in names(counts):
        c = counts[name]
        print("%-17s %6d  %6d %6d  %6s %6s %6s  %6s %6s" % (
            name, c.wanted, c.found["low"], c.wrong["low"], *(show(c.precision(band)) for band in BANDS), show(c.recall("low")),
            show(c.f1("low"))))
    print("\n" + total(counts))


def write_scores(counts, path):
    """One row a detector and band; a band counts those above it."""
    with open(path, "w", encoding="utf-8") as out:
        out.write("\t".join(["detector", "band", "values", "found", "wrong", "precision", "precision_from", "precision_to",
                             "recall",
                             "recall_from", "recall_to", "f1"]) + "\n")
        for name in names(counts):
            c = counts[name]
            for band in BANDS:
                precise, recalled = interval(c.found[band], c.reported(band)), interval(c.found[band], c.wanted)
                out.write("\t".join([name, band, str(c.wanted), str(c.found[band]), str(c.wrong[band]), show(c.precision(band)),
                                     *map(show, precise), show(c.recall(band)), *map(show, recalled), show(c.f1(band))]) + "\n")


def read_floor(path):
    """Rows of detector, least precision at high band, least recall at low band and above; "-" where none is promised."""
    with open(path, encoding="utf-8") as floor:
        return [line.split() for line in floor if line.strip() and not line.startswith("#")]


def write_page(counts, path):
    """Puts the table between the marks of a page of Markdown."""
    with open(path, encoding="utf-8") as page:
        before, rest = page.read().split("<!-- table -->\n", 1)
    after = rest.split("<!-- end of table -->\n", 1)[1]
    rows = ["| detector | values | found | wrong | precision, high band | recall | F1 |",
            "| --- | --: | --: | --: | --: | --: | --: |"]
    for name in names(counts):
        c = counts[name]
        precise, recalled = interval(c.found["high"], c.reported("high")), interval(c.found["low"], c.wanted)
        rows.append("| `%s` | %d | %d | %d | %s | %s | %s |" % (
            name, c.wanted, c.found["low"], c.wrong["low"],
            "%s (%.3f)" % (show(c.precision("high"), 3), precise[0]) if c.reported("high") else "–",
            "%s (%.3f)" % (show(c.recall("low"), 3), recalled[0]) if c.wanted else "–", show(c.f1("low"), 3).replace("-", "–")))
    with open(path, "w", encoding="utf-8") as page:
        page.write(before + "<!-- table -->\n" + "\n".join(rows) + "\n\n" + total(counts) + "\n<!-- end of table -->\n" + after)
