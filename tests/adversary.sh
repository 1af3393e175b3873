#!/usr/bin/env bash
# Lets the adversary of the score loose on every shipped scenario: 2,000 scripts drawn at random and
# 200 searched ones, over four seeds; about five minutes on two cores. It fails where the score can be
# gamed, or where score and patients agree in rank to less than 0.8.
#   tests/adversary.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
wardroom=${1:-target/release/wardroom}
status=0
for scenario in scenarios/*.ron; do
  told=$("$wardroom" balance "$scenario" --runs 4 --no-search --no-values --adversary 500 --format json)
  said() { grep -oE "\"$1\":[^,}]+" <<<"$told" | head -1 | sed -E 's/^[^:]*: *"?//; s/"$//'; }
  verdict=$(said verdict)
  agreement=$(said agreement)
  echo "$scenario: $verdict, $(said tried) scripts, nearest $(said over), agreement $agreement"
  if [ "$verdict" = gamed ] || [ -z "$agreement" ] || awk "BEGIN { exit !($agreement < 0.8) }"; then
    status=1
  fi
done
exit $status
