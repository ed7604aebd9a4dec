# SPDX-License-Identifier: GPL-3.0-or-later
"""Contact data, birth dates, patients' numbers and codes. Invented: example domains, fictitious numbers, made-up names."""

from digits import ANY, DIGITS, E, F, G, Kind, LAST, S, UPPER, date, digits, luhn, some
from values_us import us_ssn

GIVEN = ["Walter", "Elena", "Emil", "Judith", "Nolan", "Agnes", "Hector", "Ines", "Rupert", "Wanda", "Oskar", "Paula", "Martin",
         "Claire", "Julia", "Thomas", "Carmen", "Laura", "Robert", "Helen", "George", "Anna", "Peter", "Monica"]
SURNAMES = ["Wetherby", "Eastbrook", "Elderberry", "Juniper", "Nightingale", "Applegate", "Birchwood", "Cloverfield",
            "Thistlewood",
        "Hawthorne", "Underhill", "Marchbanks", "Pemberton", "Lockwood", "Ashdown"]
MONTHS = {E: "January February March April May June July August September October November December".split(),
          F: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
          S: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
          G: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()}


def person(rng):
    return "%s %s" % (rng.choice(GIVEN), rng.choice(SURNAMES))


def email_addr(rng):
    name = person(rng).lower().replace(" ", rng.choice([".", "_", ""]))
    return "%s%s@%s" % (name, rng.choice(["", str(rng.randint(1, 99))]), rng.choice(
        ["mail.fieldpost.net", "harbourline.co.uk", "staff.northwind-logistics.eu"]))


AREAS = ["202", "212", "310", "404", "571", "619", "703", "757", "808", "910"]


def phone_nanp(rng):
    """NANP: area and exchange from 2 to 9, neither N11."""
    area, exchange, line = rng.choice(AREAS), rng.choice("23456789") + rng.choice("02345678") + rng.choice(DIGITS), digits(rng, 4)
    return rng.choice(["(%s) %s-%s", "%s-%s-%s", "%s.%s.%s", "+1 %s %s %s"]) % (area, exchange, line)


def phone_intl(rng):
    """E.164 with the national lengths of France, Germany, Spain, Britain."""
    return rng.choice([lambda: "+33 %s %s %s %s %s" % (rng.choice("1234569"), *(digits(rng, 2) for _ in range(4))),
                       lambda: "+49 30 %s" % digits(rng, 8, "23456789"),
                       lambda: "+34 6%s %s %s" % (digits(rng, 2), digits(rng, 3), digits(rng, 3)),
                       lambda: "+4420%s" % digits(rng, 8, "378")])()


def phone_dsn(rng):
    return "DSN %s%s-%s" % (rng.choice(["", "312-", "314-"]), digits(rng, 3, "23456789"), digits(rng, 4))


PLACES = [("Fairfax", "VA", "22030"), ("Tampa", "FL", "33602"), ("San Diego", "CA", "92101"), ("El Paso", "TX", "79901"),
          ("Omaha", "NE", "68102"), ("Honolulu", "HI", "96813"), ("Columbus", "OH", "43215"), ("Tacoma", "WA", "98402")]


def addr_us(rng):
    street = "%d %s%s %s" % (rng.randint(1, 9999), rng.choice(["", "N ", "SW "]), rng.choice(
        ["Elm", "Chestnut", "Lakeview", "Old Mill", "Fifth"]), rng.choice(["Street", "St", "Ave", "Road", "Dr", "Lane", "Blvd"]))
    return "%s%s, %s, %s %s" % (street, rng.choice(["", " Apt %d" % rng.randint(1, 40)]), *rng.choice(PLACES))


def addr_us_box(rng):
    return rng.choice(["PSC %d Box %d, APO AE 09%s" % (rng.randint(1, 99), rng.randint(1, 9999), digits(rng, 3)),
                       "P.O. Box %d, %s, %s %s" % (rng.randint(1, 9999), *rng.choice(PLACES)),
                       "Unit %d Box %d, APO AP 96%s" % (rng.randint(10000, 50000), rng.randint(1, 999), "3" + digits(rng, 2))])


