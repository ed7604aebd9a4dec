# SPDX-License-Identifier: GPL-3.0-or-later
"""Values of identifiers that are well formed by their published rules, and near misses of them. Written from the standards and
not from mailspill's own validators, so that each can find the other's mistakes. Nobody's numbers: drawn by chance."""

import base64
import string
import zlib

UPPER = string.ascii_uppercase
DIGITS = string.digits
ALNUM = string.ascii_letters + DIGITS


def digits(rng, n, first="0123456789"):
    return rng.choice(first) + "".join(rng.choice(DIGITS) for _ in range(n - 1))


def some(rng, alphabet, n):
    return "".join(rng.choice(alphabet) for _ in range(n))


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


def date(rng, first=1950, last=1999):
    return rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28)


def until(rng, make):
    """The first value that is not None."""
    while True:
        value = make(rng)
        if value is not None:
            return value


# Government

def us_ssn(rng):
    area = rng.choice([n for n in range(1, 900) if n != 666])
    return "%03d-%02d-%04d" % (area, rng.randint(1, 99), rng.randint(1, 9999))


def us_itin(rng):
    return "9%02d-%02d-%04d" % (rng.randint(0, 99), rng.choice(list(range(50, 66)) + list(range(70, 89)) + [90, 91, 92]),
                                rng.randint(1, 9999))


def us_passport(rng):
    return rng.choice(UPPER) + digits(rng, 8, "123456789")


def us_anum(rng):
    return "A" + digits(rng, 9, "012")


def us_edipi(rng):
    return digits(rng, 10, "123")


def us_mbi(rng):
    letters = "ACDEFGHJKMNPQRTUVWXY"
    both = letters + DIGITS
    return (rng.choice("123456789") + rng.choice(letters) + rng.choice(both) + rng.choice(DIGITS) + rng.choice(letters)
            + rng.choice(both) + rng.choice(DIGITS) + some(rng, letters, 2) + some(rng, DIGITS, 2))


def us_npi(rng):
    body = digits(rng, 9, "12")
    return body + luhn("80840" + body)


def us_dea(rng):
    body = digits(rng, 6)
    check = (int(body[0]) + int(body[2]) + int(body[4]) + 2 * (int(body[1]) + int(body[3]) + int(body[5]))) % 10
    return rng.choice("ABFM") + rng.choice(UPPER) + body + str(check)


def us_aba(rng):
    body = "%02d" % rng.randint(1, 12) + digits(rng, 6)
    return body + str(-weighted(body, [3, 7, 1, 3, 7, 1, 3, 7]) % 10)


def us_vin(rng):
    values = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9]))
    body = list("1" + some(rng, "ABCDEFGHJKLMNPRSTUVWXYZ", 2) + some(rng, "ABCDEFGHJKLMNPRSTUVWXYZ123456789", 5) + "0"
                + rng.choice("ABCDEFGHJKLMNPRSTVWXY") + rng.choice("ABCDEFGH") + digits(rng, 6))
    total = sum(values.get(c, 0) * w if c.isalpha() else int(c) * w
                for c, w in zip(body, [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]))
    body[8] = "0123456789X"[total % 11]
    return "".join(body)


# Money

def pan_card(rng):
    body = rng.choice([digits(rng, 15, "4"), "5" + rng.choice("12345") + digits(rng, 13), "37" + digits(rng, 12)])
    number = body + luhn(body)
    if len(number) == 16:
        return " ".join(number[i:i + 4] for i in range(0, 16, 4))
    return "%s %s %s" % (number[:4], number[4:10], number[10:])


def iban(rng):
    country, body = rng.choice([("DE", digits(rng, 18)), ("FR", digits(rng, 23)), ("ES", digits(rng, 20)),
                                ("NL", "ABNA" + digits(rng, 10)), ("GB", "NWBK" + digits(rng, 14)), ("AT", digits(rng, 16))])
    number = "".join(str(int(c, 36)) for c in body + country + "00")
    check = 98 - int(number) % 97
    value = "%s%02d%s" % (country, check, body)
    return " ".join(value[i:i + 4] for i in range(0, len(value), 4)) if rng.random() < 0.5 else value


# Europe

def uk_nino(rng):
    while True:
        prefix = rng.choice("ABCEGHJKLMNOPRSTWXYZ") + rng.choice("ABCEGHJKLMNPRSTWXYZ")
        if prefix not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"):
            return "%s %s %s %s %s" % (prefix, digits(rng, 2), digits(rng, 2), digits(rng, 2), rng.choice("ABCD"))


def uk_nhs(rng):
    def make(rng):
        body = digits(rng, 9, "4679")
        check = 11 - weighted(body, range(10, 1, -1)) % 11
        return None if check == 10 else body + str(check % 11)
    value = until(rng, make)
    return "%s %s %s" % (value[:3], value[3:6], value[6:])


