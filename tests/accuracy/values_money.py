# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts, cards and wallets, by their published rules. Nobody's: drawn by chance."""

import hashlib

from digits import ANY, DIGITS, E, F, G, HEX, Kind, LAST, S, UPPER, digits, group, luhn, mod97_10, some, weighted

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def card_number(rng):
    """ISO/IEC 7812-1 and the networks' ranges: Visa, Mastercard (both), American Express, Discover, JCB."""
    body = rng.choice([digits(rng, 15, "4"), "5" + rng.choice("12345") + digits(rng, 13), "37" + digits(rng, 12),
                       "34" + digits(rng, 12), "%d" % rng.randint(2221, 2720) + digits(rng, 11), "6011" + digits(rng, 11),
                       "65" + digits(rng, 13), "%d" % rng.randint(3528, 3589) + digits(rng, 11)])
    return body + luhn(body)


def pan_card(rng):
    number = card_number(rng)
    by = rng.choice([" ", " ", "-", ""])
    return group(number, 4, 4, 4, 4, by=by) if len(number) == 16 else group(number, 4, 6, 5, by=by)


def pan_track(rng):
    """ISO/IEC 7813: tracks 1 and 2."""
    number, tail = card_number(rng), "%02d%02d" % (rng.randint(24, 30), rng.randint(1, 12)) + "101" + digits(rng, 9)
    return rng.choice(["%%B%s^WETHERBY/ELENA^%s?" % (number, tail), ";%s=%s?" % (number, tail)])


def pan_cvv(rng):
    return digits(rng, rng.choice([3, 3, 4]))


# ISO 13616, IBAN registry: national structures: n digits, a letters, c both, z zeros.
IBANS = {"DE": "n18", "FR": "n10c11n2", "ES": "n20", "NL": "a4n10", "GB": "a4n14", "AT": "n16", "BE": "n12", "CH": "n5c12",
         "IT": "a1n10c12", "PT": "n21", "SE": "n20", "NO": "n11", "DK": "n14", "FI": "n14", "PL": "n24", "IE": "a4n14",
         "LU": "n3c13", "GR": "n7c16", "CZ": "n20", "TR": "n5z1c16"}


def bban(rng, structure):
    text, at = "", 0
    while at < len(structure):
        end = at + 1
        while end < len(structure) and structure[end].isdigit():
            end += 1
        n, kind = int(structure[at + 1:end]), structure[at]
        text += some(rng, {"n": DIGITS, "z": "0", "a": UPPER, "c": UPPER + DIGITS}[kind], n)
        at = end
    return text


def iban(rng):
    country = rng.choice(list(IBANS))
    body = bban(rng, IBANS[country])
    value = country + mod97_10(body + country) + body
    return " ".join(value[i:i + 4] for i in range(0, len(value), 4)) if rng.random() < 0.5 else value


def swift_bic(rng):
    """ISO 9362: institution, country, place, branch."""
    return some(rng, UPPER, 4) + rng.choice(["DE", "FR", "ES", "US", "GB", "CH"]) + some(rng, UPPER + DIGITS, 2) \
        + rng.choice(["", "XXX", digits(rng, 3)])


def us_aba(rng):
    """ABA Routing Number Policy: weights 3 7 1."""
    body = "%02d" % rng.choice(list(range(1, 13)) + list(range(21, 33))) + digits(rng, 6)
    return body + str(-weighted(body, [3, 7, 1, 3, 7, 1, 3, 7]) % 10)


def us_bank_acct(rng):
    return digits(rng, rng.randint(8, 14), "123456789")


def us_micr(rng):
    """ANSI X9.100-160 as scanners print it, transit symbols as U+2446 or |:."""
    sign = rng.choice(["\u2446", "|:"])
    return sign + us_aba(rng) + sign + " " + digits(rng, 9) + rng.choice(["", "\u2448", " " + digits(rng, 4)])


def uk_sort_acct(rng):
    return "%s %s" % (group("20" + digits(rng, 4), 2, 2, 2, by="-"), digits(rng, 8))


def au_bsb_acct(rng):
    return "%s %s" % (group("06" + digits(rng, 4), 3, 3, by="-"), digits(rng, rng.choice([8, 9])))


def ca_transit_acct(rng):
    return "%s-%s %s" % (digits(rng, 5), rng.choice(["001", "002", "003", "004", "010"]), digits(rng, 7))


def in_ifsc(rng):
    return rng.choice(["SBIN", "HDFC", "ICIC", "PUNB"]) + "0" + rng.choice([digits(rng, 6), some(rng, UPPER, 2) + digits(rng, 4)])


def fin_pin(rng):
    return digits(rng, 4)


def base58check(payload):
    payload += hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number, text = int.from_bytes(payload, "big"), ""
    while number:
        number, i = divmod(number, 58)
        text = BASE58[i] + text
    return "1" * (len(payload) - len(payload.lstrip(b"\0"))) + text


def btc_base58(rng):
    return base58check(bytes([rng.choice([0, 5])]) + rng.randbytes(20))


def btc_wif(rng):
    return base58check(b"\x80" + rng.randbytes(32) + rng.choice([b"", b"\1"]))


def polymod(values):
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1ffffff) << 5 ^ value
        for i, generator in enumerate([0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]):
            check ^= generator if top >> i & 1 else 0
    return check


