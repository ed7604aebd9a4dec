# SPDX-License-Identifier: GPL-3.0-or-later
"""Identifiers of European states, by their published rules. Nobody's: drawn by chance."""

from digits import (ANY, DIGITS, E, F, G, Kind, LAST, S, UPPER, date, digits, group, luhn, mod11_10, mrz_digit, some, until,
                    weighted)


def short_date(rng, order="dmy"):
    year, month, day = date(rng)
    return "".join("%02d" % {"d": day, "m": month, "y": year % 100}[c] for c in order)


# Great Britain and Ireland

def uk_nino(rng):
    """HMRC, NIM39110."""
    while True:
        prefix = rng.choice("ABCEGHJKLMNOPRSTWXYZ") + rng.choice("ABCEGHJKLMNPRSTWXYZ")
        if prefix not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"):
            return rng.choice([" ", ""]).join([prefix, digits(rng, 2), digits(rng, 2), digits(rng, 2), rng.choice("ABCD")])


def uk_nhs(rng):
    """NHS Data Dictionary: weights 10 to 2, modulo 11."""
    def make(rng):
        body = digits(rng, 9, "4679")
        check = 11 - weighted(body, range(10, 1, -1)) % 11
        return None if check == 10 else body + str(check % 11)
    return group(until(rng, make), 3, 3, 4, by=rng.choice([" ", " ", ""]))


def uk_utr(rng):
    """HMRC: the first digit out of the weighted sum of the others."""
    body = digits(rng, 9)
    return "21987654321"[weighted(body, [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11] + body


def uk_driving(rng):
    """DVLA, driver number: surname, decade, month (women 50 more), day, year, initials, two check letters of no public rule."""
    year, month, day = date(rng)
    surname = rng.choice(["WETHE", "EASTB", "JUNIP", "BIRCH", "FOX99", "LEE99"])
    return "%s%d%02d%02d%d%s%d%s" % (surname, year // 10 % 10, month + rng.choice([0, 50]), day, year % 10, rng.choice(
        [some(rng, UPPER, 2), rng.choice(UPPER) + "9"]), rng.randint(1, 9), some(rng, UPPER, 2))


def ie_pps(rng):
    """Department of Social Protection: weights 8 to 2, a second letter weighs 9."""
    body, second = digits(rng, 7), rng.choice(["", "", "A", "H"])
    total = weighted(body, range(8, 1, -1)) + 9 * (ord(second) - 64 if second else 0)
    return body + "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] + second


# France, Belgium, Switzerland, Austria, Germany

def fr_nir(rng):
    """INSEE: key 97 minus the number modulo 97; Corsica counts as 19 and 18."""
    year, month, _ = date(rng)
    place = rng.choice(["13", "31", "33", "59", "69", "75", "92", "2A", "2B"])
    body = rng.choice("12") + "%02d%02d" % (year % 100, month) + place + "%03d" % rng.randint(1, 600) + "%03d" % rng.randint(1,
                                                                                                                             600)
    key = 97 - int(body.replace("2A", "19").replace("2B", "18")) % 97
    value = body + "%02d" % key
    return group(value, 1, 2, 2, 2, 3, 3, 2) if rng.random() < 0.5 else value


def fr_spi(rng):
    """DGFiP: the last three digits are the first ten modulo 511."""
    body = rng.choice("0123") + digits(rng, 9)
    value = body + "%03d" % (int(body) % 511)
    return group(value, 2, 2, 3, 3, 3) if rng.random() < 0.5 else value


def be_nn(rng):
    """97 minus the first nine digits modulo 97, behind a 2 for those born since 2000."""
    year, month, day = date(rng, 1940, 2010)
    body = "%02d%02d%02d%03d" % (year % 100, month, day, rng.randint(1, 997))
    check = 97 - int(("2" if year > 1999 else "") + body) % 97
    return rng.choice(["%s.%s.%s-%s.%02d", "%s%s%s%s%02d"]) % (body[:2], body[2:4], body[4:6], body[6:], check)


def ch_ahv(rng):
    """EAN-13 from 756."""
    body = "756" + digits(rng, 9)
    value = body + str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(body)) % 10)
    return group(value, 3, 4, 4, 2, by=rng.choice([".", "."]))


def at_svnr(rng):
    """Weights 3 7 9 - 5 8 4 2 1 6, modulo 11 in the fourth place."""
    def make(rng):
        serial, birth = digits(rng, 3, "123456789"), short_date(rng)
        check = weighted(serial + birth, [3, 7, 9, 5, 8, 4, 2, 1, 6]) % 11
        return None if check == 10 else serial + str(check) + rng.choice([" ", ""]) + birth
    return until(rng, make)


