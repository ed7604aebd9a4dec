# SPDX-License-Identifier: GPL-3.0-or-later
"""Identifiers of the United States, business numbers and travel papers, by their published rules. Nobody's: drawn by chance."""

from digits import ANY, ALNUM, DIGITS, E, F, G, HEX, Kind, LAST, S, UPPER, date, digits, group, luhn, mrz_digit, some, weighted


def us_ssn_bare(rng):
    """SSA, "Randomization": areas 001 to 899 but 666, groups 01 to 99, serials 0001 to 9999."""
    area = rng.choice([n for n in range(1, 900) if n != 666])
    return "%03d%02d%04d" % (area, rng.randint(1, 99), rng.randint(1, 9999))


def us_ssn(rng):
    return group(us_ssn_bare(rng), 3, 2, 4, by=rng.choice("--- "))


def us_ssn_last4(rng):
    return rng.choice(["XXX-XX-", "***-**-", "xxx-xx-"]) + digits(rng, 4)


def us_itin(rng):
    """IRS Publication 1915: 9xx-50 to 65, 70 to 88, 90 to 92, 94 to 99."""
    middle = rng.choice(list(range(50, 66)) + list(range(70, 89)) + [90, 91, 92] + list(range(94, 100)))
    return "9%02d-%02d-%04d" % (rng.randint(0, 99), middle, rng.randint(1, 9999))


def us_atin(rng):
    return "9%02d-93-%04d" % (rng.randint(0, 99), rng.randint(1, 9999))


def us_passport(rng):
    """Department of State: nine digits, since 2021 a letter and eight."""
    return rng.choice([rng.choice(UPPER) + digits(rng, 8), digits(rng, 9, "23456")])


def us_dl(rng):
    """AAMVA, licence formats by state: CA, FL, IL, MD, NY, TX, VA, WI."""
    return rng.choice([lambda: rng.choice("BCDEFN") + digits(rng, 7), lambda: rng.choice("BCDM") + digits(rng, 12),
                       lambda: rng.choice("HJKS") + digits(rng, 11), lambda: digits(rng, 9, "123456789"),
                       lambda: digits(rng, 8, "123"), lambda: rng.choice("ABT") + digits(rng, 8),
                       lambda: rng.choice("RSW") + digits(rng, 13)])()


def us_anum(rng):
    return rng.choice(["A%s", "A-%s", "A %s"]) % rng.choice([digits(rng, 9, "012"), digits(rng, 8, "12345679")])


def us_uscis_receipt(rng):
    return (rng.choice(["EAC", "WAC", "LIN", "SRC", "MSC", "NBC", "IOE", "YSC"]) + "%02d" % rng.randint(10, 23)
            + "%03d" % rng.randint(1, 365) + digits(rng, 5))


def us_edipi(rng):
    """DoDI 1000.30: ten digits; the rule of the last is not public."""
    return digits(rng, 10, "12345")


def us_edipi_cn(rng):
    name = rng.choice(["WETHERBY", "EASTBROOK", "BIRCHWOOD"]) + "." + rng.choice(["ELENA", "RUPERT", "WANDA"])
    return name + rng.choice(["", "." + rng.choice(UPPER), "." + rng.choice(["MARIE", "PAUL"])]) + "." + us_edipi(rng)


def us_dodbn(rng):
    return digits(rng, 11)


def us_ktn(rng):
    """TSA: TT and seven characters, or the nine digits of a PASSID from 98."""
    return rng.choice(["TT" + some(rng, UPPER + DIGITS, 7), "98" + digits(rng, 7)])


def us_ein(rng):
    """IRS, "How EINs are assigned": some of the prefixes in use."""
    return "%02d-%s" % (rng.choice([1, 5, 13, 20, 27, 33, 36, 45, 52, 58, 61, 74, 82, 88, 94]), digits(rng, 7))


def us_ptin(rng):
    return "P0" + digits(rng, 7)


