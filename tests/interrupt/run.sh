#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Scans that are killed, stopped or out of room and then repeated, and scans in shards: every report must be that of the whole scan, byte
# for byte. MAILSPILL_TEST_KILLS: how many kills (50). MAILSPILL_TEST_SEED: repeats a run. MAILSPILL_TEST_MAIL: other mail than the samples.
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
MAILSPILL=${MAILSPILL:-$top/build/mailspill}
FAULTY_DISK=${FAULTY_DISK:-$top/build/tests/support/faulty-disk.so}
. "$top/tests/support/tap.sh"

kills=${MAILSPILL_TEST_KILLS:-50}
seed=${MAILSPILL_TEST_SEED:-$(date +%s)}
mail=${MAILSPILL_TEST_MAIL:-$top/samples}
echo "# MAILSPILL_TEST_SEED=$seed MAILSPILL_TEST_KILLS=$kills"

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room" || exit 1
XDG_CACHE_HOME=$room/cache
export XDG_CACHE_HOME
mkdir mail && cp -R "$mail" mail/ && chmod -R u+w mail
# Comes before all others: if anything of a scan is kept, it is.
first=mail/0.eml
printf 'From: a@command.example\nSubject: x\n\nMy SSN: 536-90-4399\n' >$first
printf '0123456789abcdef0123456789abcdef' >all.key && chmod 600 all.key

# Mailboxes are cut into small parts, and all is kept that can be.
MAILSPILL_TEST_PART=700 MAILSPILL_TEST_INTERVAL=0
export MAILSPILL_TEST_PART MAILSPILL_TEST_INTERVAL

# scan NAME [OPTION…]: into NAME.case; what it says goes to NAME.err, its exit status to $status.
scan ()
{
  name=$1; shift
  "$MAILSPILL" scan mail -o "$name.case" --key-file all.key --quiet "$@" 2>"$name.err"
  status=$?
}

# reports NAME: every report on NAME.case below NAME.reports.
reports ()
{
  rm -rf "$1.reports" && mkdir "$1.reports"
  "$MAILSPILL" report "$1.case" --format csv -o "$1.reports/csv" && "$MAILSPILL" report "$1.case" --format json -o "$1.reports/json" &&
    "$MAILSPILL" report "$1.case" >"$1.reports/text"
}

# differences NAME: between the reports on NAME.case and those on the whole scan.
differences ()
{
  reports "$1" 2>&1 && diff -r whole.reports "$1.reports" 2>&1 | head -n 10
  if [ -e "$1.case.part" ] || [ -e "$1.case.part-journal" ]; then echo "remains: $(ls)"; fi
}

# random N: $value becomes a number from 0 to N - 1. The same seed gives the same numbers.
random ()
{
  seed=$(((seed * 1103515245 + 12345) % 2147483648))
  value=$((seed / 65536 % 32768 * $1 / 32768))
}

# seconds MILLISECONDS
seconds ()
{
  printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000))
}

milliseconds ()
{
  echo $(($(date +%s%N) / 1000000))
}

scan whole
begun=$(milliseconds)
scan whole -j 2
longest=$(($(milliseconds) - begun + 1))
usual=$status
reports whole
MAILSPILL_TEST_PART=33554432 scan uncut -j 1
empty "a scan in small parts is that in large ones" "$(differences uncut)"

# go_on NAME: repeats the scan until it is done; every round is another number of processes.
go_on ()
{
  scan "$1" -j $((rounds % 3 + 1))
  rounds=$((rounds + 1))
  [ $status = "$usual" ] || echo "the scan ended with $status: $(cat "$1.err")"
}

# A scan that is over before it is killed is compared, and the next begins.
rounds=0 wrong=
for i in $(seq "$kills"); do
  random "$longest"
  timeout -s KILL "$(seconds $value)" "$MAILSPILL" scan mail -o killed.case --key-file all.key --quiet -j $((i % 3 + 1)) 2>killed.err
  code=$?
  case $code in
    137) ;;
    "$usual") wrong="$wrong$(differences killed)"; rm -f killed.case ;;
    *) wrong="$wrong
kill $i after $value ms: the scan ended with $code: $(cat killed.err)" ;;
  esac
done
wrong="$wrong$(go_on killed)$(differences killed)"
empty "$kills kills at random moments cost nothing" "$wrong"

# Of the changes that a scan makes to its files, each must be one that it can be killed in.
faulty ()
{
  LD_PRELOAD=$FAULTY_DISK "$MAILSPILL" scan mail -o "$1.case" --key-file all.key --quiet -j 1 2>"$1.err"
  status=$?
}
if [ -e "$FAULTY_DISK" ] && LD_PRELOAD=$FAULTY_DISK "$MAILSPILL" --version >/dev/null 2>&1; then
  wrong=
  changes=0
  while
    random $((2400 / kills + 1))
    changes=$((changes + 1 + value))
    export FAULTY_KILL_AT=$changes
    faulty torn
    unset FAULTY_KILL_AT
    [ $status = 137 ]
  do
    # Half of them are killed again before they are over.
    if [ $((value % 2)) = 0 ]; then
      wrong="$wrong$(go_on torn)$(differences torn)"
      rm -f torn.case
    fi
  done 2>/dev/null
  [ $changes -gt 50 ] || wrong="$wrong only $changes changes: $(cat torn.err)"
  empty "a kill in the middle of a write costs nothing" "$wrong"

  wrong= full=0
  for i in $(seq $((kills / 10))); do
    random 400000
    export FAULTY_ROOM=$value
    faulty full
    unset FAULTY_ROOM
    if [ $status = 4 ]; then
      full=$((full + 1))
      grep -q 'no space left' full.err || wrong="$wrong with room for $value: $(cat full.err)"
    elif [ $status != "$usual" ]; then
      wrong="$wrong with room for $value: $status, $(cat full.err)"
    fi
    wrong="$wrong$(go_on full)$(differences full)"
    rm -f full.case
  done
  [ $full -gt 0 ] || wrong="$wrong the disk was never full"
  empty "a full disk ends with 4, and with room the scan goes on" "$wrong"
