# SPDX-License-Identifier: GPL-3.0-or-later
# For test scripts: 'ok TITLE' and 'not_ok TITLE [DETAILS]' print a test point, 'done_testing' the plan.
n_points=0

ok ()
{
  n_points=$((n_points + 1))
  echo "ok $n_points - $1"
}

not_ok ()
{
  n_points=$((n_points + 1))
  echo "not ok $n_points - $1"
  if [ -n "${2:-}" ]; then printf '%s\n' "$2" | head -n 40 | sed 's/^/# /'; fi
}

skip ()
{
  n_points=$((n_points + 1))
  echo "ok $n_points - $1 # SKIP ${2:-}"
}

# empty TITLE TEXT: TEXT lists what is wrong, so none is right.
empty ()
{
  if [ -z "$2" ]; then ok "$1"; else not_ok "$1" "$2"; fi
}

done_testing ()
{
  echo "1..$n_points"
}
