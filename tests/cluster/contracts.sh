#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What each scheduler sets for its tasks, set by hand: the shards that the scripts, manifests and lines of cluster/ then make, joined, are
# one scan, and every report is the same.
. "$TOP_SRCDIR/tests/support/tap.sh"
room=$(mktemp -d)
trap 'chmod -R u+w "$room"; rm -rf "$room"' EXIT
XDG_CACHE_HOME=$room/cache PARALLEL_HOME=$room
export XDG_CACHE_HOME PARALLEL_HOME
mkdir "$room/bin" "$room/evidence"
ln -s "$MAILSPILL" "$room/bin/mailspill"
PATH=$room/bin:$PATH
cp -R "$TOP_SRCDIR/samples" "$room/evidence/samples"
chmod -R u+w "$room/evidence"
# Enough small mail that every shard has some.
for i in 1 2 3 4 5 6 7 8; do
  printf 'From: Jo %s <jo@unit.example>\nSubject: note %s\n\nSSN 899-36-141%s\n' $i $i $i >"$room/evidence/$i.eml"
done
umask 077
head -c 32 /dev/zero >"$room/key"

# reports CASE FOLDER
reports ()
{
  mkdir "$2"
  mailspill report "$1" -o "$2/report.txt" && mailspill report "$1" --format json -o "$2/report.json" && mailspill report "$1" --format csv -o "$2/csv"
}

# is_whole TITLE CASE: the case reports what one scan does
is_whole ()
{
  rm -rf "$room/joined"
  empty "$1" "$({ reports "$2" "$room/joined" && diff -r "$room/whole" "$room/joined"; } 2>&1 | head -n 10)"
}

# shard NAME VARIABLE=VALUE…: one task that asks which shard it is
shard ()
{
  case_file=$room/$1.case
  shift
  status=0
  env "$@" mailspill scan --shard auto -o "$case_file" --key-file="$room/key" --quiet "$room/evidence" || status=$?
  [ $status = 0 ] || [ $status = 3 ] || echo "# status $status with $*"
}

# join NAME
join ()
{
  mailspill merge -o "$room/$1.joined" --key-file="$room/key" "$room/$1".*.case 2>&1
  is_whole "$1: the shards are one scan" "$room/$1.joined"
}

mailspill scan -o "$room/whole.case" --key-file="$room/key" --quiet "$room/evidence"
reports "$room/whole.case" "$room/whole"

for id in 0 3 6 9; do
  shard slurm.$id SLURM_ARRAY_TASK_ID=$id SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=9 SLURM_ARRAY_TASK_STEP=3 SLURM_ARRAY_TASK_COUNT=4
done
join slurm
for index in 0 1 2; do shard aws.$index AWS_BATCH_JOB_ARRAY_INDEX=$index AWS_BATCH_JOB_ARRAY_SIZE=3; done
join aws

# What the manifests say, with their folders here.
manifests=$TOP_SRCDIR/cluster/kubernetes
value () { sed -nE "s/^ *(- \{ name: )?$1(, value)?: \"?([0-9]+)\"?.*/\3/p" "$manifests/scan.yaml"; }
# script FILE N: the N-th block of a shell in a manifest
script ()
{
  awk -v n="$2" '/^ *- \|$/ { blocks++; match ($0, /^ */); indent = RLENGTH; next }
                 blocks == n { match ($0, /^ */); if (RLENGTH <= indent) exit; print }' "$manifests/$1" |
    sed "s|/audit|$room/kubernetes|g; s|/evidence|$room/evidence|g"
}
shards=$(value completions)
empty "kubernetes: as many pods and shards as completions" \
  "$([ -n "$shards" ] && [ "$(value parallelism)" = "$shards" ] && [ "$(value MAILSPILL_SHARDS)" = "$shards" ] || echo "$shards $(value MAILSPILL_SHARDS)")"
mkdir "$room/kubernetes"
cp "$room/key" "$room/kubernetes/key"
index=0
while [ $index -lt "$shards" ]; do
  JOB_COMPLETION_INDEX=$index MAILSPILL_SHARDS=$shards sh -c "$(script scan.yaml 1)" || not_ok "kubernetes: pod $index"
  index=$((index + 1))
done
sh -c "$(script merge.yaml 1)" || not_ok "kubernetes: the merge"
is_whole "kubernetes: the shards are one scan" "$room/kubernetes/mailspill.case"

if command -v parallel >/dev/null; then
  mkdir "$room/parallel"
  cp "$room/key" "$room/parallel/key"
  lines=$(sed -n '/^```sh$/,/^```$/{/^```/d;/^evidence=/d;p}' "$TOP_SRCDIR/cluster/parallel/README.md")
  printf '%s\n' "$lines" | sed 's/^mailspill report.*/:/' | evidence=$room/evidence audit=$room/parallel shards=3 sh >"$room/parallel.log" 2>&1
  is_whole "parallel: the shards are one scan" "$room/parallel/mailspill.case"
else
  skip "parallel: the shards are one scan" "GNU parallel is not installed"
fi
for index in 1 2; do shard sequence.$index PARALLEL_SEQ=$index MAILSPILL_SHARDS=2; done
join sequence

for file in "$TOP_SRCDIR"/cluster/slurm/submit "$TOP_SRCDIR"/cluster/slurm/*.sbatch; do
  empty "${file##*/} is a script of bash" "$(bash -n "$file" 2>&1)"
done
done_testing
