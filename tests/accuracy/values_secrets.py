# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys, tokens and hashes in the forms that their services publish. Drawn by chance: they open nothing."""

import base64
import json
import zlib

from digits import ALNUM, ANY, DIGITS, E, F, G, HEX, Kind, S, UPPER, digits, some

LOWER = UPPER.lower()
URL64 = ALNUM + "-_"
BASE32 = UPPER + "234567"
CRYPT = "./" + ALNUM


def aws_akid(rng):
    return rng.choice(["AKIA", "ASIA"]) + some(rng, BASE32, 16)


def aws_secret(rng):
    return rng.choice(["aws_secret_access_key = %s", "AWS_SECRET_ACCESS_KEY=%s", "SecretAccessKey: %s"]) % some(rng, ALNUM + "/+",
                                                                                                                40)


def gcp_api_key(rng):
    return "AIza" + some(rng, URL64, 34) + some(rng, ALNUM, 1)


def gcp_sa_json(rng):
    return json.dumps({"type": "service_account", "project_id": "plan-%s" % digits(rng, 5), "client_id": digits(rng, 21)},
                      indent=rng.choice([None, 2]))


def marvin32(data, seed):
    """Marvin32 as microsoft/security-utilities has it: 64-bit seed, the halves of the result folded."""
    mask = 0xffffffff
    high, low = seed >> 32, seed & mask
    padded = data + b"\x80" + b"\0" * (-(len(data) + 1) % 4)
    for word in [padded[i:i + 4] for i in range(0, len(padded), 4)] + [b"\0" * 4]:
        low = low + int.from_bytes(word, "little") & mask
        high ^= low
        low = ((low << 20 | low >> 12) + high) & mask
        high = (high << 9 | high >> 23) & mask ^ low
        low = ((low << 27 | low >> 5) + high) & mask
        high = (high << 19 | high >> 13) & mask
    return (low ^ high).to_bytes(4, "little")


def signed(rng, size, signature, seed):
    """A key of size bytes whose base64 has the signature before a checksum of four bytes, the bits between them zero."""
    while True:
        text = base64.b64encode(rng.randbytes(size)).decode()
        at = (size - 4) * 8 // 6 - 4
        raw = base64.b64decode(text[:at] + signature + "AAAA" + text[at + 8:])[:size - 4]
        key = base64.b64encode(raw + marvin32(raw, int.from_bytes(seed.encode(), "big"))).decode()
        if key[at:at + 4] == signature:
            return key


def azure_storage_key(rng):
    return signed(rng, 64, "+ASt", "Default0")


def azure_id_key(rng):
    return signed(rng, 32, *rng.choice([("+ASb", "Send0000"), ("+AEh", "Manage00"), ("AIoT", "Device00"), ("AzCa", "Access00")]))


def azure_cask(rng):
    return some(rng, ALNUM, 52) + "JQQJ99" + some(rng, ALNUM, 1) + some(rng, "ABCDEFGHIJKL", 1) + some(rng, ALNUM, 16) \
        + some(rng, ALNUM[:52], 1) + some(rng, ALNUM, 7)


def azure_ad_secret(rng):
    return some(rng, ALNUM, 3) + "7Q~" + some(rng, ALNUM + "_~.-", 30) + some(rng, ALNUM, 1)


def azure_sas(rng):
    signature = base64.b64encode(rng.randbytes(32)).decode().replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")
    return "https://plans.blob.core.example/in?sv=2021-08-06&se=2023-03-01T00%%3A00Z&sr=c&sp=r&sig=%s" % signature


def github_token(rng):
    """GitHub, "Behind GitHub's new authentication token formats": CRC-32 in base62."""
    body = some(rng, ALNUM, 30)
    check, alphabet = zlib.crc32(body.encode()), DIGITS + UPPER + LOWER
    text = ""
    while check:
        text = alphabet[check % 62] + text
        check //= 62
    return rng.choice(["ghp_", "gho_", "ghs_"]) + body + text.rjust(6, "0")


def jwt(rng):
    """RFC 7519."""
    def part(text):
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    claims = '{"sub":"%d","name":"%s"}' % (rng.randint(1, 10**9), some(rng, UPPER, 8))
    return ".".join([part('{"alg":"HS256","typ":"JWT"}'), part(claims), some(rng, URL64, 43)])


