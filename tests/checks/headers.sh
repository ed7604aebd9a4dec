#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every header compiles alone, with the compiler and flags of the build.
cd "$TOP_SRCDIR" || exit 1
. tests/support/tap.sh

for header in src/*/*.h src/*/*/*.h; do
  [ -f "$header" ] || continue
  if output=$(printf '#include "%s"\n' "${header#src/}" | $HEADER_CC -fsyntax-only -x c - 2>&1); then
    ok "$header"
  else
    not_ok "$header" "$output"
  fi
done
done_testing
