# SPDX-License-Identifier: GPL-3.0-or-later
"""100,000 lines of prose about secrets and classification, none of which marks its text."""

MESSAGES, LINES = 1000, 100

WHO = ["The reporter", "A former clerk", "The committee", "Our lawyer", "The museum", "The minister", "Her editor", "The archive",
       "A historian", "The manual", "The court", "An old film", "The game", "The trainer", "La ministre", "El periódico",
       "Das Amt"]
DOES = ["says that", "denied that", "wrote that", "explained why", "doubts that", "recalls how", "was told that", "read that"]
WHAT = ["the top secret recipe", "a secret ballot", "the secret service", "a confidential source", "the Official Secrets Act",
        "a Top Secret cover sheet", "an unclassified summary", "the classified section of the paper", "a secret santa",
        "Victoria's Secret",
        "the trade secret", "the client secret of the program", "a document marked SECRET", "the TOP SECRET stamp",
        "the word CONFIDENTIAL",
        "a NATO secret", "restricted data of the firm", "the eyes-only memo", "controlled goods", "the NOFORN caveat",
        "les documents secrets",
        "los papeles secretos", "streng geheime Akten", "the secret // of success", "the S/MIME key", "TS fluid",
        "the (S) in \"form(s)\""]
THEN = ["was never read.", "had been kept for years.", "was found in a garage.", "is of no use today.", "cost him the post.",
        "will be released in May.", "is taught in the first lesson.", "was burned in 1961.", "is a matter of taste.",
        "has been declassified.",
        "fut publié en mai.", "se publicó en mayo.", "wurde im Mai veröffentlicht.", "is told in chapter 4 (b).", "is a joke."]
LINE = [
    "A banner such as SECRET//NOFORN stands on each page, as the course on marking explains.",
    "Please write SECRET//NOFORN on top of the slides for the lesson on portion marks, or TOP SECRET//SI//NOFORN on the last.",
    "The portion mark (S//NF) is read as secret, not for foreigners; (U) means unclassified.",
    "CONFIDENTIAL: this message is for the intended recipient only; if you have received this in error, delete it.",
    "This e-mail and its attachments are confidential and may be privileged.",
    "Ce message est confidentiel et destiné à son seul destinataire.",
    "Este mensaje es confidencial; si no es el destinatario, bórrelo.",
    "Diese Nachricht ist vertraulich und nur für den Empfänger bestimmt.", "(C) 2003 Example Press. All rights reserved.",
    "(S) small, (M) medium, (L) large", "(U) union, (A) alloy, (TS) tensile strength", "TOP SECRET (1984), a comedy",
    "SECRET SALE ENDS MONDAY",
    "int secret; // SECRET, see the header", "http://www.agency.example//SECRET/", "CUI bono, he asked.",
    "The CUI registry lists categories.",
    "Classified ads: one bicycle, one desk.", "Samples were classified by: age, size and colour.",
    "Security levels: low, medium, high",
    "The cable was declassified in 1998 and is in the reading room.", "Controlled by: the thermostat",
    "Restricted area, no entry",
]


def line(rng):
    if rng.random() < 0.15:
        return rng.choice(LINE)
    return "%s %s %s %s" % (rng.choice(WHO), rng.choice(DOES), rng.choice(WHAT), rng.choice(THEN))


def make(message):
    rng = message.rng
    message.add("plain", "\n".join(line(rng) for _ in range(LINES)) + "\n", None)
    return 0, "prose"


def messages(rng):
    for _ in range(MESSAGES):
        yield "-", make