def pem_private(rng):
    kind = rng.choice(["RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY"])
    lines = [base64.b64encode(bytes([0x30, 0x82, 0x04, 0xa2, 0x02, 0x01, 0x00]) + rng.randbytes(41)).decode()]
    lines += [base64.b64encode(rng.randbytes(48)).decode() for _ in range(rng.randint(3, 24))]
    return "-----BEGIN %s-----\n%s\n-----END %s-----" % (kind, "\n".join(lines), kind)


def ppk_private(rng):
    body = "\n".join(base64.b64encode(rng.randbytes(48)).decode() for _ in range(4))
    return ("PuTTY-User-Key-File-%s: ssh-rsa\nEncryption: none\nComment: plan\nPublic-Lines: 2\n%s\nPrivate-Lines: 2\n%s\n"
            "Private-MAC: %s" % (rng.choice("23"), body, body, some(rng, HEX, 40)))


def age_key(rng):
    return "AGE-SECRET-KEY-1" + some(rng, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58)


# Some words of BIP-39's English list.
WORDS = ("abandon ability able about above absent absorb abstract absurd abuse access accident account accuse achieve acid "
         "acoustic acquire across act action actor actress actual adapt add addict address adjust admit adult advance advice "
         "aerobic affair afford afraid again age agent agree ahead aim air airport aisle alarm album alcohol alert alien all "
         "alley allow almost alone alpha already also alter always amateur amazing among amount amused analyst anchor ancient "
         "anger angle angry animal ankle announce annual another answer antenna antique anxiety any apart apology appear apple "
         "approve april arch arctic area arena argue arm armed armor army around arrange arrest arrive arrow art artefact "
         "artist artwork ask aspect assault asset assist assume asthma athlete atom attack attend attitude attract auction "
         "audit august aunt author auto autumn average avocado avoid awake aware away awesome awful awkward axis").split()


def bip39(rng):
    return "seed phrase: " + " ".join(rng.choice([w for w in WORDS if 3 <= len(w) <= 8]) for _ in range(rng.choice([12, 24])))


def secret_word(rng):
    return rng.choice(["Teapot", "Walnut", "Harbor", "Marble", "Sommer", "Verano"]) + rng.choice("!#%&_-") + digits(rng, 4) \
        + some(rng, ALNUM, 2)


def conn_string(rng):
    return rng.choice(["Server=db%d.example.net;Database=hr;User Id=app;Password=%s;",
                       "Data Source=db%d.example.net;User=app;Pwd=%s",
                       "host=db%d.example.net;port=5432;password=%s"]) % (rng.randint(1, 99), secret_word(rng).replace("%", "!"))


def url_basic_auth(rng):
    return "%s://backup:%s@files.example.net/in" % (rng.choice(["https", "ftp", "postgres"]), some(rng, ALNUM, 10) + "7!")


def http_auth(rng):
    basic = base64.b64encode(("backup:" + secret_word(rng)).encode()).decode()
    return rng.choice(["Authorization: Basic " + basic, "Authorization: Bearer " + some(rng, ALNUM, 40)])


def netrc(rng):
    return rng.choice(["machine files.example.net login backup password %s",
                       "curl -s -u backup:%s https://files.example.net/in"]) \
        % secret_word(rng)


def login_pair(rng):
    return rng.choice(["login/password: backup / %s", "user/pass: backup/%s", "username/password: backup , %s",
                       "Benutzer/Kennwort: backup / %s"]) % secret_word(rng)


def pin_door(rng):
    return rng.choice(["%s", "%s#", "is %s"]) % rng.choice([digits(rng, 4),
                                                            "%s-%s-%s" % (digits(rng, 2), digits(rng, 2), digits(rng, 2))])


def ntlm_dump(rng):
    return "%s:%d:%s:%s:::" % (rng.choice(["backup", "Administrator", "ewetherby"]), rng.randint(500, 2000), some(rng, HEX, 32),
                               some(rng, HEX, 32))


def netntlm(rng):
    return "ewetherby::COMMAND:%s:%s:%s" % (some(rng, HEX, 16), some(rng, HEX, 32), some(rng, HEX, 80))


def krb_hash(rng):
    return "$krb5tgs$23$*svc$COMMAND.EXAMPLE$http/www*$%s$%s" % (some(rng, HEX, 32), some(rng, HEX, 120))