def addr_us_zip(rng):
    return "%s, %s %s" % rng.choice(PLACES)


ADDRESSES = {E: ["Home address: %d Harbour Road, Harbourtown", "Residence: %d Mill Lane, Millford"],
             F: ["Adresse personnelle : %d rue des Lilas, 75011 Paris", "Adresse domicile : %d avenue du Parc, 69003 Lyon"],
             S: ["Domicilio: calle Mayor %d, 28013 Madrid"],
             G: ["Wohnanschrift: Lindenweg %d, 17235 Neustadt", "Privatanschrift: Am Hang %d, 54321 Waldheim"]}


def geo_latlon(rng):
    return "%.*f, %.*f" % (rng.randint(4, 6), rng.uniform(-60, 70), rng.randint(4, 6), rng.uniform(-170, 170))


def geo_degrees(rng):
    return rng.choice([
        lambda: "%.3f %s, %.3f %s" % (rng.uniform(5, 70), rng.choice("NS"), rng.uniform(5, 170), rng.choice("EW")),
        lambda: "%d°%02d'%02d\"%s %d°%02d'%02d\"%s" % (rng.randint(5, 70), rng.randint(0, 59), rng.randint(0, 59),
                                                       rng.choice("NS"),
                                                       rng.randint(5, 170), rng.randint(0, 59), rng.randint(0, 59),
                                                       rng.choice("EW"))])()


def dir_dump(rng, language):
    """A list of people: name, unit, address, telephone."""
    n, rows = rng.randint(30, 80), []
    for i in range(n):
        name = person(rng)
        rows.append([name, rng.choice(["Supply", "Plans", "Medical", "Motor pool"]),
                     "%s%d@fieldpost.net" % (name.lower().replace(" ", "."), i), phone_nanp(rng)])
    head = {E: ["Name", "Unit", "E-mail", "Phone"], F: ["Nom", "Service", "Courriel", "Téléphone"],
            S: ["Nombre", "Unidad", "Correo", "Teléfono"], G: ["Name", "Einheit", "E-Mail", "Telefon"]}[language]
    shape = rng.choice(["csv", "html", "plain"])
    if shape == "html":
        return "html", "<table>%s</table>" % "".join(
            "<tr>%s</tr>" % "".join("<td>%s</td>" % cell for cell in row) for row in [head] + rows), None
    if shape == "plain":
        return "plain", "\n".join("%-24s %-12s %-44s %s" % tuple(row) for row in [head] + rows) + "\n", None
    return "csv", "".join(",".join('"%s"' % cell for cell in row) + "\n" for row in [head] + rows), "list.csv"


def vcard_ldif(rng, language):
    """RFC 6350 and RFC 2849."""
    cards, vcard = [], rng.random() < 0.5
    for i in range(rng.randint(30, 60)):
        first, last = rng.choice(GIVEN), rng.choice(SURNAMES)
        mail = "%s.%s%d@fieldpost.net" % (first.lower(), last.lower(), i)
        if vcard:
            cards.append("BEGIN:VCARD\nVERSION:3.0\nN:%s;%s;;;\nFN:%s %s\nEMAIL:%s\nTEL:%s\nEND:VCARD\n" % (
                last, first, first, last, mail, phone_intl(rng)))
        else:
            cards.append("dn: uid=u%d,ou=people,dc=fieldpost,dc=net\nobjectClass: inetOrgPerson\n"
                         "cn: %s %s\nsn: %s\nmail: %s\n\n" % (
                i, first, last, last, mail))
    return ("vcard", "".join(cards), "contacts.vcf") if vcard else ("plain", "".join(cards), "export.ldif")


def written_date(rng, language):
    year, month, day = date(rng)
    return rng.choice([lambda: "%04d-%02d-%02d" % (year, month, day),
                       lambda: "%02d/%02d/%04d" % ((month, day, year) if language == E else (day, month, year)),
                       lambda: "%02d.%02d.%04d" % (day, month, year),
                       lambda: "%d %s %d" % (day, MONTHS[language][month - 1], year)])()


