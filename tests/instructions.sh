#!/usr/bin/env bash
# How many instructions three runs take, compared with what benches/instructions.txt says: times differ
# from minute to minute, instructions hardly at all. More than a twentieth above fails.
#
#   tests/instructions.sh target/release/wardroom           compares
#   tests/instructions.sh target/release/wardroom --agree   writes what it finds
#
# Needs valgrind. The figures hold for one version of Rust and one of the C library: where either is
# another, agree on them anew from the commit before.
set -euo pipefail
binary=$(realpath "$1")
cd "$(dirname "$0")/.."
agreed=benches/instructions.txt
found=$(mktemp)
trap 'rm -f "$found"' EXIT
export RAYON_NUM_THREADS=1

while read -r scenario team; do
  counted=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null \
    "$binary" run "scenarios/$scenario.ron" --team "$team" --seed 7 --format json 2>&1 >/dev/null |
    sed -n 's/.*Collected : //p')
  echo "$scenario $team $((counted / 1000000))" >>"$found"
done <<'RUNS'
friday-lunchtime silent
friday-lunchtime typical
no-bloods typical
RUNS

if [ "${2:-}" = --agree ]; then
  {
    echo "# Millions of instructions of \`wardroom run\`, release build: scenario, team, count."
    cat "$found"
  } >"$agreed"
  cat "$agreed"
  exit 0
fi

worse=0
while read -r scenario team count; do
  before=$(awk -v s="$scenario" -v t="$team" '$1 == s && $2 == t { print $3 }' "$agreed")
  echo "$scenario $team: $count million instructions, $before agreed"
  if [ "$count" -gt $((before * 105 / 100)) ]; then worse=1; fi
done <"$found"
if [ "$worse" = 1 ]; then
  echo "that is over a twentieth more"
  exit 1
fi