def unix_hash(rng):
    """crypt(5): SHA-512, MD5, bcrypt, yescrypt, argon2."""
    return rng.choice([lambda: "$6$%s$%s" % (some(rng, CRYPT, 12), some(rng, CRYPT, 86)),
                       lambda: "$1$%s$%s" % (some(rng, CRYPT, 8), some(rng, CRYPT, 22)),
                       lambda: "$2b$12$%s" % some(rng, CRYPT, 53),
                       lambda: "$y$j9T$%s$%s" % (some(rng, CRYPT, 22), some(rng, CRYPT, 43)),
                       lambda: "$argon2id$v=19$m=65536,t=3,p=4$%s$%s" % (some(rng, ALNUM, 22), some(rng, ALNUM, 43))])()


def cisco_pw(rng):
    return rng.choice(["password 7 %s" % some(rng, "0123456789ABCDEF", 14), "secret 5 $1$%s$%s" % (some(rng, CRYPT, 4),
                                                                                                 some(rng, CRYPT, 22))])


def bitlocker(rng):
    return "-".join("%06d" % (rng.randint(0, 65535) * 11) for _ in range(8))


def otp_uri(rng):
    return "otpauth://totp/Plan:backup?secret=%s&issuer=Plan" % some(rng, BASE32, rng.choice([16, 32]))


def high_entropy(rng):
    return rng.choice(["client_secret=%s", "API key: %s", "signing-key: %s", "PLAN_TOKEN=%s"]) % some(
        rng, rng.choice([ALNUM, HEX]), rng.choice([32, 40]))


def of(*makers):
    """One of the makers, each with its prefix: (prefix, alphabet, length, …)."""
    def make(rng):
        parts = rng.choice(makers)
        return "".join(part if isinstance(part, str) else some(rng, *part) for part in parts)
    return make


gitlab_token = of(("glpat-", (URL64, 19), (DIGITS, 1)), ("gldt-", (URL64, 19), (DIGITS, 1)))
slack_token = of(("xoxb-", (DIGITS, 12), "-", (DIGITS, 12), "-", (ALNUM, 24)), ("xoxp-", (DIGITS, 12), "-", (DIGITS, 12), "-", (
    DIGITS, 12), "-", (HEX, 32)))
stripe_key = of(("sk_live_", (ALNUM, 24)), ("rk_live_", (ALNUM, 24)), ("sk_live_", (ALNUM, 99)))
ai_api_key = of(("sk-ant-api03-", (URL64, 93), "AA"), ("sk-proj-", (URL64, 74), "T3BlbkFJ", (URL64, 74)),
                ("sk-", (ALNUM, 20), "T3BlbkFJ", (ALNUM, 20)))
pkg_token = of(("npm_", (ALNUM, 36)), ("dop_v1_", (HEX, 64)), ("hf_", (ALNUM[:52], 34)), ("dapi", (HEX, 32)), (
    "glsa_", (ALNUM, 32), "_", (HEX, 8)), ("shpat_", (HEX, 32)))
mail_api_key = of(("SG.", (URL64, 22), ".", (URL64, 42), (ALNUM, 1)), ("key-", (HEX, 32)), ("SK", (HEX, 32)))
vendor_token = of(("dckr_pat_", (URL64, 26), (ALNUM, 1)), ("lin_api_", (ALNUM, 40)), ("figd_", (URL64, 39), (ALNUM, 1)),
                  ("PMAK-", (HEX, 24), "-", (HEX, 34)), ("rubygems_", (HEX, 48)), ("dp.pt.", (ALNUM, 43)), ("sgp_", (HEX, 40)))
uuid = [(HEX, 8), "-", (HEX, 4), "-4", (HEX, 3), "-a", (HEX, 3), "-", (HEX, 12)]
PASSWORDS = {E: ["Password", "password", "Your password is", "The new password is"],
             F: ["Mot de passe", "Votre mot de passe est"],
             S: ["Contraseña", "Su contraseña es"], G: ["Passwort", "Ihr Passwort lautet", "Kennwort"]}
TOKEN, KEY = {E: ["Token", "token"], F: ["Jeton"], S: ["Token"], G: ["Token"]}, {E: ["Key", "API key"], F: ["Clé d'API"],
                                                                                 G: ["API-Schlüssel"]}
HASH = {E: ["Hash", "From the dump"]}
MORE = ["high_entropy"]