def iso_date(rng):
    year, month, day = date(rng)
    return rng.choice(["%04d-%02d-%02d", "%04d%02d%02d", "%04d.%02d.%02d"]) % (year, month, day)


def dob(rng, language):
    label = rng.choice({E: ["DOB:", "Date of birth:", "born on"], F: ["Date de naissance :", "né le", "née le"],
                        S: ["Fecha de nacimiento:"], G: ["Geburtsdatum:", "geboren am"]}[language])
    return "plain", "%s\n\n%s, %s %s\n" % ({E: "For the file:", F: "Pour le dossier :", S: "Para el expediente:",
                                          G: "Für die Akte:"}[language], person(rng), label, written_date(rng, language)), None


def address_of(rng, language):
    return "plain", "%s\n%s\n" % (person(rng), rng.choice(ADDRESSES[language]) % rng.randint(1, 200)), None


def maiden(rng):
    return rng.choice(SURNAMES)


# Health

def us_npi(rng):
    """45 CFR 162.406."""
    body = digits(rng, 9, "12")
    return body + luhn("80840" + body)


def us_dea(rng):
    """21 CFR 1301: (d1 + d3 + d5) + 2 (d2 + d4 + d6)."""
    body = digits(rng, 6)
    check = (int(body[0]) + int(body[2]) + int(body[4]) + 2 * (int(body[1]) + int(body[3]) + int(body[5]))) % 10
    return rng.choice("ABFM") + rng.choice(UPPER) + body + str(check)


def us_mbi(rng):
    """CMS, "Understanding the Medicare Beneficiary Identifier"."""
    letters = "ACDEFGHJKMNPQRTUVWXY"
    both = letters + DIGITS
    parts = [rng.choice("123456789") + rng.choice(letters) + rng.choice(both) + rng.choice(DIGITS),
             rng.choice(letters) + rng.choice(both) + rng.choice(DIGITS), some(rng, letters, 2) + some(rng, DIGITS, 2)]
    return rng.choice(["-", ""]).join(parts)


def us_hicn(rng):
    return us_ssn(rng).replace(" ", "-") + rng.choice(["-A", "-B", "A", "-C1", "B6", "-D", "-T", "-M"])


def health_mrn(rng):
    return rng.choice([digits(rng, 8), digits(rng, 7, "123456789"), "H" + digits(rng, 7),
                       "%s-%s" % (digits(rng, 3), digits(rng, 5))])


def health_member(rng):
    return rng.choice([some(rng, UPPER, 3) + digits(rng, 9), digits(rng, 9, "123456789"), "W" + digits(rng, 8)])


def icd10(rng):
    """ICD-10-CM codes of frequent diagnoses."""
    return rng.choice(["F32.9", "F43.10", "F10.20", "E11.9", "I10.0", "J45.909", "M54.5", "S06.0X1A", "K21.9", "O80.1", "Z79.4",
                       "C50.911", "G47.33", "N18.3", "T74.11XA", "H90.3"])


def icd10_short(rng):
    return rng.choice(["F32", "J45", "I10", "E11", "B20", "Z21", "M54", "C50", "N18", "K21", "G47", "R51"])


def hcpcs_cpt(rng):
    return rng.choice(["99213", "99214", "90834", "36415", "G0439", "J1100", "L3000", "80053", "97110", "E0601", "0001F",
                       "0042T"])


def ndc(rng):
    """21 CFR 207.33: 4-4-2, 5-3-2, 5-4-1, or eleven digits 5-4-2."""
    return rng.choice([lambda: "%s-%s-%s" % (digits(rng, 4), digits(rng, 4), digits(rng, 2)),
                       lambda: "%s-%s-%s" % (digits(rng, 5), digits(rng, 3), digits(rng, 2)),
                       lambda: "%s-%s-%s" % (digits(rng, 5), digits(rng, 4), digits(rng, 2))])()


