#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every file with words for people is in po/POTFILES.in, and every translation is complete.
cd "$TOP_SRCDIR" || exit 1
. tests/support/tap.sh

with_words=$(grep -lE '(\b|^)(_|N_|ngettext) ?\("?' $(find src -name '*.c') | sort)
listed=$(grep -vE '^(#|$)' po/POTFILES.in | sort)
missing=$(for file in $with_words; do printf '%s\n' "$listed" | grep -qx "$file" || echo "$file"; done)
gone=$(for file in $listed; do [ -f "$file" ] || echo "$file"; done)
empty "every file with words for people is listed" "$missing"
empty "every listed file exists" "$gone"

if ! command -v xgettext >/dev/null || ! command -v msgmerge >/dev/null || ! command -v msgfmt >/dev/null; then
  skip "translations are complete" "gettext is not installed"
  done_testing
  exit 0
fi
pot=$(mktemp)
merged=$(mktemp)
trap 'rm -f "$pot" "$merged"' EXIT
xgettext --keyword=_ --keyword=N_ --keyword=ngettext:1,2 --from-code=UTF-8 --files-from=po/POTFILES.in -o "$pot" 2>&1
for language in $(grep -v '^#' po/LINGUAS); do
  msgmerge --quiet --no-fuzzy-matching -o "$merged" "po/$language.po" "$pot"
  left=$(msgattrib --untranslated "$merged" | grep '^msgid' | sed 1d; msgattrib --only-fuzzy --no-obsolete "po/$language.po" | grep '^msgid' | sed 1d)
  empty "po/$language.po is complete" "$left"
  empty "po/$language.po is well formed" "$(msgfmt --check-format --check-header -o /dev/null "$merged" 2>&1)"
done
done_testing
