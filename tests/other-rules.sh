#!/usr/bin/env bash
# A record that these rules played gives the same report, byte for byte, in a program whose rules are
# others: the same program built with the feature other-rules, in which the version is one higher and
# screens beside paper help less. Only the line that says so is more.
#   tests/other-rules.sh PROGRAM OTHER-PROGRAM
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "$1")
other=$(realpath "$2")
at=$(mktemp -d)
trap 'rm -rf "$at"' EXIT
export WARDROOM_KEY="$at/key"

"$program" run scenarios/friday-lunchtime.ron --team typical --seed 7 -o "$at/out" --no-report 2>/dev/null >"$at/own"
if "$other" run scenarios/friday-lunchtime.ron --team typical --seed 7 --format json 2>/dev/null | cmp -s - "$at/out/summary.json"; then
  echo "the other rules are not other"
  exit 1
fi
record="$at/out/record.jsonl"
if "$other" replay "$record" 2>"$at/why"; then
  echo "other rules played the record again"
  exit 1
fi
grep -Eq "rules version [0-9]+" "$at/why"
if "$other" what-if "$record" --list 2>/dev/null; then
  echo "other rules were asked what if"
  exit 1
fi
"$other" verify "$record" >/dev/null

remark='Played by rules version [0-9]+ \([^)]*\); told from what was sealed at ENDEX.'
for to in html md json csv docx pdf; do
  "$program" report "$record" --format "$to" -o "$at/one.$to" 2>/dev/null
  "$other" report "$record" --format "$to" -o "$at/two.$to" 2>/dev/null
done
same() {
  if ! cmp -s "$1" "$2"; then
    echo "$3 differs"
    diff "$1" "$2" | head -20
    exit 1
  fi
}
for to in json csv; do
  same "$at/one.$to" "$at/two.$to" "$to"
done
# The remark alone is more; a page is one line, so it is cut at its marks first.
grep -q "told from what was sealed" "$at/two.html"
for to in html md; do
  { sed -e 's/></>\n</g' "$at/one.$to"; echo; } >"$at/one"
  { sed -e 's/></>\n</g' "$at/two.$to"; echo; } | grep -Ev "$remark" >"$at/two"
  diff "$at/one" "$at/two" | grep -E '^[<>]' | grep -Ev '^[<>] *$' >"$at/more" || true
  if [ -s "$at/more" ]; then
    echo "$to differs"
    head -20 "$at/more"
    exit 1
  fi
done
"$program" register "$at" >"$at/one"
"$other" register "$at" | grep -Ev "Played by rules version" >"$at/two"
same "$at/one" "$at/two" "the register"
"$program" needs "$record" >"$at/one"
"$other" needs "$record" >"$at/two"
same "$at/one" "$at/two" "needs"
echo "a report outlives its rules"