def btc_bech32(rng):
    """BIP-173 (version 0) and BIP-350 (version 1)."""
    version, size, constant = rng.choice([(0, 20, 1), (0, 32, 1), (1, 32, 0x2bc830a3)])
    number = int.from_bytes(rng.randbytes(size), "big")
    width = (size * 8 + 4) // 5
    number <<= width * 5 - size * 8
    data = [version] + [number >> 5 * (width - 1 - i) & 31 for i in range(width)]
    check = polymod([3, 3, 0, 2, 3] + data + [0] * 6) ^ constant
    data += [check >> 5 * (5 - i) & 31 for i in range(6)]
    return "bc1" + "".join(BECH32[i] for i in data)


def keccak_256(data):
    """Keccak-256 as Ethereum has it (padding 0x01, not that of FIPS 202)."""
    def rotate(x, n):
        n %= 64
        return (x << n | x >> (64 - n)) & (1 << 64) - 1 if n else x
    block = bytearray(136)
    block[:len(data)] = data
    block[len(data)] ^= 1
    block[135] ^= 0x80
    lanes = [[int.from_bytes(block[8 * (x + 5 * y):8 * (x + 5 * y) + 8], "little") if x + 5 * y < 17 else 0 for y in range(5)]
             for x in range(5)]
    register = 1
    for _ in range(24):
        c = [lanes[x][0] ^ lanes[x][1] ^ lanes[x][2] ^ lanes[x][3] ^ lanes[x][4] for x in range(5)]
        lanes = [[lanes[x][y] ^ c[(x + 4) % 5] ^ rotate(c[(x + 1) % 5], 1) for y in range(5)] for x in range(5)]
        x, y, current = 1, 0, lanes[1][0]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, lanes[x][y] = lanes[x][y], rotate(current, (t + 1) * (t + 2) // 2)
        lanes = [[lanes[x][y] ^ (~lanes[(x + 1) % 5][y] & lanes[(x + 2) % 5][y]) for y in range(5)] for x in range(5)]
        for j in range(7):
            register = (register << 1 ^ (register >> 7) * 0x71) % 256
            if register & 2:
                lanes[0][0] ^= 1 << ((1 << j) - 1)
    return b"".join(lanes[i][0].to_bytes(8, "little") for i in range(4))


def eth_addr(rng):
    """EIP-55: letters are capitals where the hash of the address has a high nibble."""
    text = some(rng, HEX, 40)
    if rng.random() < 0.3:
        return "0x" + text
    check = keccak_256(text.encode()).hex()
    return "0x" + "".join(c.upper() if int(n, 16) >= 8 else c for c, n in zip(text, check))


ACCOUNT = {E: ["Account number", "Account No.", "Acct #", "Bank account number"], F: ["Numéro de compte"],
           S: ["Número de cuenta"], G: ["Kontonummer"]}
BANK = {E: ["Bank account", "Sort code and account"]}
WALLET = {E: ["BTC wallet", "Bitcoin address"], F: ["Portefeuille bitcoin"], S: ["Monedero bitcoin"], G: ["Bitcoin-Adresse"]}

KINDS = {
    "pan_card": Kind(pan_card, {E: ["Card number", "Credit card", "Card #"], F: ["Carte bancaire", "Numéro de carte"],
                                S: ["Número de tarjeta", "Tarjeta de crédito"], G: ["Kreditkartennummer", "Kreditkarte"]},
                     miss=LAST, bare=True),
    "pan_track": Kind(pan_track, {E: ["Track data", "Swipe"]}, bare=True, table=False, also=["pan_card"]),
    "pan_cvv": Kind(pan_cvv, {E: ["Visa card on file. CVV", "Credit card on file. Security code", "Mastercard, CVC"]},
                    table=False),
    "iban": Kind(iban, {ANY: ["IBAN"]}, miss=LAST, bare=True),
    "swift_bic": Kind(swift_bic, {E: ["SWIFT", "BIC", "Bank account, BIC"], F: ["Compte bancaire, BIC"],
                                  G: ["Bankverbindung, BIC"],
                                  S: ["Cuenta bancaria, BIC"]}),
    "us_aba": Kind(us_aba, {E: ["Routing number", "ABA", "ABA routing number"]}, miss=LAST),
    "us_bank_acct": Kind(us_bank_acct, ACCOUNT),
    "us_micr": Kind(us_micr, {E: ["Check", "Cheque line"]}, also=["us_aba"], bare=True, table=False),
    "uk_sort_acct": Kind(uk_sort_acct, BANK),
    "au_bsb_acct": Kind(au_bsb_acct, {E: ["Bank account (BSB)", "Bank account, BSB"]}),
    "ca_transit_acct": Kind(ca_transit_acct, {E: ["Bank account", "Bank account (transit)"], F: ["Compte bancaire"]}),
    "in_ifsc": Kind(in_ifsc, {E: ["IFSC", "Bank account IFSC"]}),
    "fin_pin": Kind(fin_pin, {E: ["Debit card PIN", "Credit card PIN"], G: ["Kreditkarte, Geheimzahl"],
                              F: ["Carte bancaire, code secret"]},
                    table=False),
    "btc_base58": Kind(btc_base58, WALLET, miss=LAST, bare=True),
    "btc_bech32": Kind(btc_bech32, WALLET, bare=True),
    "eth_addr": Kind(eth_addr, {E: ["ETH wallet", "Ethereum address"], G: ["Ethereum-Adresse"]}, bare=True),
    "btc_wif": Kind(btc_wif, WALLET, bare=True),
}
