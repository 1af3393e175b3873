#!/usr/bin/env bash
# Fuzzes each target for some seconds: fuzz/run.sh [SECONDS [TARGET…]]
# New inputs go to a folder of their own (FOUND, else one that is thrown away): the corpus here stays
# small. What breaks a target is kept in fuzz/artifacts; JOBS is how many run at a time. How to run it for a
# night: docs/reliability.md.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-20}
shift || true

if ! command -v cargo-fuzz >/dev/null; then
  cargo install --quiet --locked --debug cargo-fuzz
  export PATH="$PATH:${CARGO_INSTALL_ROOT:-${CARGO_HOME:-$HOME/.cargo}}/bin"
fi
# With the toolchain at hand: counting what is reached is an option of every compiler, and only cargo-fuzz
# thinks that it needs another. Without the address sanitizer, which does; there is no unsafe code of ours.
export RUSTC_BOOTSTRAP=1 CARGO_INCREMENTAL=0
export target
target=$(cd fuzz && rustc -vV | sed -n 's/^host: //p')
build=${CARGO_TARGET_DIR:-$PWD/target}/fuzz
cargo fuzz build --sanitizer none --target-dir "$build"

[ $# -gt 0 ] || mapfile -t all < <(cargo fuzz list)
[ $# -gt 0 ] || set -- "${all[@]}"
if [ $# = 0 ]; then
  echo "there are no targets" >&2
  exit 1
fi
export build seconds found=${FOUND:-$(mktemp -d)}
[ -n "${FOUND:-}" ] || trap 'rm -rf "$found"' EXIT
fuzz() {
  set -euo pipefail
  case $1 in
  scenario | team) words=ron ;;
  record | shard | cexf | stix) words=json ;;
  pdf) words=pdf ;;
  *) words=lists ;;
  esac
  mkdir -p "$found/$1" "fuzz/artifacts/$1"
  # A second an input at most, and 256 MB; LIMIT_SECS where the machine is shared.
  "$build/$target/release/$1" "$found/$1" "fuzz/corpus/$1" \
    -dict="fuzz/dictionaries/$words.dict" -artifact_prefix="fuzz/artifacts/$1/" \
    -max_total_time="$seconds" -timeout="${LIMIT_SECS:-1}" -malloc_limit_mb=256 -rss_limit_mb=2048 \
    -print_final_stats=1 -verbosity=0 2>&1 |
    { grep -v '^INFO\|^Dictionary' || true; } | sed "s/^/$1: /"
}
export -f fuzz
echo "$# targets, $seconds s each, ${JOBS:-1} at a time"
# The shell that xargs starts puts the name in.
# shellcheck disable=SC2016
printf '%s\n' "$@" | xargs -P "${JOBS:-1}" -I '{}' bash -c 'fuzz "$1"' fuzz '{}'