else
  skip "a kill in the middle of a write costs nothing" "nothing can be preloaded"
  skip "a full disk ends with 4, and with room the scan goes on" "nothing can be preloaded"
fi

wrong=
for signal in INT TERM HUP; do
  for i in 1 2; do
    random "$longest"
    timeout --foreground -s $signal "$(seconds $value)" "$MAILSPILL" scan mail -o stopped.case --key-file all.key --quiet 2>stopped.err
    code=$?
    if [ $code = 124 ] && [ -s stopped.err ]; then
      grep -q 'interrupted: the same command goes on' stopped.err || wrong="$wrong $signal: $(cat stopped.err)"
    fi
  done
done
wrong="$wrong$(go_on stopped)$(differences stopped)"
empty "signals that stop a scan say that the same command goes on" "$wrong"

# begin NAME: a scan that is killed when something of it is kept, so that no other scan takes its place.
begin ()
{
  patience=$((longest / 2 + 1))
  for i in $(seq 40); do
    rm -f "$1".case*
    timeout -s KILL "$(seconds $patience)" "$MAILSPILL" scan mail -o "$1.case" --key-file all.key --quiet -j 1 2>"$1.err"
    if [ -e "$1.case" ]; then patience=$((patience * 4 / 5)); continue; fi
    scan "$1" --since 2000-01-01
    [ $status = 2 ] && return
    patience=$((patience * 4 / 3 + 1))
  done 2>/dev/null
}

wrong=
begin other
scan other --since 2000-01-01
[ $status = 2 ] && grep -q '(options)' other.err || wrong="other options: $status, $(cat other.err)"
scan other --max-depth=7
[ $status = 2 ] && grep -q '(limit.depth)\|(options)' other.err || wrong="$wrong other limits: $status, $(cat other.err)"
mv $first away
scan other
[ $status = 2 ] && grep -q 'changed since' other.err || wrong="$wrong a file less: $status, $(cat other.err)"
mv away $first
wrong="$wrong$(go_on other)$(differences other)"
empty "what began otherwise, or of other files, is left alone" "$wrong"

wrong=
begin other
scan other --exclude '*'
[ $status = 2 ] || wrong="$status"
scan other --exclude '*' --restart
[ $status = 0 ] || wrong="$wrong $status, $(cat other.err)"
empty "--restart begins anew" "$wrong"

# shards N: the cases of N shards, of which the second is killed once.
shards ()
{
  cases=
  for k in $(seq "$1"); do
    if [ "$k" = 2 ]; then
      timeout -s KILL "$(seconds $((longest / 2)))" "$MAILSPILL" scan mail -o "shard$k.case" --key-file all.key --quiet --shard "$k/$1" 2>/dev/null
      [ ! -e "shard$k.case.part" ] || "$MAILSPILL" scan mail -o "shard$k.case" --key-file all.key --quiet 2>/dev/null
    fi
    scan "shard$k" --shard "$k/$1"
    [ $status = 0 ] || [ $status = 3 ] || echo "$k/$1 ended with $status: $(cat "shard$k.err")"
    "$MAILSPILL" verify "shard$k.case" >verified || grep -q ' 0 changed, 0 missing' verified || echo "$k/$1 does not balance: $(cat verified)"
    cases="shard$k.case $cases"
  done 2>/dev/null
}
for n in 2 3 7; do
  shards $n >shards.wrong
  said=$("$MAILSPILL" merge -o merged.case --key-file all.key $cases 2>&1)
  code=$?
  wrong=$(cat shards.wrong; [ $code = "$usual" ] || echo "merge ended with $code: $said"; differences merged)
  empty "$n shards joined are the whole scan" "$wrong"
done

# refused WORDS CASE…
refused ()
{
  words=$1; shift
  "$MAILSPILL" merge -o refused.case --key-file all.key "$@" 2>refused.err
  code=$?
  [ $code = 2 ] && grep -q "$words" refused.err && ! [ -e refused.case ] || echo "$words: $code, $(cat refused.err)"
}
scan changed --shard 1/7 --exclude 'no such name'
touch mail/one-more.txt
scan more --shard 1/7
rm mail/one-more.txt
scan of6 --shard 1/6
empty "shards that are missing, there twice, or of other scans are refused" "$(
  refused 'shards missing: 2, 4 of 7' shard1.case shard3.case shard5.case shard6.case shard7.case
  refused 'both shard 1 of 7' shard1.case shard1.case
  refused 'not shards of one scan' shard1.case whole.case
  refused 'not shards of one scan' shard1.case of6.case
  refused 'other input files' shard2.case more.case
  refused 'options' shard2.case shard3.case shard4.case shard5.case shard6.case shard7.case changed.case
)"
done_testing
