#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A report as JSON is what docs/report.schema.json says, and the check can tell when it is not. $SAMPLE_CASE makes the case.
cd "$TOP_SRCDIR" || exit 1
. tests/support/tap.sh

if ! command -v python3 >/dev/null; then
  skip "reports fit their schema" "python3 is not installed"
  done_testing
  exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fits () { python3 tests/checks/validate-json.py docs/report.schema.json "$1" 2>&1; }

"$SAMPLE_CASE" "$folder/a.case"
"$MAILSPILL" report "$folder/a.case" -f json -o "$folder/all.json"
"$MAILSPILL" report "$folder/a.case" -f json -c cred -s high -o "$folder/some.json"
"$MAILSPILL" report "$folder/a.case" -f json > "$folder/stdout.json"
"$SAMPLE_CASE" --accessed "$folder/accessed.case"
"$MAILSPILL" report "$folder/accessed.case" -f json -o "$folder/accessed.json"
for name in all some accessed; do
  if output=$(fits "$folder/$name.json"); then ok "$name.json fits the schema"; else not_ok "$name.json fits the schema" "$output"; fi
done
if cmp -s "$folder/all.json" "$folder/stdout.json"; then ok "a file and standard output hold the same"; else not_ok "a file and standard output hold the same"; fi

for change in 's/"score":93/"score":101/' 's/"kind":"mail"/"kind":"post"/' 's/"masked":/"value":/' 's/"quoted":true/"quoted":1/' 's/"totals"/"total"/'; do
  sed "$change" "$folder/all.json" > "$folder/wrong.json"
  if fits "$folder/wrong.json" >/dev/null; then not_ok "$change is noticed"; else ok "$change is noticed"; fi
done

for change in 's/"verdict":"accessed"/"verdict":"read"/' 's/"grade":"assumed"/"grade":"sure"/' 's/"hostile_only": {"accessed"/"hostile_only": {"read"/'; do
  sed "$change" "$folder/accessed.json" > "$folder/wrong.json"
  if fits "$folder/wrong.json" >/dev/null; then not_ok "$change is noticed"; else ok "$change is noticed"; fi
done

for language in $(grep -v '^#' po/LINGUAS); do
  changed=$(LANGUAGE=$language LC_ALL=C.UTF-8 "$MAILSPILL" report "$folder/a.case" -f json | cmp - "$folder/all.json" 2>&1)
  empty "the language $language changes no byte" "$changed"
done
done_testing