def us_piid(rng):
    """DFARS 204.1603: activity, fiscal year, instrument, serial."""
    activity = rng.choice(["FA8650", "W91CRB", "N00019", "SPE4A6", "HQ0147", "W912DY"])
    parts = [activity, "%02d" % rng.randint(5, 23), rng.choice("CDFPGAR"), some(rng, "ABCDEFGH" + DIGITS, 4)]
    return rng.choice(["", "-"]).join(parts)


def us_cage(rng):
    return rng.choice(DIGITS) + rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") + some(rng, "ABCDEFGHJKLMNPQRSTUVWXYZ" + DIGITS, 2) \
        + rng.choice(DIGITS)


def us_uei(rng):
    """FAR 4.1801, SAM.gov: twelve characters without I and O, the first not 0."""
    body = some(rng, "ABCDEFGHJKLMNPQRSTUVWXYZ", 3) + some(rng, "ABCDEFGHJKLMNPQRSTUVWXYZ" + DIGITS, 8) + rng.choice(DIGITS)
    return body


def us_duns(rng):
    return rng.choice([digits(rng, 9), group(digits(rng, 9), 2, 3, 4, by="-")])


def us_nsn(rng):
    """Federal Supply Class, country and item: 4-2-3-4."""
    return "%s-%s-%s-%s" % (digits(rng, 4, "12345678"), rng.choice(["00", "01", "99", "12"]), digits(rng, 3), digits(rng, 4))


def us_vin(rng):
    """49 CFR 565.15: weights by position, modulo 11, X for ten."""
    values = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9]))
    body = list("1" + some(rng, "ABCDEFGHJKLMNPRSTUVWXYZ", 2) + some(rng, "ABCDEFGHJKLMNPRSTUVWXYZ123456789", 5) + "0"
                + rng.choice("ABCDEFGHJKLMNPRSTVWXY") + rng.choice("ABCDEFGH") + digits(rng, 6))
    total = sum(values.get(c, 0) * w if c.isalpha() else int(c) * w
                for c, w in zip(body, [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]))
    body[8] = "0123456789X"[total % 11]
    return "".join(body)


def us_plate(rng):
    return rng.choice(["%s %s" % (some(rng, UPPER, 3), digits(rng, 4)),
                       "%s%s" % (digits(rng, 1), some(rng, UPPER, 3) + digits(rng, 3)),
                       "M-%s %s" % (some(rng, UPPER, 2), digits(rng, 4, "123456789")), "%s-%s-%s" % (
                           some(rng, "ABCDEFGH", 2), digits(rng, 3), some(rng, "JKLMNPQR", 2))])


# Machine-readable zones (ICAO Doc 9303, parts 4 to 6)

def names(rng, width):
    text = rng.choice(["WETHERBY", "EASTBROOK", "NIGHTINGALE", "BIRCHWOOD"]) + "<<" + rng.choice(
        ["ELENA<MARIA", "RUPERT", "WANDA<JANE", "OSKAR"])
    return text.ljust(width, "<")


def dated(rng):
    year, month, day = date(rng)
    return "%02d%02d%02d" % (year % 100, month, day)


def mrz_lines(rng):
    number = some(rng, UPPER, 1) + some(rng, UPPER + DIGITS, 8)
    birth, expiry = dated(rng), "%02d%02d%02d" % (rng.randint(24, 32), rng.randint(1, 12), rng.randint(1, 28))
    return number + mrz_digit(number), birth + mrz_digit(birth), expiry + mrz_digit(expiry), rng.choice(["UTO", "FRA", "ESP",
                                                                                                         "USA"])


def mrz_td3(rng):
    number, birth, expiry, state = mrz_lines(rng)
    personal = rng.choice(["<" * 14, some(rng, UPPER + DIGITS, 9).ljust(14, "<")])
    personal += mrz_digit(personal)
    composite = mrz_digit(number + birth + expiry + personal)
    return "P<%s%s\n%s%s%s%s%s%s%s" % (state, names(rng, 39), number, state, birth, rng.choice("MF<"), expiry, personal,
                                       composite)


