#!/usr/bin/env bash
# Runs a region's recipes: two servers by the lines of docs/region/wardroom@.service, of which one stands by,
# behind an nginx with docs/region/nginx.conf, with a PostgreSQL of its own. Devices join with curl through the
# proxy, one server is killed (-9), the other takes over behind the same proxy, and is killed in its turn.
#
#   tests/proxy.sh [PROGRAM]      target/release/wardroom if nothing is said; about half a minute
#
# Needs nginx, openssl, curl and PostgreSQL (Debian: nginx-light, openssl, curl, postgresql) on Linux, where every
# address of 127.0.0.0/8 is this machine's; without them it says so and ends well. Of the recipes it changes
# the addresses alone, and that nginx listens at LISTEN (8443) and keeps what it keeps in a temporary folder; no
# service, and nothing outside that folder, is touched. SCREENS (300) is how many screens have a stream open.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PATH:/usr/sbin:/sbin"
postgres=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
for it in nginx openssl curl "${postgres:-/usr/lib/postgresql}/initdb"; do
  if ! command -v "$it" >/dev/null; then
    echo "skipped: $it is not there"
    exit 0
  fi
done
program=$(realpath "${1:-target/release/wardroom}")
recipes=$(realpath docs/region)
LISTEN=${LISTEN:-8443}
SCREENS=${SCREENS:-300}
NAME=friday.region.example
SITE=https://$NAME
work=$(mktemp -d)
declare -A running=()
stop() {
  local status=$? it
  trap - EXIT INT TERM
  # Killed, nginx would leave its worker behind.
  if [ -n "${running[nginx]:-}" ]; then kill "${running[nginx]}" 2>/dev/null || true; fi
  unset "running[nginx]"
  for it in "${!running[@]}"; do kill -9 "${running[$it]}" 2>/dev/null || true; done
  if [ "$status" != 0 ]; then
    tail -n 8 "$work"/*.log 2>/dev/null >&2 || true
  fi
  # PostgreSQL's own processes end with their first; then nobody writes there any more.
  wait 2>/dev/null || true
  sleep 0.3
  rm -rf "$work"
  exit "$status"
}
trap stop EXIT
trap 'exit 1' INT TERM

complain() {
  echo "$1" >&2
  exit 1
}

now() { date +%s%3N; }

# until_so SECONDS WHAT COMMAND…: waits until the command says yes.
until_so() {
  local end=$(($(now) + $1 * 1000)) what=$2
  shift 2
  until "$@"; do
    if [ "$(now)" -ge "$end" ]; then complain "waited in vain: $what"; fi
    sleep 0.02
  done
}

# same WHAT IS SHOULD
same() { [ "$2" = "$3" ] || complain "$1: $2, and not $3"; }

# --- The database, as compose.yaml has it: no network, a socket in a folder, passwords there too.
password=serves
mkdir -p "$work/database"
echo owns >"$work/database/owner"
as=()
if [ "$(id -u)" = 0 ]; then
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
  chmod 711 "$work"
  chown -R postgres "$work/database"
fi
initdb_args=$(sed -n 's/^ *POSTGRES_INITDB_ARGS: //p' "$recipes/compose.yaml")
# shellcheck disable=SC2086
"${as[@]}" "$postgres/initdb" $initdb_args --auth-host=scram-sha-256 -U wardroom_owner --pwfile="$work/database/owner" \
  --no-sync -E UTF8 --locale C -D "$work/database/data" >"$work/initdb.log" 2>&1
"${as[@]}" "$postgres/postgres" -D "$work/database/data" -c listen_addresses= -c unix_socket_directories="$work/database" \
  >"$work/postgres.log" 2>&1 &
running[postgres]=$!
until_so 30 "PostgreSQL" "$postgres/pg_isready" -q -h "$work/database"
sql() { PGPASSWORD=owns "$postgres/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h "$work/database" -U wardroom_owner -d "$1" -c "$2"; }
sql postgres 'CREATE DATABASE wardroom' 2>"$work/psql.log"
sql wardroom "$(sed -n "s/^ *\(CREATE ROLE wardroom_server .*\)/\1/p" "$recipes/compose.yaml" | sed "s/\${SERVER_PASSWORD:?}/$password/")"
export WARDROOM_KEY=$work/signing-key
WARDROOM_RECORDS="postgres://wardroom_owner:owns@/wardroom?host=$work/database" \
  "$program" records --prepare --grant wardroom_server >"$work/prepare.log" 2>&1
export WARDROOM_RECORDS="postgres://wardroom_server:$password@/wardroom?host=$work/database"

# --- The proxy: the recipe with other addresses. Its temporary folders are its own.
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=The region" -keyout "$work/ca.key" -out "$work/ca.pem" 2>"$work/openssl.log"
openssl req -newkey rsa:2048 -nodes -subj "/CN=$NAME" -keyout "$work/proxy.key" -out "$work/proxy.csr" 2>>"$work/openssl.log"
openssl x509 -req -in "$work/proxy.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -days 2 \
  -extfile <(echo "subjectAltName=DNS:$NAME") -out "$work/proxy.crt" 2>>"$work/openssl.log"
mkdir "$work/nginx"
kept=
for it in client_body proxy fastcgi uwsgi scgi; do kept+="${it}_temp_path $work/nginx/$it; "; done
sed -e 's/172\.30\.0\.11/127.0.0.11/; s/172\.30\.0\.12/127.0.0.12/' -e "s/listen 443/listen 127.0.0.1:$LISTEN/" \
  -e "s|^http {|http { $kept|" "$recipes/nginx.conf" >"$work/nginx.conf"
nginx -p "$work" -c "$work/nginx.conf" -e "$work/nginx.log" -g "daemon off; pid $work/nginx.pid;" &
running[nginx]=$!

# --- Servers, each by the unit's own lines.
line() { sed -n "s|^$1=/bin/sh -c '\(.*\)'\$|\1|p" "$recipes/wardroom@.service" | sed 's/%i/friday/g; s/\$\$/$/g'; }
mkdir "$work/bin"
ln -s "$program" "$work/bin/wardroom"
scenario=$(realpath scenarios/friday-lunchtime.ron)

# serve NUMBER: the server at 127.0.0.1NUMBER; what it says goes to a new $said.
starts=0
serve() {
  starts=$((starts + 1))
  said=$work/server-$starts.log
  mkdir -p "$work/run-$1"
  (
    cd "$work/run-$1"
    export PATH="$work/bin:$PATH" SCENARIO="$scenario" ADDRESS="127.0.0.1$1" PORT=4170 PUBLIC="$SITE" PROXY=127.0.0.1
    sh -c "$(line ExecStartPre)"
    exec sh -c "$(line ExecStart)"
  ) >"$said" 2>&1 &
  running[server-$1]=$!
}

# killed NUMBER: by nothing that it could catch.
killed() {
  kill -9 "${running[server-$1]}"
  wait "${running[server-$1]}" 2>/dev/null || true
  unset "running[server-$1]"
}

says() { grep -qF -- "$1" "$said"; }

# types NUMBER LINE: as the unit says that the facilitator does.
types() { echo "$2" >"$work/run-$1/typed"; }

code() { sed -n "s/^ *$1 *\([A-Z0-9 ]*\)\$/\1/p" "$said" | tr -d ' '; }

# --- Devices: each with its address and its cookies.
# ask DEVICE PATH CURL’S ARGUMENTS…
ask() {
  local device=$1 path=$2
  shift 2
  curl --silent --max-time 10 --cacert "$work/ca.pem" --connect-to "$NAME:443:127.0.0.1:$LISTEN" --interface "$(address "$device")" \
    --cookie "$work/cookies-$device" --cookie-jar "$work/cookies-$device" "$@" "$SITE$path"
}
address() { echo "127.0.$((1 + $1 / 200)).$((1 + $1 % 200))"; }

# sent DEVICE PATH FORM: the status, and where it goes on.
sent() {
  ask "$1" "$2" --output /dev/null --write-out '%{http_code} %{redirect_url}' --header "Origin: $SITE" --data "$3"
}

status() { ask "$1" "$2" --output /dev/null --write-out '%{http_code}'; }

# chairs: the roles of the page, in its order.
chairs() { ask 1 "/j/$(code Players)" | grep -o "/j/$(code Players)/[a-z0-9-]*" | sed 's|.*/||' | awk '!seen[$0]++'; }

# joined DEVICE ROLE
joined() { same "device $1 joins as $2" "$(sent "$1" "/j/$(code Players)/$2" "name=&other=")" "303 $SITE/now"; }

# acknowledged DEVICE NUMBER TEXT: a line to the facilitator, taken and on disk.
acknowledged() {
  [ "$(sent "$1" /talk/facilitator "id=$(printf '%08x%08x' "$1" "$2")&text=$3")" = "303 $SITE/talk/facilitator" ] && echo "$3" >>"$work/acknowledged"
}
there() { [ "$(status 1 /)" = 200 ]; }

# --- Nobody is there yet.
until_so 10 "nginx" test -s "$work/nginx.pid"
same "with no server" "$(status 1 /)" 502
curl --silent --insecure --connect-to "monday.region.example:443:127.0.0.1:$LISTEN" https://monday.region.example/ >/dev/null \
  && complain "another name is answered"
same "another Host under the right name" "$(ask 1 / --write-out '%{http_code}' --header 'Host: monday.region.example' || true)" 000

serve 1
until_so 30 "the first server" says "starts the clock"
first=$said
serve 2
until_so 30 "the second stands by" says "Standing by"
said=$first
until_so 5 "the first server through the proxy" there

mapfile -t roles < <(chairs)
[ "${#roles[@]}" -ge 6 ] || complain "roles: ${roles[*]}"
for device in 1 2 3 4 5 6; do joined "$device" "${roles[device - 1]}"; done
grep -q '#HttpOnly_friday.region.example.FALSE./.TRUE.*__Host-wardroom' "$work/cookies-1" || complain "the cookie: $(cat "$work/cookies-1")"
echo "six devices joined through the proxy"

# --- Devices are told apart, and nobody can say that they are another.
ask 7 /see | grep -qF "$(address 7)" || complain "the test page shows another address"
for _ in 1 2 3 4 5; do same "a wrong code" "$(sent 7 / code=WRONG9)" "403 "; done
same "wrong codes, too many" "$(sent 7 / code=WRONG9)" "429 "
same "the same as another" "$(ask 7 / --output /dev/null --write-out '%{http_code}' -H "Origin: $SITE" -H "X-Forwarded-For: $(address 8)" --data code=WRONG9)" 429
same "a wrong code of another" "$(sent 8 / code=WRONG9)" "403 "
echo "wrong codes of one address close the door to that one"

# --- Streams: more than one address may have, at once, through the proxy.
screens=$(code Screens)
for n in $(seq 100 $((99 + SCREENS))); do
  same "screen $n joins" "$(sent "$n" "/j/$screens/screen" room=0)" "303 $SITE/room"
  cat >>"$work/streams" <<END
url = "$SITE/live"
cacert = "$work/ca.pem"
connect-to = "$NAME:443:127.0.0.1:$LISTEN"
interface = "$(address "$n")"
header = "Cookie: __Host-wardroom=$(awk '/__Host-wardroom/ { print $NF }' "$work/cookies-$n")"
output = "$work/live-$n"
silent
no-buffer
next
END
done
# The last has none after it.
sed -i '$d' "$work/streams"
curl --parallel --parallel-immediate --parallel-max 300 --no-progress-meter --config "$work/streams" >"$work/streams.log" 2>&1 &
running[streams]=$!
heard() { [ "$(cat "$work"/live-* 2>/dev/null | grep -c "\"state\":\"$1\"")" -ge "$SCREENS" ]; }
started() { [ "$(cat "$work"/live-* 2>/dev/null | grep -c '^event: clock')" -ge "$((SCREENS * $1))" ]; }
until_so 30 "the first word on every stream" started 1
at=$(now)
types 1 run
until_so 10 "a second word on every stream" started 2
took=$(($(now) - at))
[ "$took" -lt 2000 ] || complain "streams are buffered: $took ms"
echo "$SCREENS streams are open; that the clock runs was on all of them after $took ms"

# --- What is sent is taken, once.
for device in 1 2 3 4 5 6; do acknowledged "$device" 1 "before-$device" || complain "device $device is not heard"; done
until_so 5 "the facilitator is told" says before-6

# takes_over OLD NEW: the server is killed while everybody sends; the other has the exercise.
takes_over() {
  local device at senders=() took
  for device in 1 2 3 4 5 6; do
    (
      n=10
      while acknowledged "$device" $((n + $1 * 1000)) "killed-$1-$device-$n"; do
        n=$((n + 1))
        sleep 0.2
      done
    ) &
    senders+=($!)
  done
  sleep 1.$((RANDOM % 10))
  killed "$1"
  at=$(now)
  until_so 10 "the other server through the proxy" there
  took=$(($(now) - at))
  for it in "${senders[@]}"; do wait "$it" || true; done
  echo "server $1 killed; server $2 is there through the same proxy after $took ms"
}

second=$work/server-2.log
takes_over 1 2
said=$second
until_so 10 "the second server" says "goes on where it stood"
wait "${running[streams]}" 2>/dev/null || true
unset "running[streams]"
same "a cookie of before" "$(ask 1 /now --output /dev/null --write-out '%{http_code} %{redirect_url}')" "303 $SITE/"
for device in 1 2 3 4 5 6; do joined "$device" "${roles[device - 1]}"; done
types 2 run
for device in 1 2 3 4 5 6; do acknowledged "$device" 1 "after-$device" || complain "device $device is not heard again"; done
echo "six devices joined again with the new codes, and are heard"

serve 1
third=$said
until_so 30 "the first stands by" says "Standing by"
said=$second
takes_over 2 1
said=$third
until_so 10 "the first server again" says "goes on where it stood"
joined 1 "${roles[0]}"
acknowledged 1 1 "at-last" || complain "device 1 is not heard at last"

# --- Everything that was acknowledged stands in the record, once.
"$program" records --exercise friday -o "$work/record.jsonl" >"$work/records.log" 2>&1
"$program" replay "$work/record.jsonl" >"$work/replay.log" 2>&1 || complain "the record can't be played again"
sort "$work/acknowledged" >"$work/all"
grep -o '"text":"[a-z0-9-]*"' <(grep '"said"' "$work/record.jsonl") | sed 's/.*:"//; s/"//' | sort >"$work/recorded"
same "something stands there twice" "$(uniq -d "$work/recorded")" ""
same "what is lost" "$(comm -23 "$work/all" "$work/recorded")" ""
echo "all $(wc -l <"$work/all") lines that were acknowledged stand in the record, once; $(comm -13 "$work/all" "$work/recorded" | wc -l) more that were on their way"
types 1 stop
wait "${running[server-1]}" || complain "it does not stop well"
unset "running[server-1]"
echo "all as it should be"
