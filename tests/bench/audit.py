#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""audit.py MBOX: what a person would write today to look through a mailbox: the standard library's mbox and MIME parser, ten
patterns. For the table of './dev bench'."""

import mailbox
import re
import sys

PATTERNS = {
    "ssn": r"\b\d{3}-\d{2}-\d{4}\b",
    "card": r"\b(?:\d{4}[ -]?){3}\d{4}\b",
    "iban": r"\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b",
    "aws": r"\bAKIA[A-Z2-7]{16}\b",
    "key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "password": r"(?i)\bpassword\s*(?:is|:|=)\s*\S+",
    "passport": r"(?i)\bpassport (?:no|number)\D{0,12}[A-Z]?\d{7,9}\b",
    "dob": r"(?i)\b(?:dob|date of birth)\D{0,12}\d",
    "secret": r"\b(?:TOP SECRET|SECRET|CONFIDENTIAL)//",
    "cui": r"\bCUI(?://|\b)",
}
TAGS = re.compile(r"<[^>]*>")


def texts(message):
    for part in message.walk():
        if part.get_content_maintype() != "text":
            continue
        raw = part.get_payload(decode=True) or b""
        text = raw.decode("utf-8", "replace")
        yield TAGS.sub(" ", text) if part.get_content_subtype() == "html" else text


def main():
    compiled = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}
    counts = dict.fromkeys(PATTERNS, 0)
    for message in mailbox.mbox(sys.argv[1]):
        for text in texts(message):
            for name, pattern in compiled.items():
                counts[name] += len(pattern.findall(text))
    print(counts)


if __name__ == "__main__":
    main()