def mrz_td1(rng):
    number, birth, expiry, state = mrz_lines(rng)
    first, optional = "<" * 15, "<" * 11
    composite = mrz_digit(number + first + birth + expiry + optional)
    return "I<%s%s%s\n%s%s%s%s%s%s\n%s" % (state, number, first, birth, rng.choice("MF"), expiry, state, optional, composite,
                                           names(rng, 30))


def mrz_td2(rng):
    number, birth, expiry, state = mrz_lines(rng)
    composite = mrz_digit(number + birth + expiry + "<" * 7)
    return "I<%s%s\n%s%s%s%s%s%s%s" % (state, names(rng, 31), number, state, birth, rng.choice("MF"), expiry, "<" * 7, composite)


# Places and travel

def mgrs(rng):
    """NGA.STND.0037: zone, band, square, even number of digits."""
    zone = "%d%s" % (rng.randint(1, 60), rng.choice("CDEFGHJKLMNPQRSTUVWX"))
    square, n = rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") + rng.choice("ABCDEFGHJKLMNPQRSTUV"), rng.choice([3, 4, 5])
    return rng.choice(["%s%s%s%s", "%s %s %s %s"]) % (zone, square, digits(rng, n), digits(rng, n))


def pnr(rng):
    return some(rng, "ABCDEFGHJKLMNPQRSTUVWXYZ", 2) + digits(rng, 1, "23456789") + some(rng, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789",
                                                                                        3)


def iata_ticket(rng):
    """IATA Resolution 722: airline, ten digits; a check digit modulo 7 may follow."""
    body = rng.choice(["016", "220", "057", "125"]) + digits(rng, 10, "123456789")
    return rng.choice([body, group(body, 3, 10, by="-"), body + str(int(body) % 7)])


def flight_itin(rng):
    airports = rng.sample(["IAD", "FRA", "CDG", "MAD", "LHR", "JFK", "RMS", "SGN"], 2)
    flight = rng.choice(["UA", "LH", "AF", "IB", "BA"]) + rng.choice(["", " "]) + digits(rng, 3, "123456789")
    return rng.choice(["%s %s-%s", "%s departing 10:15 %s to %s", "%s %s/%s"]) % (flight, *airports)


# Devices

def imei(rng):
    """3GPP TS 23.003, annex B: Luhn over 14 digits."""
    body = rng.choice(["35", "86", "01"]) + digits(rng, 12)
    return body + luhn(body)


def mac_addr(rng):
    return rng.choice(":-").join(some(rng, HEX, 2) for _ in range(6))


def eccn(rng):
    """15 CFR 774, supplement 1: category, group, number."""
    return rng.choice("0123456789") + rng.choice("ABCDE") + digits(rng, 3) + rng.choice(["", ".a", ".x", ".b.2"])


def usml_cat(rng):
    return rng.choice(["USML Category %s", "USML Cat. %s", "USML category %s"]) % rng.choice(
        ["I", "IV", "VIII", "XI", "XII", "XV", "XX", "XXI"])


PASSPORT = {E: ["Passport number", "Passport No.", "US Passport"], F: ["Numéro de passeport", "N° de passeport"],
            S: ["Número de pasaporte", "Pasaporte"], G: ["Reisepassnummer", "Passnummer"]}

