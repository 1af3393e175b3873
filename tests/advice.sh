#!/usr/bin/env bash
# Holds the advice on the shipped scenarios against tests/advice.txt: nothing new, and nothing listed
# that is gone. The starter has none.
#   tests/advice.sh PROGRAM
set -euo pipefail
cd "$(dirname "$0")/.."
wardroom=$1
said=$(mktemp)
trap 'rm -f "$said"' EXIT
for scenario in scenarios/*.ron; do
  "$wardroom" check --advice "$scenario" 2>&1 |
    sed -nE 's/^note\[([^]]+)\].*/\1/p; s/^ *--> ([^:]+):([0-9]+):.*/\1 \2/p' |
    while read -r code && read -r file line; do
      id=$(sed -n "${line}p" "scenarios/${file##*/}" | sed -E 's/[^"]*"([^"]*)".*/\1/')
      echo "$code ${file##*/} $id"
    done
done | sort >"$said"
if ! diff <(grep -v '^#' tests/advice.txt | sort) "$said"; then
  echo "the advice is no longer that of tests/advice.txt: take what is new (>), take off the list what is gone (<)"
  exit 1
fi
if "$wardroom" check --advice src/starter/exercise.ron 2>&1 | tee /dev/stderr | grep -q '^note\['; then
  echo "there is advice on the starter that was not taken"
  exit 1
fi