def de_idnr(rng):
    """BZSt: of the first ten digits one occurs twice or three times; ISO 7064 MOD 11,10."""
    def make(rng):
        body = list("1234567890")
        rng.shuffle(body)
        body = body[:9]
        body.insert(rng.randint(1, 9), rng.choice(body))
        text = "".join(body)
        counts = sorted(text.count(c) for c in set(text))
        return text + mod11_10(text) if counts == [1] * 8 + [2] and text[0] != "0" else None
    return group(until(rng, make), 2, 3, 3, 3, by=rng.choice([" ", ""]))


def cross_sums(text, weights):
    return sum(sum(int(d) for d in str(int(c) * w)) for c, w in zip(text, weights))


def de_rvnr(rng):
    """VKVV, section 4: area, birth date, letter, serial, check digit."""
    body = "%02d%s%s%02d" % (rng.choice([2, 10, 12, 15, 44, 53, 65, 82]), short_date(rng), rng.choice(UPPER), rng.randint(0, 99))
    numeric = "".join(c if c.isdigit() else "%02d" % (ord(c) - 64) for c in body)
    value = body + str(cross_sums(numeric, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10)
    return group(value, 2, 6, 1, 3) if rng.random() < 0.5 else value


def de_kvnr(rng):
    """GKV-Spitzenverband: a letter as two digits, weights 1 2, cross sums."""
    body = rng.choice(UPPER) + digits(rng, 8)
    return body + str(cross_sums("%02d" % (ord(body[0]) - 64) + body[1:], [1, 2] * 5) % 10)


DOCUMENT = "CFGHJKLMNPRTVWXYZ"


def de_docnum_short(rng):
    """BSI TR-03127: nine characters without vowels and look-alikes."""
    return rng.choice("CFGHJKLMNPRTVWXYZ") + some(rng, DOCUMENT + DIGITS, 5) + digits(rng, 1) + some(rng, DOCUMENT + DIGITS, 2)


def de_docnum(rng):
    body = de_docnum_short(rng)
    return body + mrz_digit(body)


# The south

def es_dni(rng):
    number = digits(rng, 8)
    letter = "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23]
    return rng.choice([number + letter, number + "-" + letter, group(number, 2, 3, 3, by=".") + "-" + letter])


def es_nie(rng):
    first, number = rng.choice("XYZ"), digits(rng, 7)
    letter = "TRWAGMYFPDXBNJZSQVHLCKE"[int(str("XYZ".index(first)) + number) % 23]
    return rng.choice(["%s%s%s", "%s-%s-%s"]) % (first, number, letter)


def it_cf(rng):
    """Decree of 23 December 1976: odd places by table, even by value, modulo 26."""
    odd = dict(zip("0123456789" + UPPER, [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11,
                                          3,
                                          6, 8, 12, 14, 16, 10, 22, 25, 24, 23]))
    year, month, day = date(rng)
    body = (some(rng, "BCDFGLMNPRSTVZ", 6) + "%02d" % (year % 100) + "ABCDEHLMPRST"[month - 1]
            + "%02d" % (day + rng.choice([0, 40])) + rng.choice("ABCDEFGHIL") + digits(rng, 3))
    total = sum(odd[c] if i % 2 == 0 else int(c) if c.isdigit() else ord(c) - 65 for i, c in enumerate(body))
    return body + UPPER[total % 26]


def pt_nif(rng):
    body = rng.choice("123") + digits(rng, 7)
    check = 11 - weighted(body, range(9, 1, -1)) % 11
    return body + str(0 if check > 9 else check)


def pt_cc(rng):
    """Cartão de Cidadão: Luhn over the civil number, its digit and two letters or digits as numbers."""
    civil = digits(rng, 8, "1")
    check = str(-weighted(civil, range(9, 1, -1)) % 11 % 10)
    body = civil + check + rng.choice("Z") + rng.choice("XYZ") + "0"
    values = [int(c, 36) for c in body]
    total = 0
    for i, d in enumerate(reversed(values)):
        d = d * 2 if i % 2 else d
        total += d - 9 if i % 2 and d > 9 else d
    return "%s %s %s%d" % (civil, check, body[9:11], -total % 10)


def gr_amka(rng):
    body = short_date(rng) + digits(rng, 4)
    return body + luhn(body)


# The north

def se_pnr(rng):
    """Skatteverket, SKV 704: Luhn over ten digits; those of 100 years have a plus."""
    year, month, day = date(rng)
    body = "%02d%02d%02d" % (year % 100, month, day) + digits(rng, 3)
    return rng.choice(["", "%02d" % (year // 100)]) + body[:6] + "-" + body[6:] + luhn(body)


def no_fnr(rng):
    """Skatteetaten: two check digits, modulo 11."""
    def make(rng):
        body = short_date(rng) + "%03d" % rng.randint(0, 499)
        first = -weighted(body, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11
        if first == 10:
            return None
        second = -weighted(body + str(first), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return None if second == 10 else body + str(first) + str(second)
    value = until(rng, make)
    return group(value, 6, 5) if rng.random() < 0.3 else value


def dk_cpr(rng):
    """CPR-kontoret: birth date and four digits; modulo 11 is no longer kept."""
    return short_date(rng) + rng.choice(["-", "-", ""]) + digits(rng, 4, "0123")


def fi_hetu(rng):
    """DVV: the number modulo 31 picks a letter; more signs for the century since 2023."""
    body = short_date(rng), "%03d" % rng.randint(2, 899)
    return body[0] + rng.choice("---YXW") + body[1] + "0123456789ABCDEFHJKLMNPRSTUVWXY"[int("".join(body)) % 31]


def is_kt(rng):
    def make(rng):
        body = short_date(rng) + "%02d" % rng.randint(20, 99)
        check = -weighted(body, [3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return None if check == 10 else body[:6] + rng.choice(["-", ""]) + body[6:] + str(check) + "9"
    return until(rng, make)


def ee_lt(rng):
    """EVS 585 and LST 1185: weights 1 to 9 and 1, then 3 to 9 and 1 to 3."""
    body = rng.choice("34") + short_date(rng, "ymd") + digits(rng, 3)
    check = weighted(body, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
    if check == 10:
        check = weighted(body, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10
    return body + str(check)


# The middle and the east

def nl_bsn(rng):
    def make(rng):
        body = digits(rng, 8, "123456")
        check = weighted(body, range(9, 1, -1)) % 11
        return None if check == 10 else body + str(check)
    value = until(rng, make)
    return group(value, 4, 2, 3, by=".") if rng.random() < 0.3 else value


def pl_pesel(rng):
    """Weights 1 3 7 9; the month says the century."""
    year, month, day = date(rng, 1950, 2010)
    body = "%02d%02d%02d" % (year % 100, month + (20 if year > 1999 else 0), day) + digits(rng, 4)
    return body + str(-weighted(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)


def cz_rc(rng):
    """Act 133/2000: women's months 50 more; the ten digits divide by 11."""
    def make(rng):
        year, month, day = date(rng, 1954, 1999)
        body = "%02d%02d%02d" % (year % 100, month + rng.choice([0, 50]), day) + digits(rng, 3)
        check = int(body) % 11
        return None if check == 10 else body[:6] + "/" + body[6:] + str(check)
    return until(rng, make)


def ro_cnp(rng):
    year, month, day = date(rng)
    body = rng.choice("12") + "%02d%02d%02d%02d%03d" % (year % 100, month, day, rng.randint(1, 46), rng.randint(1, 999))
    check = weighted(body, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
    return body + str(1 if check == 10 else check)


def bg_egn(rng):
    year, month, day = date(rng, 1950, 2010)
    body = "%02d%02d%02d" % (year % 100, month + (40 if year > 1999 else 0), day) + digits(rng, 3)
    return body + str(weighted(body, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10)


def hr_oib(rng):
    body = digits(rng, 10)
    return body + mod11_10(body)


def si_emso(rng):
    """Birth date with three digits of the year, region, serial; weights 7 to 2 twice."""
    def make(rng):
        year, month, day = date(rng)
        body = "%02d%02d%03d%02d%03d" % (day, month, year % 1000, rng.choice([50, 71, 30, 10]), rng.randint(0, 999))
        check = -weighted(body, [7, 6, 5, 4, 3, 2] * 2) % 11
        return None if check == 10 else body + str(check)
    return until(rng, make)


def ru_inn(rng):
    """FNS, order ММВ-7-6/435: two check digits, modulo 11."""
    body = rng.choice(["77", "50", "78", "16"]) + digits(rng, 8)
    body += str(weighted(body, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10)
    return body + str(weighted(body, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10)


def ua_rntrc(rng):
    body = rng.choice("23") + digits(rng, 8)
    return body + str(weighted(body, [-1, 5, 7, 9, 4, 6, 10, 5, 7]) % 11 % 10)


INSURANCE = ["Rentenversicherungsnummer", "Sozialversicherungsnummer", "SV-Nummer", "RVNR"]

KINDS = {
    "uk_nino": Kind(uk_nino, {E: ["National Insurance number", "NINO", "NI number"]}),
    "uk_nhs": Kind(uk_nhs, {E: ["NHS number", "NHS No."]}, miss=LAST),
    "uk_utr": Kind(uk_utr, {E: ["UTR", "Unique Taxpayer Reference"]}, miss=0),
    "uk_driving": Kind(uk_driving, {E: ["Driving licence number", "Driving licence"]}, bare=True),
    "ie_pps": Kind(ie_pps, {E: ["PPS number", "PPSN", "PPS No."]}),
    "fr_nir": Kind(fr_nir, {F: ["Numéro de sécurité sociale", "NIR", "N° de sécurité sociale", "N° sécu"]}, miss=LAST),
    "fr_spi": Kind(fr_spi, {F: ["Numéro fiscal", "N° fiscal"]}, miss=LAST),
    "be_nn": Kind(be_nn, {F: ["Numéro national", "Numéro de registre national", "NISS"]}, miss=LAST),
    "ch_ahv": Kind(ch_ahv, {G: ["AHV-Nummer", "AHV-Nr.", "Sozialversicherungsnummer"], F: ["Numéro AVS", "N° AVS"]}, miss=LAST,
                   bare=True),
    "at_svnr": Kind(at_svnr, {G: ["Sozialversicherungsnummer", "SVNR"]}, miss=LAST),
    "de_idnr": Kind(de_idnr, {G: ["Steuer-ID", "Steueridentifikationsnummer", "IdNr", "Steuerliche Identifikationsnummer"]},
                    miss=LAST),
    "de_rvnr": Kind(de_rvnr, {G: INSURANCE}, miss=LAST),
    "de_kvnr": Kind(de_kvnr, {G: ["Krankenversichertennummer", "KVNR", "Versichertennummer"]}, miss=LAST),
    "de_docnum": Kind(de_docnum, {G: ["Personalausweis", "Ausweisnummer", "Reisepass"]}, miss=LAST),
    "de_docnum_short": Kind(de_docnum_short, {G: ["Personalausweisnummer", "Reisepassnummer", "Ausweisnummer"]}),
    "es_dni": Kind(es_dni, {S: ["DNI", "NIF", "DNI n.º"]}, miss=LAST),
    "es_nie": Kind(es_nie, {S: ["NIE", "Tarjeta de residencia"]}, miss=LAST),
    "it_cf": Kind(it_cf, {ANY: ["Codice fiscale", "C.F."]}, bare=True),
    "pt_nif": Kind(pt_nif, {ANY: ["NIF", "Número de contribuinte"]}, miss=LAST),
    "pt_cc": Kind(pt_cc, {ANY: ["Cartão de Cidadão"]}, miss=LAST),
    "gr_amka": Kind(gr_amka, {ANY: ["AMKA", "ΑΜΚΑ"]}, miss=LAST),
    "se_pnr": Kind(se_pnr, {ANY: ["Personnummer"]}, miss=LAST),
    "no_fnr": Kind(no_fnr, {ANY: ["Fødselsnummer", "Personnummer"]}, miss=LAST),
    "dk_cpr": Kind(dk_cpr, {ANY: ["CPR-nr.", "CPR-nr"], E: ["CPR number"]}),
    "fi_hetu": Kind(fi_hetu, {ANY: ["Henkilötunnus", "HETU"]}, bare=True),
    "is_kt": Kind(is_kt, {ANY: ["Kennitala", "Kt."]}, miss=8),
    "ee_lt": Kind(ee_lt, {ANY: ["Isikukood", "Asmens kodas"], E: ["Personal code"]}, miss=LAST),
    "nl_bsn": Kind(nl_bsn, {ANY: ["BSN", "Burgerservicenummer"]}, miss=LAST),
    "pl_pesel": Kind(pl_pesel, {ANY: ["PESEL"], E: ["PESEL number"]}, miss=LAST),
    "cz_rc": Kind(cz_rc, {ANY: ["Rodné číslo", "RČ"], E: ["Birth number"]}, miss=LAST),
    "ro_cnp": Kind(ro_cnp, {ANY: ["CNP"]}, miss=LAST),
    "bg_egn": Kind(bg_egn, {ANY: ["EGN", "ЕГН"]}, miss=LAST),
    "hr_oib": Kind(hr_oib, {ANY: ["OIB"]}, miss=LAST),
    "si_emso": Kind(si_emso, {ANY: ["EMŠO", "JMBG"]}, miss=LAST),
    "ru_inn": Kind(ru_inn, {ANY: ["ИНН"], E: ["INN"]}, miss=LAST),
    "ua_rntrc": Kind(ua_rntrc, {ANY: ["РНОКПП", "ІПН"], E: ["RNOKPP"]}, miss=LAST),
}