KINDS = {
    "us_ssn": Kind(us_ssn, {E: ["SSN", "Social Security Number", "Social Security No.", "SSN #"], S: ["Número de seguro social"],
                            F: ["Numéro de sécurité sociale américain"], G: ["Sozialversicherungsnummer (USA)"]}),
    "us_ssn_bare": Kind(us_ssn_bare, {E: ["SSN", "Social Security Number", "Soc Sec No"]}, also=["us_aba"]),
    "us_ssn_last4": Kind(us_ssn_last4, {E: ["SSN", "Social Security Number"]}),
    "us_itin": Kind(us_itin, {E: ["ITIN", "Individual Taxpayer Identification Number"]}),
    "us_atin": Kind(us_atin, {E: ["ATIN", "Adoption Taxpayer Identification Number"]}),
    "us_passport": Kind(us_passport, PASSPORT),
    "us_dl": Kind(us_dl, {E: ["Driver's License Number", "Driver License No.", "DL#", "Driver's license"]}),
    "us_anum": Kind(us_anum, {E: ["Alien registration number", "A-Number", "USCIS#"]}),
    "us_uscis_receipt": Kind(us_uscis_receipt, {E: ["Receipt number", "USCIS receipt"]}, bare=True),
    "us_edipi": Kind(us_edipi, {E: ["EDIPI", "DoD ID number", "DoD ID", "DODID"]}),
    "us_edipi_cn": Kind(us_edipi_cn, {E: ["CN", "Certificate", "Signed by"]}, bare=True),
    "us_dodbn": Kind(us_dodbn, {E: ["DoD Benefits Number", "DBN"]}),
    "us_ktn": Kind(us_ktn, {E: ["Known Traveler Number", "KTN", "Global Entry PASSID"]}),
    "us_ein": Kind(us_ein, {E: ["EIN", "Employer Identification Number", "FEIN"]}),
    "us_ptin": Kind(us_ptin, {E: ["PTIN", "Preparer PTIN"]}),
    "us_piid": Kind(us_piid, {E: ["Contract No.", "Solicitation", "Contract number"], F: ["N° de marché"],
                              G: ["Vertragsnummer"]}, bare=True),
    "us_cage": Kind(us_cage, {E: ["CAGE", "CAGE code"]}),
    "us_uei": Kind(us_uei, {E: ["UEI", "Unique Entity ID"]}),
    "us_duns": Kind(us_duns, {E: ["DUNS", "D-U-N-S number", "DUNS No."]}),
    "us_nsn": Kind(us_nsn, {E: ["NSN", "National Stock Number"]}, bare=True),
    "us_vin": Kind(us_vin, {E: ["VIN", "Vehicle identification number"], F: ["Numéro d'identification du véhicule"],
                            S: ["Número de bastidor"], G: ["Fahrgestellnummer"]}, miss=LAST),
    "us_plate": Kind(us_plate, {E: ["License plate", "Plate number"], F: ["Plaque d'immatriculation"], S: ["Matrícula"],
                                G: ["Kennzeichen", "Kfz-Kennzeichen"]}),
    "mrz_td3": Kind(mrz_td3, {ANY: ["MRZ"]}, bare=True, miss=LAST, table=False),
    "mrz_td1": Kind(mrz_td1, {ANY: ["MRZ"]}, bare=True, table=False),
    "mrz_td2": Kind(mrz_td2, {ANY: ["MRZ"]}, bare=True, miss=LAST, table=False),
    "mgrs": Kind(mgrs, {E: ["Grid", "MGRS", "Grid position"], F: ["Coordonnées"], S: ["Coordenadas"], G: ["Koordinaten"]},
                 bare=True),
    "pnr": Kind(pnr, {E: ["Record locator", "PNR", "Confirmation code"], F: ["Réservation"], S: ["Localizador"],
                      G: ["Buchungscode"]}),
    "iata_ticket": Kind(iata_ticket, {E: ["e-ticket", "E-ticket number"], F: ["Billet électronique"],
                                      S: ["Billete electrónico"], G: ["E-Ticket"]}),
    "flight_itin": Kind(flight_itin, {E: ["Itinerary", "Booking"], F: ["Itinéraire"], S: ["Itinerario"], G: ["Reiseplan"]},
                        bare=True, table=False),
    "imei": Kind(imei, {ANY: ["IMEI"], G: ["IMEI-Nummer"], F: ["Numéro IMEI"]}, miss=LAST),
    "mac_addr": Kind(mac_addr, {E: ["MAC address"], F: ["Adresse MAC"], S: ["Dirección MAC"], G: ["MAC-Adresse"]}, bare=True),
    "eccn": Kind(eccn, {E: ["ECCN", "Export classification (ECCN)"]}),
    "usml_cat": Kind(usml_cat, {E: ["Jurisdiction", "Export control"]}, bare=True),
}
