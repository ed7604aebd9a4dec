#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The staircase of src/README.md: a folder includes lower steps only, and each foreign library is met in one folder.
cd "$TOP_SRCDIR" || exit 1
. tests/support/tap.sh

steps=$(sed -nE 's/^\| ([0-9]) \| `([a-z]+)\/`.*/\2 \1/p' src/README.md)
step_of () { printf '%s\n' "$steps" | sed -n "s/^$1 //p"; }

unlisted=
for folder in src/*/; do
  name=$(basename "$folder")
  [ -n "$(step_of "$name")" ] || unlisted="$unlisted $name"
done
empty "every folder stands on a step" "$unlisted"

wrong=$(grep -nE '^[ \t]*#[ \t]*include[ \t]+"' src/*/*.[ch] src/*/*/*.[ch] 2>/dev/null | awk -v steps="$steps" '
  BEGIN { n = split(steps, words, /[ \n]+/); for (i = 1; i < n; i += 2) step[words[i]] = words[i + 1] }
  {
    split($0, place, ":"); split(place[1], path, "/")
    match($0, /"[^"]*"/); header = substr($0, RSTART + 1, RLENGTH - 2)
    if (header == "config.h") next
    own = path[2]; n = split(header, words, "/")
    other = words[1]
    if (n < 2 || !(other in step)) print place[1] ":" place[2] ": \"" header "\" names no folder"
    else if (other != own && step[other] >= step[own]) print place[1] ":" place[2] ": " own "/ includes " header
  }')
empty "a folder includes lower steps only" "$wrong"

# only_in FOLDERS HEADERS: the extended regular expression HEADERS is included in FOLDERS (a regular expression too) only.
only_in ()
{
  empty "$2 is met in $1 only" "$(grep -rnE --include='*.[ch]' "#[ \t]*include[ \t]+[<\"]($2)" src | grep -vE "^src/($1)/")"
}
only_in base 'sodium'
only_in base 'xxhash'
only_in evidence 'json-c/'
only_in format 'archive(_entry)?\.h'
only_in format 'libxml/'
only_in format 'tesseract/|allheaders'
only_in format 'ReadBarcode'
only_in format 'poppler'
only_in format 'qpdf/'
only_in format 'zlib\.h'
only_in mime 'gmime/'
only_in detect 'hs(/hs)?\.h|hs_'
only_in detect 'pcre2'
only_in 'format|store' 'sqlite3'
only_in pipeline 'seccomp|linux/(landlock|seccomp)'
done_testing
