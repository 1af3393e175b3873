#!/usr/bin/env bash
# Plays a study and a balance run through docs/cluster/study.sbatch and slurm.sbatch under a real Slurm,
# kills tasks in the middle, submits again, and holds what comes out against one process, byte for byte.
#
#   tests/slurm.sh [PROGRAM]      target/release/wardroom if nothing is said; under a minute
#
# Needs slurmctld, slurmd, sbatch and munged (Debian: slurm-wlm, munge); without them it says so and ends
# well. Where no cluster answers, one of this machine alone is set up in a temporary folder and stopped
# again, as whoever starts this; no service, and nothing outside that folder, is touched. Where one answers it is used: TMPDIR must
# then be a folder that its machines share. SEEDS (600) is how many seeds of "Clean but dark" are played;
# PARTITION, if not the cluster's own is meant.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PATH:/usr/sbin:/sbin"
for it in slurmctld slurmd sbatch munged; do
  if ! command -v "$it" >/dev/null; then
    echo "skipped: $it is not there"
    exit 0
  fi
done
WARDROOM=$(realpath "${1:-target/release/wardroom}")
SCENARIO=$(realpath scenarios/clean-but-dark.ron)
recipes=$(realpath docs/cluster)
SEEDS=${SEEDS:-600}
scenario_name=$(basename "$SCENARIO" .ron)
work=$(mktemp -d)
daemons=()
stop() {
  local status=$? pid
  trap - EXIT INT TERM
  if [ -n "${SLURM_CONF:-}" ] && [ "${#daemons[@]}" -gt 0 ]; then
    scancel --quiet --full --signal=KILL --user="$(id -un)" 2>/dev/null || true
    sleep 1
  fi
  for pid in "${daemons[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${daemons[@]}"; do wait "$pid" 2>/dev/null || true; done
  if [ "$status" != 0 ]; then
    tail -n 5 "$work"/*.log "$work"/*.out 2>/dev/null >&2 || true
  fi
  rm -rf "$work"
  exit "$status"
}
trap stop EXIT
trap 'exit 1' INT TERM

complain() {
  echo "$1" >&2
  exit 1
}

# until_so SECONDS WHAT COMMAND…: waits until the command says yes.
until_so() {
  local left=$(($1 * 10)) what=$2
  shift 2
  until "$@"; do
    left=$((left - 1))
    if [ "$left" -le 0 ]; then complain "waited in vain: $what"; fi
    sleep 0.1
  done
}

# A cluster of this machine alone: munge's key and socket, the state, the spool and the logs all in $work.
set_up() {
  local me host
  me=$(id -un)
  host=$(hostname -s)
  mkdir -p "$work/munge" "$work/state" "$work/spool"
  (umask 077 && head -c 128 /dev/urandom >"$work/munge/key")
  cat >"$work/slurm.conf" <<END
ClusterName=rehearsal
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=26817
SlurmdPort=26818
SlurmUser=$me
SlurmdUser=$me
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket,cred_expire=5
CryptoType=crypto/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SchedulerParameters=sched_interval=1,batch_sched_delay=1
ReturnToService=2
MinJobAge=300
KillWait=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=2048 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
  export SLURM_CONF=$work/slurm.conf
  munged --foreground --force --key-file="$work/munge/key" --socket="$work/munge/socket" \
    --pid-file="$work/munge/pid" --log-file="$work/munge.log" --seed-file="$work/munge/seed" \
    >"$work/munged.out" 2>&1 &
  daemons+=($!)
  until_so 20 "munge" test -S "$work/munge/socket"
  slurmctld -D -f "$SLURM_CONF" >"$work/slurmctld.out" 2>&1 &
  daemons+=($!)
  slurmd -D -N "$host" -f "$SLURM_CONF" >"$work/slurmd.out" 2>&1 &
  daemons+=($!)
  until_so 60 "a node that is idle" idle
}

idle() { sinfo --noheader --format=%t 2>/dev/null | grep -qx idle; }

# submitted RECIPE ARGUMENTS…: the job's number. One core and little memory a task, so that several run
# side by side on a small machine.
submitted() {
  local recipe=$1
  shift
  sbatch --parsable --export=ALL --cpus-per-task=1 --mem=256M --chdir="$work" --output="$work/%A_%a.out" \
    ${PARTITION:+--partition="$PARTITION"} "$@" "$recipes/$recipe" | cut -d';' -f1
}

# state JOB: of each of its tasks, a line.
state() { scontrol --oneliner show job "$1" 2>/dev/null | sed -n 's/.* JobState=\([A-Z_]*\).*/\1/p'; }

over() { ! state "$1" | grep -qE 'PENDING|RUNNING|COMPLETING|CONFIGURING|SUSPENDED|REQUEUED'; }

runs() { state "$1" | grep -qx RUNNING; }

# ended_well JOB: all its tasks, and each had the end that it should.
ended_well() {
  until_so 300 "job $1" over "$1"
  local found
  found=$(state "$1" | sort | uniq -c | awk '{ printf "%s%s %s", sep, $1, $2; sep = ", " }')
  [ "$(state "$1" | sort -u)" = COMPLETED ] || complain "job $1 ended so: $found"
  echo "  job $1: $found"
}

# played FOLDER: how many results its parts hold.
played() { cat "$1"/*.jsonl 2>/dev/null | grep -c '"result"' || true; }

more_than() { [ "$(played "$1")" -gt "$2" ]; }

# same FOLDER: as a single process's study.
same() {
  local file
  for file in balance.json balance.html runs.parquet tasks.parquet messages.parquet options.parquet cards.parquet; do
    cmp "$work/alone/$scenario_name/$file" "$1/$scenario_name/$file" || complain "$1 is not as one process makes it"
  done
  echo "  the same, byte for byte, as one process: balance.json, balance.html and five tables"
}

if scontrol ping 2>/dev/null | grep -q 'UP'; then
  echo "Slurm: the cluster that answers, $(sinfo --version)"
else
  set_up
  echo "Slurm: a cluster of this machine alone, $(nproc) cores, $(sinfo --version)"
fi

export WARDROOM SEEDS SCENARIO
export SCENARIOS=$SCENARIO STUDY_ARGS="--no-search --no-values --adversary 20" BALANCE_ARGS="--no-search --no-values"
# shellcheck disable=SC2086
"$WARDROOM" study "$SCENARIO" --runs "$SEEDS" $STUDY_ARGS -o "$work/alone" >"$work/alone.out" 2>&1
# shellcheck disable=SC2086
"$WARDROOM" balance "$SCENARIO" --runs "$SEEDS" $BALANCE_ARGS --format json -o "$work/alone.json" >>"$work/alone.out" 2>&1

echo "study.sbatch, four tasks in one folder; one killed, then all; submitted again"
export OUT=$work/study
job=$(submitted study.sbatch --array=0-3)
until_so 60 "the first results" more_than "$OUT/$scenario_name" $((SEEDS / 20))
scancel --full --signal=KILL "${job}_0"
killed_at=$(played "$OUT/$scenario_name")
until_so 60 "others go on after a kill" more_than "$OUT/$scenario_name" $((killed_at + SEEDS / 20))
scancel "$job"
until_so 60 "job $job" over "$job"
left=$(played "$OUT/$scenario_name")
[ "$left" -lt "$SEEDS" ] || complain "it was done before it was killed: more SEEDS are needed"
echo "  job $job: task 0 killed after $killed_at results, all cancelled after $left of $SEEDS"
job=$(submitted study.sbatch --array=0-3)
ended_well "$job"
same "$OUT"

echo "study.sbatch, a running task put back into the queue by the cluster"
export OUT=$work/requeued
job=$(submitted study.sbatch --array=0-1)
until_so 60 "the first results" more_than "$OUT/$scenario_name" $((SEEDS / 20))
scontrol requeue "${job}_0"
ended_well "$job"
restarts=$(scontrol --oneliner show job "${job}_0" | sed -n 's/.* Restarts=\([0-9]*\).*/\1/p')
[ "$restarts" = 1 ] || complain "task 0 was not put back: $restarts"
same "$OUT"

echo "study.sbatch with SHARDS, as without locks; one share killed and submitted again by itself"
export OUT=$work/shared SHARDS=4
job=$(submitted study.sbatch --array=0-3)
until_so 60 "the first results" more_than "$OUT/$scenario_name" $((SEEDS / 20))
scancel --full --signal=KILL "${job}_1"
until_so 300 "job $job" over "$job"
left=$(played "$OUT/$scenario_name")
[ "$left" -lt "$SEEDS" ] || complain "it was done before it was killed: more SEEDS are needed"
echo "  job $job: task 1 killed, the others to the end: $left of $SEEDS results"
job=$(submitted study.sbatch --array=1)
ended_well "$job"
# shellcheck disable=SC2086
"$WARDROOM" study "$SCENARIO" --runs "$SEEDS" $STUDY_ARGS -o "$OUT" >"$work/shared.out" 2>&1
same "$OUT"

echo "slurm.sbatch, four parts of a balance run; one killed and submitted again by itself"
export OUT=$work/balance PARTS=4
job=$(submitted slurm.sbatch --array=0-3)
until_so 60 "the first results" more_than "$OUT" $((SEEDS / 20))
scancel --full --signal=KILL "${job}_1"
until_so 300 "job $job" over "$job"
left=$(played "$OUT")
[ "$left" -lt "$SEEDS" ] || complain "it was done before it was killed: more SEEDS are needed"
"$WARDROOM" balance "$SCENARIO" --merge "$OUT"/part-*.jsonl --format json -o "$work/early.json" >"$work/early.out" 2>&1
grep -q "over $left seeds of $SEEDS" "$work/early.json" || complain "seeds are missing, and it is not said"
echo "  job $job: task 1 killed, the others to the end: $left of $SEEDS results, and put together it says so"
job=$(submitted slurm.sbatch --array=1)
ended_well "$job"
"$WARDROOM" balance "$SCENARIO" --merge "$OUT"/part-*.jsonl --format json -o "$work/balance.json" >"$work/balance.out" 2>&1
cmp "$work/alone.json" "$work/balance.json" || complain "the parts together are not as one process's run"
echo "  the same, byte for byte, as one process: the figures as JSON"
echo "all as it should be"
