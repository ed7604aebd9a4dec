#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a reader of evidence says goes through a socket: a field of an event that is not sent would be lost silently.
cd "$TOP_SRCDIR" || exit 1
. tests/support/tap.sh

fields=$(sed -e 's,/\*.*\*/,,' -e '/\/\*/,/\*\//{s,/\*.*,,;t' -e 'd}' src/evidence/event.h \
  | sed -n '/^typedef struct {/,/^}/{/^}/d;p}' | grep -oE '[a-z_0-9]+[,;]' | tr -d ',;' | sort -u)
empty "the fields of events are found" "$(for field in id uid kind subject_or_body text; do
  printf '%s\n' "$fields" | grep -qx "$field" || echo "$field"; done)"

unsent=
for field in $fields; do
  grep -qw "$field" src/pipeline/event-wire.c || unsent="$unsent $field"
done
empty "every field of an event is sent" "$unsent"
done_testing
