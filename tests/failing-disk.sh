#!/usr/bin/env bash
# Fails each system call that writes, one after the other, under the program, and looks whether
# what is left is whole or nothing. Needs strace. `cargo test` does it for some commands.
# Usage: tests/failing-disk.sh [PROGRAM [COMMAND…]]     without a command: all
set -u
program=$(realpath "${1:-target/debug/wardroom}")
shift || true
commands=" $* "
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

# Whether a command is to be tried.
wanted() { [ "$commands" = "  " ] || [[ $commands = *" $1 "* ]]; }

# try NAME FOLDER-THAT-IS-MADE COMMAND…: with each call failed once. (What balance and study
# keep is meant to stay: the next run goes on from there.)
try() {
    local name=$1 made=$2
    shift 2
    wanted "$name" || return
    local call error n code
    for call in write:ENOSPC fsync:EIO fdatasync:EIO rename:EIO mkdir:ENOSPC ftruncate:EIO flock:ENOLCK fchmod:EPERM; do
        error=${call#*:}
        call=${call%:*}
        for n in $(seq 1 60); do
            rm -rf "$made"
            strace -f -qq --seccomp-bpf -o trace -e trace="$call" -e inject="$call:error=$error:when=$n" "$program" "$@" >out 2>err
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

# over NAME FILE COMMAND…: a file that is whole is written anew. Whatever fails, it is what it was or
# what it is to be, and that it is done is said of the latter alone.
over() {
    local name=$1 file=$2
    shift 2
    wanted "$name" || return
    local call error n code was
    cp "$file" before
    "$program" "$@" >/dev/null 2>err || { complain "$name: it can't be tried: $(tail -1 err)"; return; }
    cp "$file" after
    cmp -s before after && { complain "$name: it changes nothing"; return; }
    for call in openat:EMFILE write:ENOSPC fsync:EIO fdatasync:EIO rename:EIO ftruncate:EIO flock:ENOLCK fchmod:EPERM lseek:EIO; do
        error=${call#*:}
        call=${call%:*}
        # What a program opens before it does anything is the loader's.
        for n in $(seq 1 60); do
            cp before "$file"
            strace -f -qq --seccomp-bpf -o trace -P "$file" -P "$(dirname "$file")" -e trace="$call" -e inject="$call:error=$error:when=$n" "$program" "$@" >out 2>err
            code=$?
            grep -q INJECTED trace || break
            tried=$((tried + 1))
            local what="$name, $call $n of $file fails with $error (exit $code)"
            [ "$code" -le 2 ] || complain "$what: it crashed: $(tail -1 err)"
            find . -name '.wardroom-*' -delete
            if same "$file" before; then was=old; elif same "$file" after; then was=new; else was=torn; fi
            [ "$was" != torn ] || complain "$what: what stood there is destroyed"
            [ "$code" != 0 ] || [ "$was" = new ] || complain "$what: it is called done, and is not"
        done
    done
}

# Whether a file is another, but for what hangs on the clock: of a record, its commands.
same() {
    case $1 in
    *.jsonl)
        "$program" verify "$1" >/dev/null 2>&1 || [ $? = 1 ] || return 1
        "$program" replay "$1" >/dev/null 2>&1 || return 1
        [ "$(grep -c '"kind":"command"' "$1")" = "$(grep -c '"kind":"command"' "$2")" ]
        ;;
    *) cmp -s "$1" "$2" ;;
    esac
}

try new made new made
try run made run ex/exercise.ron --team slow -o made
"$program" run ex/exercise.ron --team slow -o kept --no-report >/dev/null 2>&1 || exit 2
try report made.html report kept/record.jsonl -o made.html
try print made print ex/exercise.ron -o made
try balance made balance ex/exercise.ron --runs 1 --no-search --no-values --threads 1 --keep made
try study made study ex/exercise.ron --runs 1 --no-search --no-values --adversary 0 --parts 1 --threads 1 -o made
"$program" needs --form kept/record.jsonl -o form.csv || exit 2
printf "%s\n" "Nurse,,4,4,3,3,5,4,3,training,3,training,4,practice,All,Phones,Ring" >rows
{ head -1 form.csv; cat rows; } >answers.csv
cp kept/record.jsonl amended.jsonl
over needs amended.jsonl needs amended.jsonl --import answers.csv
"$program" msel export ex/exercise.ron -o events.csv || exit 2
sed -i '2,$s/[Pp]hone/telephone/' events.csv
over msel ex/exercise.ron msel import events.csv --into ex/exercise.ron --write
printf 'Name,Operating system,Location\nPC1,Windows 7,Ward\nPC2,Windows 10,Ward\n' >assets.csv
try estate made.ron estate --assets assets.csv -o made.ron
echo old >page.html
over report-over page.html report kept/record.jsonl -o page.html
try packs made packs ex/exercise.ron -o made
try evidence made evidence kept/record.jsonl -o made
echo "$tried failures tried, $wrong told wrongly"
[ "$wrong" = 0 ]
