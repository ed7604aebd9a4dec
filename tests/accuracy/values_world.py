# SPDX-License-Identifier: GPL-3.0-or-later
"""Identifiers of other states, by their published rules. Nobody's: drawn by chance."""

from digits import ANY, DIGITS, E, F, G, Kind, LAST, S, UPPER, date, digits, group, luhn, some, until, verhoeff, weighted


# The Americas

def ca_sin(rng):
    body = digits(rng, 8, "1234567")
    return group(body + luhn(body), 3, 3, 3, by=rng.choice([" ", "-", ""]))


NAMES = "BCDFGHJKLMNPQRSTVWXYZ"


def mx_curp(rng):
    """RENAPO: weights 18 to 2 over 37 characters."""
    year, month, day = date(rng)
    state = rng.choice(["DF", "JC", "NL", "OC", "VZ", "NE", "MC"])
    body = (rng.choice("BCGHLMRSV") + rng.choice("AEIOU") + some(rng, "BCDGLMRT", 2) + "%02d%02d%02d" % (year % 100, month, day)
            + rng.choice("HM") + state + some(rng, NAMES, 3) + "0")
    alphabet = "0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ"
    return body + str(-sum(alphabet.index(c) * w for c, w in zip(body, range(18, 1, -1))) % 10)


def mx_rfc(rng):
    """SAT: 13 characters, weights 13 to 2, modulo 11."""
    year, month, day = date(rng)
    body = (rng.choice("BCGHLMRSV") + rng.choice("AEIOU") + some(rng, "BCDGLMRT", 2) + "%02d%02d%02d" % (year % 100, month, day)
            + rng.choice("123456789ABCDEFGH") + rng.choice("123456789ABCDEFGH"))
    alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ \u00d1"
    check = -sum(alphabet.index(c) * w for c, w in zip(body, range(13, 1, -1))) % 11
    return body + "0123456789A"[check]


def br_cpf(rng):
    body = digits(rng, 9)
    for n in (10, 11):
        check = 11 - weighted(body, range(n, 1, -1)) % 11
        body += str(0 if check > 9 else check)
    return "%s.%s.%s-%s" % (body[:3], body[3:6], body[6:9], body[9:]) if rng.random() < 0.8 else body


def br_cnpj(rng):
    """Receita Federal; letters since 2026 count as their ASCII code less 48."""
    body = rng.choice([digits(rng, 8), some(rng, UPPER + DIGITS, 8)]) + "0001"
    for _ in range(2):
        total = sum((ord(c) - 48) * (2 + i % 8) for i, c in enumerate(reversed(body)))
        body += str(0 if total % 11 < 2 else 11 - total % 11)
    return "%s.%s.%s/%s-%s" % (body[:2], body[2:5], body[5:8], body[8:12], body[12:])


