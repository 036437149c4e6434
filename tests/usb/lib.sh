# Functions for the scenarios of ModemActors (busybox sh, inside the guest); /guest-lib.sh of the lab is loaded before.
API=http://127.0.0.1:5001
FAILED=0
mkdir -p /data

# configure 'modems = [ … ]' [MORE HOCON]
configure() {
  mkdir -p /data
  cat > /data/modem-actors.conf <<EOF
modem-actors {
  node = lab
  store { connection = "Data Source=/data/store.db" }
  log { directory = "", level = ${LOG_LEVEL:-debug} }
  health { check-interval = 5s }
  $1
  $2
}
EOF
}

# the service in the background; its log is /data/log, warnings and worse go to the console too
service_start() {
  modemactors run --config /data/modem-actors.conf >> /data/log 2>&1 & SERVICE=$!
  say "service starts, pid $SERVICE"
  wait_for 120 'wget -q -O /dev/null $API/health/live' || { tail -40 /data/log > /dev/console; return 1; }
  say "service is up"
}
# SIGTERM; sets STOP_MS to the milliseconds that it took
service_stop() {
  local a=$(up); kill $SERVICE; wait $SERVICE; local rc=$?
  STOP_MS=$(awk "BEGIN { printf \"%d\", ($(up) - $a) * 1000 }"); say "service ended with $rc after $STOP_MS ms"; return $rc
}
modem() { wget -q -O - $API/v1/modems/$1; }
# field NAME < JSON: a text or a number
field() { sed -n "s/.*\"$1\": *\"\{0,1\}\([^\",}]*\).*/\1/p" | head -1; }
state_of() { modem $1 | field state; }
ready() { [ "$(state_of $1)" = ready ]; }
port_in_use() { modem $1 | field opened_port; }
imei_of() { modem $1 | field imei; }
# send NUMBER TEXT [MODEM]: prints the message's id
send() { wget -q -O - --header 'Content-Type: application/json' --post-data "{\"phone_number\":\"$1\",\"content\":\"$2\"${3:+,\"modem\":\"$3\"}}" $API/v1/messages | field id; }
status_of() { wget -q -O - $API/v1/messages/$1 | field status; }
# sends NUMBER TEXT MODEM [SECONDS]: it is on air within that time
sends() { local id=$(send "$1" "$2" $3); wait_for ${4:-30} "[ \"\$(status_of $id)\" = sent ]" && say "message $id '$2' went out by $3"; }
# check WORDS CONDITION…
check() { local words="$1"; shift; if eval "$@"; then say "ok: $words"; else say "FAILED: $words ($*)"; FAILED=$((FAILED + 1)); fi; }
now_ms() { awk '{ printf "%d", $1 * 1000 }' /proc/uptime; }
# within MS WORDS CONDITION…: how long it takes
within() {
  local limit=$1 words="$2" a=$(now_ms); shift 2
  while ! eval "$@" >/dev/null 2>&1; do [ $(($(now_ms) - a)) -gt $limit ] && { say "FAILED: $words within $limit ms ($*)"; FAILED=$((FAILED + 1)); return 1; }; usleep 50000; done
  say "ok: $words after $(($(now_ms) - a)) ms (limit $limit)"
}
logged() { grep -q "$@" /data/log; }
# verdict: the scenario's exit code; what the service said on failure
verdict() {
  [ $FAILED = 0 ] && { say "PASSED"; return 0; }
  say "$FAILED checks failed; the service's last words:"; tail -${1:-60} /data/log > /dev/console
  return 1
}

# in the guest: simulated modems behind gadget ports. simulators COUNT: /sim/modem1 …
simulators() { modemactors simulate --count $1 --dir /sim > /data/simulators.log 2>&1 & SIMULATORS=$!; wait_for 120 "[ -e /sim/modem$1 ]"; }
# attach GS_NUMBER MODEM_NUMBER: /dev/ttyGS0 is the modem's port from now on; detach GS_NUMBER: nobody reads or writes there any more
attach() {
  rm -f /tmp/detached.$1
  (
    while [ ! -e /tmp/detached.$1 ]; do
      stty -F /dev/ttyGS$1 raw -echo 2>/dev/null
      cat /dev/ttyGS$1 > /sim/modem$2 & echo $! > /tmp/attached.$1.in
      cat /sim/modem$2 > /dev/ttyGS$1 & echo $! > /tmp/attached.$1.out
      wait $(cat /tmp/attached.$1.in); kill $(cat /tmp/attached.$1.out) 2>/dev/null; usleep 50000
    done
  ) 2>/dev/null &
}
detach() { touch /tmp/detached.$1; kill $(cat /tmp/attached.$1.in /tmp/attached.$1.out) 2>/dev/null; usleep 200000; }