def fr_nir(rng):
    year, month, _ = date(rng)
    body = rng.choice("12") + "%02d%02d%02d" % (year % 100, month, rng.choice([13, 31, 33, 59, 69, 75, 92])) + digits(rng, 6, "0123")
    return body + "%02d" % (97 - int(body) % 97)


def de_idnr(rng):
    def make(rng):
        body = list("123456789")
        rng.shuffle(body)
        body.insert(rng.randint(1, 9), rng.choice(body))
        counts = sorted(body.count(c) for c in set(body))
        text = "".join(body)
        return text + mod11_10(text) if counts == [1] * 8 + [2] else None
    value = until(rng, make)
    return "%s %s %s %s" % (value[:2], value[2:5], value[5:8], value[8:])


def es_dni(rng):
    number = digits(rng, 8)
    return number + "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23]


def es_nie(rng):
    first, number = rng.choice("XYZ"), digits(rng, 7)
    return first + number + "TRWAGMYFPDXBNJZSQVHLCKE"[int(str("XYZ".index(first)) + number) % 23]


def it_cf(rng):
    odd = dict(zip("0123456789" + UPPER, [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3,
                                          6, 8, 12, 14, 16, 10, 22, 25, 24, 23]))
    year, month, day = date(rng)
    body = (some(rng, "BCDFGLMNPRSTVZ", 6) + "%02d" % (year % 100) + "ABCDEHLMPRST"[month - 1]
            + "%02d" % (day + rng.choice([0, 40])) + rng.choice("ABCDEFGHIL") + digits(rng, 3))
    total = sum(odd[c] if i % 2 == 0 else int(c) if c.isdigit() else ord(c) - 65 for i, c in enumerate(body))
    return body + UPPER[total % 26]


def nl_bsn(rng):
    def make(rng):
        body = digits(rng, 8, "123456")
        check = weighted(body, range(9, 1, -1)) % 11
        return None if check == 10 else body + str(check)
    return until(rng, make)


def be_nn(rng):
    year, month, day = date(rng)
    body = "%02d%02d%02d%03d" % (year % 100, month, day, rng.randint(1, 997))
    check = 97 - int(body) % 97
    return "%s.%s.%s-%s.%02d" % (body[:2], body[2:4], body[4:6], body[6:], check)


