#!/bin/sh
# Balances a scenario in parts with GNU parallel, and puts the parts together. Killed, it is started again
# as it was.
#   SCENARIO=exercise.ron SEEDS=2000 PARTS=16 OUT=out sh parallel.sh
# To use other machines too, name them in PARALLEL_ARGS, e.g. PARALLEL_ARGS="--sshlogin a,b,:",
# where each has the program in its path and sees this folder under the same name.
set -eu
: "${SCENARIO:?the scenario file}" "${SEEDS:=400}" "${PARTS:=8}" "${OUT:=balance}"
: "${WARDROOM:=wardroom}" "${BALANCE_ARGS:=}" "${PARALLEL_ARGS:=}"
mkdir -p "$OUT"
# One thread a part: parallel keeps every core busy. By ssh a part begins in the home folder: --workdir
# takes it here.
seq 0 $((PARTS - 1)) | parallel --will-cite --quote --workdir . $PARALLEL_ARGS \
  "$WARDROOM" balance "$SCENARIO" --runs "$SEEDS" --threads 1 $BALANCE_ARGS --shard "{}/$PARTS" -o "$OUT/part-{}.jsonl"
"$WARDROOM" balance "$SCENARIO" --merge "$OUT"/part-*.jsonl --format html -o "$OUT/balance.html"
"$WARDROOM" balance "$SCENARIO" --merge "$OUT"/part-*.jsonl --format json -o "$OUT/balance.json"
