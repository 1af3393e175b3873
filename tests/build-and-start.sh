#!/usr/bin/env bash
# What somebody waits for before the first exercise: builds from an empty folder, how large the programs
# are, and how long the window takes to its first picture. Prints a table for docs/performance.md.
#
#   tests/build-and-start.sh           the programs and pictures that are built already, in target/ or
#                                      $CARGO_TARGET_DIR; what is missing is left out
#   tests/build-and-start.sh --empty   first the builds, each in an empty folder of its own that is
#                                      removed again; takes a quarter of an hour, and room for 6 GB
#
# The window needs Xvfb and a Vulkan driver; without them its row is left out.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
work=$(mktemp -d)
display=
window=
stop() {
  for it in "$window" "$display"; do
    if [ -n "$it" ]; then kill "$it" 2>/dev/null || true; fi
  done
  rm -rf "$work"
}
trap stop EXIT
TIMEFORMAT='%R %U %S'

# built WHAT ARGUMENTS…: cargo with these arguments, from an empty folder.
built() {
  local what=$1 clock user system
  shift
  { time CARGO_TARGET_DIR="$work/target" cargo "$@" >"$work/out" 2>&1; } 2>"$work/time" || {
    tail -n 20 "$work/out" >&2
    echo "$what: the build failed" >&2
    exit 1
  }
  read -r clock user system <"$work/time"
  echo "| $what, from an empty folder: \`cargo $*\` | $clock s, $(echo "$user $system" | awk '{ print $1 + $2 }') s of processor time |"
  rm -rf "$work/target"
}

# size WHAT FILE: of a program, and without its names and lines.
size() {
  if [ -f "$2" ]; then
    strip -o "$work/stripped" "$2"
    echo "| $1: size, and stripped | $(stat -c %s "$2" | mb) and $(stat -c %s "$work/stripped" | mb) MB |"
  fi
}

mb() { awk '{ printf "%.1f", $1 / 1e6 }'; }

# middle COMMAND…: of eleven times, in milliseconds.
middle() {
  for _ in 1 2 3 4 5 6 7 8 9 10 11; do
    { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print $1 * 1000 }'
  done | sort -n | sed -n 6p
}

# How long a program takes until the picture of the home screen is on disk, in seconds.
first_picture() {
  local begun
  begun=$(date +%s.%N)
  DISPLAY=":$1" "$2" "$work/pictures" >"$work/out" 2>&1 &
  window=$!
  while [ ! -s "$work/pictures/01-home.png" ]; do
    if ! kill -0 "$window" 2>/dev/null; then
      window=
      tail -n 5 "$work/out" >&2
      return 1
    fi
    sleep 0.01
  done
  echo "$begun $(date +%s.%N)" | awk '{ printf "%.2f", $2 - $1 }' >"$work/taken"
  kill "$window"
  wait "$window" 2>/dev/null || true
  window=
  rm -rf "$work/pictures"
}

sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null | head -n 1
echo "$(nproc) cores, $(rustc --version)"
echo
echo "| What | Figure |"
echo "|---|---|"
if [ "${1:-}" = --empty ]; then
  cargo fetch --quiet
  built "The program, as \`cargo run\` builds it" build
  built "The core, as released" build --release -p wardroom-core
  built "The program without a window, as released" build --release --no-default-features
  built "The core and its tests" test -p wardroom-core --no-run
fi
size "The program with its window, dev profile" "$target/debug/wardroom"
size "The program, release profile" "$target/release/wardroom"
for profile in debug release; do
  program=$target/$profile/wardroom
  if [ -f "$program" ]; then
    echo "| Start and end, $profile: \`wardroom --version\` | $(middle "$program" --version) ms |"
  fi
done
pictures=$target/debug/examples/pictures
if [ -f "$pictures" ] && command -v Xvfb >/dev/null; then
  Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
  display=$!
  while [ ! -s "$work/display" ]; do sleep 0.05; done
  # The first time the files come from the disk.
  taken=()
  for _ in 1 2 3 4 5 6; do
    first_picture "$(cat "$work/display")" "$pictures" || break
    taken+=("$(cat "$work/taken")")
  done
  if [ "${#taken[@]}" = 6 ]; then
    warm=$(printf '%s\n' "${taken[@]:1}" | sort -n | sed -n 3p)
    echo "| The window, dev profile, from start until the first picture of the home screen is on disk (12 frames after it appears): at first, and the middle of five more | ${taken[0]} and $warm s |"
  fi
fi