def pl_pesel(rng):
    year, month, day = date(rng)
    body = "%02d%02d%02d" % (year % 100, month, day) + digits(rng, 4)
    return body + str(-weighted(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)


def se_pnr(rng):
    year, month, day = date(rng)
    body = "%02d%02d%02d" % (year % 100, month, day) + digits(rng, 3)
    return body[:6] + "-" + body[6:] + luhn(body)


def no_fnr(rng):
    def make(rng):
        year, month, day = date(rng, 1950, 1999)
        body = "%02d%02d%02d" % (day, month, year % 100) + "%03d" % rng.randint(0, 499)
        first = -weighted(body, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11
        if first == 10:
            return None
        second = -weighted(body + str(first), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return None if second == 10 else body + str(first) + str(second)
    return until(rng, make)


def fi_hetu(rng):
    year, month, day = date(rng)
    body = "%02d%02d%02d" % (day, month, year % 100), "%03d" % rng.randint(2, 899)
    return body[0] + "-" + body[1] + "0123456789ABCDEFHJKLMNPRSTUVWXY"[int("".join(body)) % 31]


def ch_ahv(rng):
    body = "756" + digits(rng, 9)
    check = str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(body)) % 10)
    return "756.%s.%s.%s%s" % (body[3:7], body[7:11], body[11:], check)


def ie_pps(rng):
    body = digits(rng, 7)
    return body + "WABCDEFGHIJKLMNOPQRSTUV"[weighted(body, range(8, 1, -1)) % 23]


def at_svnr(rng):
    def make(rng):
        year, month, day = date(rng)
        body = digits(rng, 3, "123456789"), "%02d%02d%02d" % (day, month, year % 100)
        check = weighted(body[0] + body[1], [3, 7, 9, 5, 8, 4, 2, 1, 6]) % 11
        return None if check == 10 else body[0] + str(check) + " " + body[1]
    return until(rng, make)


def pt_nif(rng):
    body = rng.choice("123") + digits(rng, 7)
    check = 11 - weighted(body, range(9, 1, -1)) % 11
    return body + str(0 if check > 9 else check)


def ro_cnp(rng):
    year, month, day = date(rng)
    body = rng.choice("12") + "%02d%02d%02d%02d%03d" % (year % 100, month, day, rng.randint(1, 46), rng.randint(1, 999))
    check = weighted(body, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
    return body + str(1 if check == 10 else check)


def hr_oib(rng):
    body = digits(rng, 10)
    return body + mod11_10(body)


# Elsewhere

def ca_sin(rng):
    body = digits(rng, 8, "1234567")
    number = body + luhn(body)
    return "%s %s %s" % (number[:3], number[3:6], number[6:])


def br_cpf(rng):
    body = digits(rng, 9)
    for n in (10, 11):
        check = 11 - weighted(body, range(n, 1, -1)) % 11
        body += str(0 if check > 9 else check)
    return "%s.%s.%s-%s" % (body[:3], body[3:6], body[6:9], body[9:])


def au_tfn(rng):
    def make(rng):
        body = digits(rng, 9, "123456789")
        return body if weighted(body, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0 else None
    value = until(rng, make)
    return "%s %s %s" % (value[:3], value[3:6], value[6:])


def in_aadhaar(rng):
    body = digits(rng, 11, "23456789")
    number = body + verhoeff(body)
    return "%s %s %s" % (number[:4], number[4:8], number[8:])


def cn_ric(rng):
    year, month, day = date(rng)
    body = rng.choice(["110101", "310104", "440305", "510107"]) + "%d%02d%02d%03d" % (year, month, day, rng.randint(1, 999))
    return body + "10X98765432"[weighted(body, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11]


def za_id(rng):
    year, month, day = date(rng)
    body = "%02d%02d%02d%04d08" % (year % 100, month, day, rng.randint(0, 9999))
    return body + luhn(body)


def sg_nric(rng):
    body = digits(rng, 7)
    return "S" + body + "JZIHGFEDCBA"[weighted(body, [2, 7, 6, 5, 4, 3, 2]) % 11]


def il_id(rng):
    body = digits(rng, 8, "0123")
    total = sum((lambda d: d - 9 if d > 9 else d)(int(c) * (1 + i % 2)) for i, c in enumerate(body))
    return body + str(-total % 10)


def tr_tckn(rng):
    body = digits(rng, 9, "123456789")
    tenth = (7 * sum(int(c) for c in body[0::2]) - sum(int(c) for c in body[1::2])) % 10
    return body + str(tenth) + str((sum(int(c) for c in body) + tenth) % 10)


def kr_rrn(rng):
    year, month, day = date(rng)
    body = "%02d%02d%02d" % (year % 100, month, day) + rng.choice("12") + "%02d" % rng.randint(0, 95) + digits(rng, 3)
    check = (11 - weighted(body, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11) % 10
    return body[:6] + "-" + body[6:] + str(check)


# Secrets

def github_token(rng):
    body = some(rng, ALNUM, 30)
    check, alphabet = zlib.crc32(body.encode()), DIGITS + UPPER + string.ascii_lowercase
    text = ""
    while check:
        text = alphabet[check % 62] + text
        check //= 62
    return "ghp_" + body + text.rjust(6, "0")


def aws_akid(rng):
    return "AKIA" + some(rng, UPPER + "234567", 16)


def slack_token(rng):
    return "xoxb-%s-%s-%s" % (digits(rng, 12, "123456789"), digits(rng, 12, "123456789"), some(rng, ALNUM, 24))


def stripe_key(rng):
    return "sk_live_" + some(rng, ALNUM, 24)


def gcp_api_key(rng):
    return "AIza" + some(rng, ALNUM + "_-", 35)


def jwt(rng):
    def part(text):
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    claims = '{"sub":"%d","name":"%s"}' % (rng.randint(1, 10**9), some(rng, UPPER, 8))
    return ".".join([part('{"alg":"HS256","typ":"JWT"}'), part(claims), some(rng, ALNUM + "_-", 43)])


def pem_private(rng):
    lines = [base64.b64encode(bytes([0x30, 0x82, 0x04, 0xa2, 0x02, 0x01, 0x00]) + rng.randbytes(41)).decode()]
    lines += [base64.b64encode(rng.randbytes(48)).decode() for _ in range(12)]
    return "-----BEGIN RSA PRIVATE KEY-----\n%s\n-----END RSA PRIVATE KEY-----" % "\n".join(lines)


def password_phrase(rng):
    return rng.choice(["Teapot", "Walnut", "Harbor", "Marble"]) + rng.choice("!#%&") + digits(rng, 4) + some(rng, ALNUM, 2)


def url_basic_auth(rng):
    return "https://backup:%s@files.example.net/in" % (some(rng, ALNUM, 10) + "7!")


def near_miss(rng, value):
    """value with its last digit, or the last letter where there is none behind, made wrong."""
    for i in range(len(value) - 1, -1, -1):
        if value[i].isdigit():
            return value[:i] + str((int(value[i]) + rng.randint(1, 9)) % 10) + value[i + 1:]
    return value
