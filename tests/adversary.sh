#!/usr/bin/env bash
# Lets the adversary of the score loose on every shipped scenario: 2,000 scripts drawn at random and
# 200 searched ones, over four seeds. It takes about half an hour on two cores, so it is no part of
# the daily tests. It fails where the score can be gamed, or where score and patients agree in rank
# to less than 0.8. Say here for which commit it last passed:
#   (not yet)
set -euo pipefail
cd "$(dirname "$0")/.."
wardroom=${1:-target/release/wardroom}
status=0
for scenario in scenarios/*.ron; do
  told=$("$wardroom" balance "$scenario" --seeds 4 --no-search --no-values --adversary 500 --format json)
  python3 - "$scenario" "$told" <<'PY' || status=1
import json, sys
found = json.loads(sys.argv[2])
adversary = found["adversary"]
print(f'{sys.argv[1]}: {found["verdict"]}, {adversary["tried"]} scripts, nearest {adversary["over"]}, agreement {adversary["agreement"]:.3f}')
sys.exit(found["verdict"] == "gamed" or adversary["agreement"] < 0.8)
PY
done
exit $status
