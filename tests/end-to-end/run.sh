#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [--update] [CASE…]: runs the command lines of the folders beside it and compares; see README.md.
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
MAILSPILL=${MAILSPILL:-$top/build/mailspill}
TOP_SRCDIR=$top
export MAILSPILL TOP_SRCDIR
LC_ALL=C.UTF-8 LANGUAGE=en TZ=UTC NO_COLOR=1
export LC_ALL LANGUAGE TZ NO_COLOR
. "$top/tests/support/tap.sh"

update=no
if [ "${1:-}" = --update ]; then update=yes; shift; fi
[ $# -gt 0 ] || set -- $(cd "$here" && ls -d */ | tr -d /)
scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT

# compare FILE ACTUAL: prints the difference, or takes over the actual when updating.
compare ()
{
  if [ $update = yes ]; then
    cp "$2" "$1"
  else
    diff -u "$1" "$2" | sed 1,2d
  fi
}

run_case ()
{
  folder=$here/$1
  room=$scratch/$1
  mkdir -p "$room/scratch"
  if [ -d "$folder/input" ]; then cp -R "$folder/input" "$room/scratch/input"; fi
  if grep -q samples "$folder/cmd"; then cp -R "$top/samples" "$room/scratch/samples"; fi
  chmod -R u+w "$room/scratch"
  ( cd "$room/scratch" && sh "$folder/cmd" ) >"$room/out" 2>"$room/err" </dev/null
  status=$?
  if [ $update = yes ]; then
    if [ $status = 0 ]; then rm -f "$folder/exit"; else echo $status >"$folder/exit"; fi
  fi
  wanted=$(cat "$folder/exit" 2>/dev/null || echo 0)
  details=$(compare "$folder/expected" "$room/out"
            if [ -f "$folder/expected.err" ]; then compare "$folder/expected.err" "$room/err"; fi
            [ $status = "$wanted" ] || { echo "exit status $status instead of $wanted"; head -n 10 "$room/err"; })
  empty "$1" "$details"
}

for name; do
  if [ -f "$here/$name/cmd" ]; then run_case "$name"; fi
done
done_testing