def ar_cuit(rng):
    def make(rng):
        body = rng.choice(["20", "23", "24", "27", "30", "33"]) + digits(rng, 8)
        check = 11 - weighted(body, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return None if check == 10 else group(body + str(check % 11), 2, 8, 1, by=rng.choice(["-", "-", ""]))
    return until(rng, make)


def cl_rut(rng):
    body = digits(rng, rng.choice([7, 8]), "123456789")
    total = sum(int(c) * (2 + i % 6) for i, c in enumerate(reversed(body)))
    check = "0123456789K0"[11 - total % 11] if total % 11 else "0"
    return "%s.%s.%s-%s" % (body[:-6], body[-6:-3], body[-3:], check)


# Australia and New Zealand

def au_tfn(rng):
    def make(rng):
        body = digits(rng, 9, "123456789")
        return body if weighted(body, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0 else None
    return group(until(rng, make), 3, 3, 3, by=rng.choice([" ", ""]))


def au_medicare(rng):
    body = digits(rng, 8, "23456")
    value = body + str(weighted(body, [1, 3, 7, 9, 1, 3, 7, 9]) % 10) + rng.choice("12345")
    return group(value, 4, 5, 1)


def nz_ird(rng):
    def make(rng):
        body = rng.choice(["0" + digits(rng, 7, "456789"), "1" + digits(rng, 1, "0123") + digits(rng, 6)])
        check = -weighted(body, [3, 2, 7, 6, 5, 4, 3, 2]) % 11
        if check == 10:
            check = -weighted(body, [7, 4, 3, 2, 5, 2, 7, 6]) % 11
        return None if check == 10 else body + str(check)
    value = until(rng, make)
    return "%s-%s-%s" % (value[:3].lstrip("0"), value[3:6], value[6:])


# Asia

def in_aadhaar(rng):
    body = digits(rng, 11, "23456789")
    return group(body + verhoeff(body), 4, 4, 4, by=rng.choice([" ", " ", "-", ""]))


def in_pan(rng):
    """Income Tax Department: the fourth letter is the kind of holder, the fifth out of the name."""
    return some(rng, UPPER, 3) + rng.choice("PPPCHF") + rng.choice(UPPER) + digits(rng, 4, "123456789") + rng.choice(UPPER)


def sg_nric(rng):
    """Weights 2 7 6 5 4 3 2; T and G 4 more, M 3 more."""
    first, body = rng.choice("STFGM"), digits(rng, 7)
    total = weighted(body, [2, 7, 6, 5, 4, 3, 2]) + {"T": 4, "G": 4, "M": 3}.get(first, 0)
    letters = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "F": "XWUTRQPNMLK", "G": "XWUTRQPNMLK", "M": "XWUTRQPNJLK"}[first]
    return first + body + letters[total % 11]


def hk_id(rng):
    letters, body = rng.choice([" " + rng.choice("ACDEGKPRVYZ"), rng.choice("WX") + rng.choice("ABCDEFG")]), digits(rng, 6)
    values = [36 if c == " " else ord(c) - 55 for c in letters] + [int(c) for c in body]
    check = -sum(a * w for a, w in zip(values, range(9, 1, -1))) % 11
    return "%s%s(%s)" % (letters.strip(), body, "0123456789A"[check])


def kr_rrn(rng):
    """Resident Registration Act: weights 2 to 9 and 2 to 5."""
    year, month, day = date(rng)
    body = "%02d%02d%02d" % (year % 100, month, day) + rng.choice("12") + "%02d" % rng.randint(0, 95) + digits(rng, 3)
    check = (11 - weighted(body, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11) % 10
    return body[:6] + "-" + body[6:] + str(check)


def jp_mynumber(rng):
    """Ministerial order 85 of 2014: weights 6 to 2 and 7 to 2."""
    body = digits(rng, 11, "123456789")
    rest = weighted(body, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
    return group(body + str(0 if rest < 2 else 11 - rest), 4, 4, 4, by=rng.choice([" ", "-", ""]))


def cn_ric(rng):
    """GB 11643: ISO 7064 MOD 11-2."""
    year, month, day = date(rng)
    body = rng.choice(["110101", "310104", "440305", "510107"]) + "%d%02d%02d%03d" % (year, month, day, rng.randint(1, 999))
    return body + "10X98765432"[weighted(body, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11]


def tw_nid(rng):
    letter, body = rng.choice(UPPER), rng.choice("1289") + digits(rng, 7)
    code = "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(letter) + 10
    total = code // 10 + code % 10 * 9 + weighted(body, range(8, 0, -1))
    return letter + body + str(-total % 10)


def il_id(rng):
    body = digits(rng, 8, "0123")
    total = sum((lambda d: d - 9 if d > 9 else d)(int(c) * (1 + i % 2)) for i, c in enumerate(body))
    return body + str(-total % 10)


def tr_tckn(rng):
    body = digits(rng, 9, "123456789")
    tenth = (7 * sum(int(c) for c in body[0::2]) - sum(int(c) for c in body[1::2])) % 10
    return body + str(tenth) + str((sum(int(c) for c in body) + tenth) % 10)


def th_pin(rng):
    body = rng.choice("12345") + rng.choice(["10", "13", "31", "50", "83", "90"]) + digits(rng, 9)
    value = body + str((11 - weighted(body, range(13, 1, -1)) % 11) % 10)
    return group(value, 1, 4, 5, 2, 1, by=rng.choice(["-", "-", ""]))


def my_nric(rng):
    """JPN: birth date, place, serial; no check digit."""
    year, month, day = date(rng)
    return "%02d%02d%02d-%02d-%s" % (year % 100, month, day, rng.choice([1, 8, 10, 12, 14, 71]), digits(rng, 4))


def za_id(rng):
    year, month, day = date(rng)
    body = "%02d%02d%02d%04d08" % (year % 100, month, day, rng.randint(0, 9999))
    return body + luhn(body)


KINDS = {
    "ca_sin": Kind(ca_sin, {E: ["SIN", "Social Insurance Number"], F: ["Numéro d'assurance sociale", "NAS"]}, miss=LAST),
    "mx_curp": Kind(mx_curp, {S: ["CURP", "Clave Única de Registro de Población"]}, miss=LAST, bare=True),
    "mx_rfc": Kind(mx_rfc, {S: ["RFC", "Registro Federal de Contribuyentes"]}),
    "br_cpf": Kind(br_cpf, {ANY: ["CPF", "CPF nº"]}, miss=LAST),
    "br_cnpj": Kind(br_cnpj, {ANY: ["CNPJ"]}, miss=LAST, bare=True),
    "ar_cuit": Kind(ar_cuit, {S: ["CUIT", "CUIL"]}, miss=LAST),
    "cl_rut": Kind(cl_rut, {S: ["RUT", "RUN"]}, bare=True),
    "au_tfn": Kind(au_tfn, {E: ["Tax File Number", "TFN"]}, miss=LAST),
    "au_medicare": Kind(au_medicare, {E: ["Medicare card", "Medicare No.", "Medicare card number"]}),
    "nz_ird": Kind(nz_ird, {E: ["IRD number", "IRD No."]}, miss=LAST),
    "in_aadhaar": Kind(in_aadhaar, {E: ["Aadhaar number", "Aadhaar", "UIDAI"]}, miss=LAST),
    "in_pan": Kind(in_pan, {E: ["PAN", "Permanent Account Number", "PAN card"]}),
    "sg_nric": Kind(sg_nric, {E: ["NRIC", "FIN"]}, bare=True),
    "hk_id": Kind(hk_id, {E: ["HKID", "Hong Kong identity card", "HKID No."]}, bare=True),
    "kr_rrn": Kind(kr_rrn, {E: ["Resident registration number", "RRN"], ANY: ["주민등록번호"]}),
    "jp_mynumber": Kind(jp_mynumber, {E: ["My Number", "Individual Number"], ANY: ["マイナンバー", "個人番号"]}, miss=LAST),
    "cn_ric": Kind(cn_ric, {E: ["Chinese ID", "Resident identity card"], ANY: ["身份证号", "居民身份证号码"]}, miss=LAST, bare=True),
    "tw_nid": Kind(tw_nid, {E: ["Taiwan ID", "ROC ID"], ANY: ["身分證字號"]}, miss=LAST),
    "il_id": Kind(il_id, {E: ["Teudat zehut", "Israeli ID"], ANY: ["תעודת זהות"]}, miss=LAST),
    "tr_tckn": Kind(tr_tckn, {ANY: ["TC Kimlik No", "T.C. Kimlik No", "TCKN"]}, miss=LAST),
    "th_pin": Kind(th_pin, {E: ["Thai ID"], ANY: ["เลขประจำตัวประชาชน"]}, miss=LAST),
    "my_nric": Kind(my_nric, {E: ["MyKad", "IC number"], ANY: ["No. Kad Pengenalan"]}),
    "za_id": Kind(za_id, {E: ["South African ID number", "RSA ID", "SA ID number"]}, miss=LAST),
}