KINDS = {
    "aws_akid": Kind(aws_akid, {E: ["AWS access key id", "Key id"]}, bare=True),
    "aws_secret": Kind(aws_secret, bare=True, table=False, also=MORE),
    "gcp_api_key": Kind(gcp_api_key, KEY, bare=True, also=MORE),
    "gcp_sa_json": Kind(gcp_sa_json, bare=True, table=False),
    "azure_storage_key": Kind(azure_storage_key, {E: ["AccountKey", "Storage key"]}, bare=True, also=MORE),
    "azure_id_key": Kind(azure_id_key, {E: ["SharedAccessKey", "Key"]}, bare=True, also=MORE),
    "azure_cask": Kind(azure_cask, KEY, bare=True, also=MORE),
    "azure_ad_secret": Kind(azure_ad_secret, {E: ["Client secret"]}, bare=True, also=MORE),
    "azure_sas": Kind(azure_sas, {E: ["Link", "Upload to"]}, bare=True, also=MORE),
    "github_token": Kind(github_token, TOKEN, bare=True, also=MORE),
    "github_fine": Kind(of(("github_pat_", (ALNUM, 22), "_", (ALNUM, 59))), TOKEN, bare=True, also=MORE),
    "gitlab_token": Kind(gitlab_token, TOKEN, bare=True, also=MORE),
    "slack_token": Kind(slack_token, TOKEN, bare=True, also=MORE),
    "slack_webhook": Kind(of(("https://hooks.slack.com/services/T", (UPPER + DIGITS, 10), "/B", (UPPER + DIGITS, 10), "/",
                              (ALNUM, 24))), {E: ["Webhook"]}, bare=True),
    "teams_webhook": Kind(of(("https://plan.webhook.office.com/webhookb2/", *uuid, "@", *uuid, "/IncomingWebhook/", (HEX, 32),
                              "/",
                              *uuid)), {E: ["Webhook"]}, bare=True),
    "stripe_key": Kind(stripe_key, KEY, bare=True, also=MORE),
    "ai_api_key": Kind(ai_api_key, KEY, bare=True, also=MORE),
    "pkg_token": Kind(pkg_token, TOKEN, bare=True, also=MORE),
    "mail_api_key": Kind(mail_api_key, KEY, bare=True, also=MORE),
    "mail_us_key": Kind(of(((HEX, 32), "-us", (DIGITS[1:], 1))), KEY, bare=True, also=MORE),
    "registry_token": Kind(of(("//registry.example.org/:_authToken=", (ALNUM, 36))), bare=True, table=False, also=MORE),
    "vault_token": Kind(of(("hvs.", (URL64, 94), (ALNUM, 1))), TOKEN, bare=True, also=MORE),
    "jwt": Kind(jwt, {E: ["Session token", "Token"]}, bare=True, also=["http_auth"] + MORE),
    "pem_private": Kind(pem_private, bare=True),
    "ppk_private": Kind(ppk_private, bare=True),
    "age_key": Kind(age_key, KEY, bare=True),
    "bip39": Kind(bip39, bare=True, table=False),
    "conn_string": Kind(conn_string, {E: ["Connection string"]}, bare=True, table=False, also=["password_phrase"]),
    "url_basic_auth": Kind(url_basic_auth, {E: ["Upload to"]}, bare=True, table=False),
    "http_auth": Kind(http_auth, bare=True, table=False, also=MORE),
    "password_phrase": Kind(secret_word, PASSWORDS, table=False, also=["password_word"]),
    "password_word": Kind(lambda rng: '"%s"' % rng.choice(["centipede", "elephant", "marmalade", "wheelbarrow", "turnstile"]),
                          {E: ["The password is", "Password is"], F: ["Le mot de passe est"], S: ["La contraseña es"],
                           G: ["Das Passwort ist"]}, table=False),
    "netrc": Kind(netrc, bare=True, table=False, also=["password_phrase"]),
    "login_pair": Kind(login_pair, bare=True, table=False, also=["password_phrase"]),
    "pin_door": Kind(pin_door, {E: ["Door code", "Gate code", "Safe combination", "Alarm code"]}, table=False),
    "ntlm_dump": Kind(ntlm_dump, HASH, bare=True, table=False),
    "netntlm": Kind(netntlm, HASH, bare=True, table=False),
    "krb_hash": Kind(krb_hash, HASH, bare=True, table=False),
    "unix_hash": Kind(unix_hash, HASH, bare=True),
    "cisco_pw": Kind(cisco_pw, {E: ["enable"]}, bare=True, table=False, also=["unix_hash"]),
    "bitlocker": Kind(bitlocker, {E: ["Recovery key"]}, bare=True),
    "otp_uri": Kind(otp_uri, {E: ["QR code"]}, bare=True, table=False),
    "high_entropy": Kind(high_entropy, bare=True, table=False),
    "vendor_token": Kind(vendor_token, TOKEN, bare=True, also=MORE),
}
