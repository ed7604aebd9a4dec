#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a machine can see of our style.
cd "$TOP_SRCDIR" || exit 1
. tests/support/tap.sh

sources=$(find src tests -name '*.[ch]' | sort)
headers=$(find src tests -name '*.h' | sort)
scripts=$(find dev tests samples -type f \( -name '*.sh' -o -name dev -o -name 'make-*' -o -name run -o -name 'run-*' \) 2>/dev/null)

empty "no tabs in C" "$(grep -n "$(printf '\t')" $sources | head)"
empty "no blanks at the end of a line" "$(grep -nE '[ ]+$' $sources $scripts | head)"
# We write up to 130; SQL and tables may be wider.
empty "no line of C over 150 columns" "$(LC_ALL=C.UTF-8 awk 'length > 150 { print FILENAME ":" FNR }' $sources)"
empty "no file of C over 500 lines" "$(wc -l $sources | awk '$2 != "total" && $1 > 500 { print $2 ": " $1 }')"
empty "a licence line first" "$(for file in $sources; do head -n 1 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || echo "$file"; done
  for file in $scripts; do head -n 3 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || echo "$file"; done)"
empty "headers begin with #pragma once" "$(grep -L '^#pragma once' $headers)"
empty "no call that cannot know its buffer" "$(grep -nwE '(strcpy|strcat|sprintf|vsprintf|gets|strtok|strncpy|strncat) ?\(' $sources)"
empty "no ctype that asks the locale" "$(grep -nwE '(isalpha|isdigit|isspace|isalnum|isupper|islower|tolower|toupper|strcasecmp|strncasecmp|strtod|atof|atoi) ?\(' $sources)"
empty "the library does not print" "$(grep -nE '\b(g_print|g_printerr|printf|fprintf|puts|perror) ?\(' $(find src -name '*.c' ! -path 'src/cli/*'))"
empty "what can go into a case is English whatever the locale: msp_error_text for g_strerror, no _()" \
  "$(grep -nE '\b(_|g_strerror|strerror) ?\(' $(find src/base/stream.c src/source src/format src/container src/mime src/extract -name '*.c' ! -name root.c))"
empty "nothing left to do in comments" "$(grep -nE '(/\*|\*|//).*\b(TODO|FIXME|XXX:)' $sources)"
empty "every end-to-end test is in the list, so that the release archive has it" \
  "$(for file in tests/end-to-end/*/cmd; do
    folder=${file%/cmd}
    grep -q "/${folder##*/}\$" tests/end-to-end/Makefile.inc || echo "$folder"
  done)"
empty "no list of the program names a file twice, which 'make install' would refuse" \
  "$(find src/cli -name Makefile.inc | sort | while read -r list; do
    sed -nE 's/^[[:space:]]+(%D%[^ ]+).*/\1/p' "$list" | sort | uniq -d | sed "s|^|$list: |"
  done)"
empty "no paths of somebody's machine" "$(grep -rnE "(^|[ \"'(=:])[/](work|home|root)[/][a-z]|[.][.][/]shared" --include='*.[ch]' --include='*.sh' --include='*.md' --include='*.inc' src tests docs README.md dev 2>/dev/null)"
done_testing
