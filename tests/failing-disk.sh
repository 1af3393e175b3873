#!/usr/bin/env bash
# Fails each system call that writes, one after the other, under the program, and looks whether
# what is left is whole or nothing. Needs strace; not a part of `cargo test`.
# Usage: tests/failing-disk.sh [PROGRAM]
set -u
program=$(realpath "${1:-target/debug/wardroom}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
"$program" new ex >/dev/null || exit 2
tried=0
wrong=0

complain() {
    echo "$1"
    wrong=$((wrong + 1))
}

# try NAME FOLDER-THAT-IS-MADE COMMAND…: with each call failed once. (What balance and study
# keep is meant to stay: the next run goes on from there.)
try() {
    local name=$1 made=$2
    shift 2
    local call error n code
    for call in write:ENOSPC fsync:EIO fdatasync:EIO rename:EIO mkdir:ENOSPC ftruncate:EIO flock:ENOLCK fchmod:EPERM; do
        error=${call#*:}
        call=${call%:*}
        for n in $(seq 1 60); do
            rm -rf "$made"
            strace -f -qq -o trace -e trace="$call" -e inject="$call:error=$error:when=$n" "$program" "$@" >out 2>err
            code=$?
            grep -q INJECTED trace || break
            tried=$((tried + 1))
            local what="$name, $call $n fails with $error (exit $code)"
            [ "$code" -le 2 ] || complain "$what: it crashed: $(tail -1 err)"
            if [ -n "$(find . -name '.wardroom-*')" ]; then
                complain "$what: a temporary file is left"
                find . -name '.wardroom-*' -delete
            fi
            if [ "$code" = 2 ] && [ "$call" != write ]; then
                [ -e "$made" ] && [ "$name" != report ] && [ "$name" != balance ] && [ "$name" != study ] && complain "$what: something is left: $(ls -R "$made" | tr '\n' ' ')"
            fi
            if [ "$name" = run ]; then
                if [ "$code" = 0 ] && ! "$program" replay "$made/record.jsonl" >/dev/null 2>&1; then
                    complain "$what: it is called done, and its record is not whole"
                fi
                if [ "$code" = 2 ] && [ -e "$made/record.jsonl" ] && ! "$program" replay "$made/record.jsonl" >/dev/null 2>&1; then
                    complain "$what: half a record is left"
                fi
            fi
            if [ "$code" = 2 ] && ! { [ "$call" = write ] && [ -e "$made" ]; }; then
                "$program" "$@" >/dev/null 2>err || complain "$what: the next try is refused: $(tail -1 err)"
            fi
        done
    done
}

try new made new made
try run made run ex/exercise.ron --team slow -o made
"$program" run ex/exercise.ron --team slow -o kept --no-report >/dev/null 2>&1 || exit 2
try report made.html report kept/record.jsonl -o made.html
try print made print ex/exercise.ron -o made
try balance made balance ex/exercise.ron --runs 1 --no-search --no-values --threads 1 --keep made
try study made study ex/exercise.ron --runs 1 --no-search --no-values --adversary 0 --parts 1 --threads 1 -o made
echo "$tried failures tried, $wrong told wrongly"
[ "$wrong" = 0 ]