PHONE = {E: ["Phone", "Tel", "Cell"], F: ["Tél", "Portable"], S: ["Tel", "Móvil"], G: ["Telefon", "Handy"]}
GEO = {E: ["Coordinates", "Position (lat/long)"], F: ["Coordonnées"], S: ["Coordenadas"], G: ["Koordinaten"]}
ADDRESS = {E: ["Home address", "Mailing address"], F: ["Adresse"], S: ["Dirección"], G: ["Anschrift"]}

KINDS = {
    "email_addr": Kind(email_addr, {E: ["E-mail", "Write to"], F: ["Courriel"], S: ["Correo"], G: ["E-Mail"]}, bare=True,
                       table=False),
    "phone_nanp": Kind(phone_nanp, PHONE, bare=True, table=False),
    "phone_intl": Kind(phone_intl, PHONE, bare=True, table=False),
    "phone_dsn": Kind(phone_dsn, {E: ["Duty phone", "Tel"]}, bare=True, table=False),
    "addr_us": Kind(addr_us, ADDRESS, bare=True, table=False),
    "addr_us_box": Kind(addr_us_box, ADDRESS, bare=True, table=False),
    "addr_us_zip": Kind(addr_us_zip, ADDRESS, table=False),
    "addr_intl": Kind(address_of, whole=True),
    "geo_latlon": Kind(geo_latlon, GEO),
    "geo_degrees": Kind(geo_degrees, GEO, table=False),
    "dir_dump": Kind(dir_dump, whole=True, also=["email_addr", "phone_nanp"]),
    "vcard_ldif": Kind(vcard_ldif, whole=True, also=["email_addr", "phone_intl"]),
    "dob": Kind(dob, whole=True, also=["dob_date"]),
    "dob_date": Kind(iso_date, {E: ["DOB", "Date of birth", "Birth date"], F: ["Date de naissance"], S: ["Fecha de nacimiento"],
                                G: ["Geburtsdatum"]}, also=["dob"]),
    "mother_maiden": Kind(maiden, {E: ["Mother's maiden name"], F: ["Nom de jeune fille de la mère"],
                                   S: ["Apellido de soltera de la madre"], G: ["Geburtsname der Mutter"]}),
    "us_npi": Kind(us_npi, {E: ["NPI", "National Provider Identifier"]}, miss=LAST),
    "us_dea": Kind(us_dea, {E: ["DEA number", "DEA registration", "DEA #"]}, miss=LAST),
    "us_mbi": Kind(us_mbi, {E: ["Medicare number", "MBI", "Medicare Beneficiary Identifier"]}),
    "us_hicn": Kind(us_hicn, {E: ["Medicare claim number", "HICN"]}),
    "health_mrn": Kind(health_mrn, {E: ["MRN", "Medical record number", "Patient ID", "Chart #"], F: ["N° patient"],
                                    S: ["Número de paciente"], G: ["Patientennummer"]}),
    "health_member": Kind(health_member, {E: ["Health plan member ID", "Dental policy number", "Medical plan, subscriber ID"],
                                          F: ["Mutuelle, n° d'adhérent"], S: ["Seguro médico, número de afiliado"]}),
    "icd10": Kind(icd10, also=["health_dx"], labels={E: ["ICD-10", "Diagnosis code", "Dx"], F: ["CIM-10"], S: ["CIE-10"],
                                                     G: ["ICD-10-GM", "Diagnose"]}),
    "icd10_short": Kind(icd10_short, also=["health_dx"], labels={E: ["ICD-10", "Diagnosis code"], G: ["Diagnose"], F: ["CIM-10"]},
                        table=False),
    "hcpcs_cpt": Kind(hcpcs_cpt, {E: ["CPT", "HCPCS", "Procedure code"]}, table=False),
    "ndc": Kind(ndc, {E: ["NDC", "Rx NDC", "Prescription NDC"], G: ["Rezept (NDC)"], F: ["Ordonnance (NDC)"]}),
}
