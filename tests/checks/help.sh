#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every command has help, a manual page that names the same options, and completion.
cd "$TOP_SRCDIR" || exit 1
. tests/support/tap.sh
MAILSPILL=${MAILSPILL:-build/mailspill}

options_of_help () { "$MAILSPILL" "$1" --help | sed -nE 's/^ +(-[a-zA-Z], )?(--[a-z][a-z-]+).*/\2/p' | grep -vE '^--help' | sort -u; }
options_of_page () { sed 's/\\-/-/g' "src/cli/man/$1.1" | grep -E '^\.BR? .*--' | grep -oE -- '--[a-z][a-z-]+' | grep -vE '^--help' | sort -u; }

commands=$("$MAILSPILL" --help | sed -nE 's/^  ([a-z]+) .*/\1/p')
[ -n "$commands" ] || not_ok "the help lists commands"

for command in $commands; do
  page=mailspill-$command
  first=$("$MAILSPILL" "$command" --help 2>&1 | sed -n 1,3p)
  case $first in *"mailspill $command"*) ok "$command: help" ;; *) not_ok "$command: help names the command" "$first" ;; esac
  for section in Examples "Exit status"; do
    empty "$command: the help has: $section" "$("$MAILSPILL" "$command" --help | grep -q "^$section:" || echo missing)"
  done
  empty "$command: the help fits 80 columns" "$("$MAILSPILL" "$command" --help | sed 's/…/./g' | awk 'length > 80')"
  "$MAILSPILL" "$command" --no-such-option >/dev/null 2>&1
  if [ $? = 2 ]; then ok "$command: an unknown option ends with 2"; else not_ok "$command: an unknown option ends with 2"; fi
  if [ ! -f "src/cli/man/$page.1" ]; then
    not_ok "$command: manual page"
    continue
  fi
  empty "$command: the manual page has the options of the help" \
    "$({ options_of_help "$command"; options_of_page "$page"; } | sort | uniq -u)"
  empty "$command: mailspill.1 refers to it" "$(grep -q "mailspill\\\\-$command" src/cli/man/mailspill.1 || echo missing)"
done

empty "the help of scan names every limit with its default" \
  "$(limits=$(sed -nE 's/^  ROW \("([a-z-]+)".*/\1/p' src/base/limits.c)
    for limit in ${limits:-none}; do
      "$MAILSPILL" scan --help | grep -qE "^  --max-$limit=N .*\([0-9]+[KMG]?\)$" || echo "$limit"
    done)"

empty "the manual page of scan says the same of every limit" \
  "$("$MAILSPILL" scan --help | sed -nE 's/^  --max-[a-z-]+=N +//p' | while read -r text; do
    grep -qxF "$text" src/cli/man/mailspill-scan.1 || echo "$text"
  done)"

# table column, of every table and view
columns ()
{
  cat src/store/schema/*.sql | awk '
    /^CREATE TABLE/ { sub (/IF NOT EXISTS /, ""); table = $3; next }
    /^\)/           { table = "" }
    table != "" && $1 ~ /^[a-z_0-9]+$/ { print table, $1 }'
}
empty "the manual page of the case file names every table and column, and no other" \
  "$({ columns | sort -u
    sed -n '/^\.SH TABLES/,/^\.SH KEYS/p' src/cli/man/mailspill-case.5 | awk '
      /^\.SH VIEWS/ { view = 1 } /^\.SH TABLES/ { view = 0 }
      /^\.B [a-z_]+$/ { table = $2 }
      /^\.IR/ && !view && table != "" {
        sub (/^\.IR /, ""); gsub (/"[^"]*"/, " "); gsub (/[^a-z_0-9 ]/, " ")
        for (i = 1; i <= NF; i++) print table, $i
      }' | sort -u; } | sort | uniq -u)"
empty "manual pages refer to pages that there are" \
  "$(for page in src/cli/man/*.[1-8]; do
    sed -nE 's/^\.BR (mailspill[a-z\\-]*) \(([1-8])\).*/\1.\2/p' "$page" | tr -d '\\' | while read -r other; do
      [ -f "src/cli/man/$other" ] || echo "$page: $other"; done; done)"

if command -v mandoc >/dev/null; then
  empty "manual pages are well formed" "$(for page in src/cli/man/*.[1-8]; do mandoc -Tlint -W warning "$page"; done 2>&1)"
else
  skip "manual pages are well formed" "mandoc is not installed"
fi

if command -v bash >/dev/null; then
  offered=$(bash -c '. src/cli/completion/bash/mailspill; COMP_WORDS=("$0" ""); COMP_CWORD=1; _mailspill; printf "%s\n" "${COMPREPLY[@]}"' "$MAILSPILL")
  empty "bash completes commands" "$(for command in $commands; do printf '%s\n' "$offered" | grep -qx "$command" || echo "$command"; done)"
  for command in $commands; do
    offered=$(bash -c '. src/cli/completion/bash/mailspill; COMP_WORDS=("$0" "$1" "--"); COMP_CWORD=2; _mailspill
      printf "%s\n" "${COMPREPLY[@]}"' "$MAILSPILL" "$command")
    empty "$command: bash completes options" "$(options_of_help "$command" | while read -r option; do
      printf '%s\n' "$offered" | grep -qxe "$option" || echo "$option"; done)"
  done
  # words, what is offered for the last one
  completes ()
  {
    offered=$(bash -c '. src/cli/completion/bash/mailspill; COMP_WORDS=("$0" "$@"); COMP_CWORD=$#; _mailspill; echo "${COMPREPLY[*]}"' "$MAILSPILL" $1 "$2")
    empty "bash completes '$1 $2'" "$([ "$offered" = "$3" ] || echo "$offered instead of $3")"
  }
  completes 'report --format' '' 'text csv html json ndjson'
  completes 'report -f' c 'csv'
  completes 'report --format =' t 'text'
  completes 'report -s' mod 'moderate'
  completes 'report -c' f 'family fin'
  completes 'access --sync-scope' '' 'both folder mailbox'
  completes 'access --weak-join' '' 'off subject+size'
  completes 'help' me 'merge'
fi
done_testing
