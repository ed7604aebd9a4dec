# SPDX-License-Identifier: GPL-3.0-or-later
"""Random digits, check digits and dates, out of the standards and not out of mailspill, so that each can find the other's
mistakes; and what a kind of value is made and labelled of."""

import string

UPPER = string.ascii_uppercase
DIGITS = string.digits
ALNUM = string.ascii_letters + DIGITS
HEX = "0123456789abcdef"

ANY, E, F, S, G = "any", "en", "fr", "es", "de"


class Kind:
    """How values of one detector are made: make(rng) is a value as people write it, labels the words before it by language (ANY:
    the same in each). miss: the index of the digit that, once wrong, makes it no value at all; None: there is none. also:
    detectors that rightly find something in the same text. bare: values that need no label. Of whole kinds make(rng, language)
    is (MIME subtype, text, file name or None)."""

    def __init__(self, make, labels=None, miss=None, also=(), bare=False, table=True, whole=False, words=False):
        self.make, self.labels, self.miss, self.also, self.bare = make, labels or {ANY: [""]}, miss, set(also), bare
        self.whole, self.words = whole, words
        self.table = table and not whole and not words

    def has_lines(self, rng):
        return "\n" in self.make(rng)


def digits(rng, n, first=DIGITS):
    return rng.choice(first) + "".join(rng.choice(DIGITS) for _ in range(n - 1))


def some(rng, alphabet, n):
    return "".join(rng.choice(alphabet) for _ in range(n))


def group(text, *sizes, by=" "):
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at:at + size])
        at += size
    return by.join(parts)


def until(rng, make):
    """The first value that is not None."""
    while True:
        value = make(rng)
        if value is not None:
            return value


def date(rng, first=1950, last=1999):
    return rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28)


def luhn(number):
    """The check digit that number lacks (ISO/IEC 7812-1, annex B)."""
    total = 0
    for i, c in enumerate(reversed(number)):
        d = int(c) * (2 if i % 2 == 0 else 1)
        total += d - 9 if d > 9 else d
    return str(-total % 10)


def weighted(number, weights):
    return sum(int(c) * w for c, w in zip(number, weights))


def mod11_10(number):
    """ISO 7064, MOD 11,10."""
    product = 10
    for c in number:
        product = (int(c) + product) % 10 or 10
        product = product * 2 % 11
    return str((11 - product) % 10)


def mod97_10(text):
    """The two check digits of ISO 7064, MOD 97-10, for text with letters as numbers."""
    return "%02d" % (98 - int("".join(str(int(c, 36)) for c in text) + "00") % 97)


def mrz_digit(text):
    """ICAO Doc 9303-3, 4.9: weights 7 3 1."""
    return str(sum((0 if c == "<" else int(c, 36)) * (7, 3, 1)[i % 3] for i, c in enumerate(text)) % 10)


def verhoeff(number):
    d = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5], [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
         [3, 4, 0, 1, 2, 8, 9, 5, 6, 7], [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
         [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3], [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
         [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]]
    p = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4], [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
         [8, 9, 1, 6, 0, 4, 3, 5, 2, 7], [9, 4, 5, 3, 1, 2, 6, 8, 7, 0], [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
         [2, 7, 9, 3, 8, 0, 6, 4, 1, 5], [7, 0, 4, 6, 9, 1, 3, 2, 5, 8]]
    inverse = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9]
    check = 0
    for i, c in enumerate(reversed(number)):
        check = d[check][p[(i + 1) % 8][int(c)]]
    return str(inverse[check])


LAST = -1


def near_miss(rng, value, index):
    """value with the digit at index, counted among the digits, made wrong."""
    places = [i for i, c in enumerate(value) if c.isdigit()]
    i = places[index]
    return value[:i] + str((int(value[i]) + rng.randint(1, 9)) % 10) + value[i + 1:]
