#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# docs/detectors.md says what the rules say.
cd "$TOP_SRCDIR" || exit 1
. tests/support/tap.sh
MAILSPILL=${MAILSPILL:-build/mailspill}

made=$(mktemp)
trap 'rm -f "$made"' EXIT
tests/support/make-detectors >"$made"
empty "docs/detectors.md is what tests/support/make-detectors makes" "$(diff docs/detectors.md "$made" | head -n 20)"
empty "it lists every detector of the program" \
  "$("$MAILSPILL" rules list | while read -r id rest; do grep -q "^| \`$id\` |" docs/detectors.md || echo "$id"; done)"
number=$("$MAILSPILL" rules list | wc -l | tr -d ' ')
empty "docs/performance.md counts the detectors" "$(grep -q ", $number detectors " docs/performance.md || echo "there are $number")"
tests/support/make-titles >"$made"
empty "po/titles.h is what tests/support/make-titles makes" "$(diff po/titles.h "$made" | head -n 20)"
done_testing
