#!/bin/sh
# Sends a text message over HTTP and waits for what becomes of it.
#
#   ./send.sh +15551234567 "Hello from a shell"
#
# MODEMACTORS_URL      where the service is (http://127.0.0.1:5001)
# MODEMACTORS_API_KEY  a key of 'modemactors keys add NAME', if the service wants one
# WAIT                 seconds to wait for the outcome (60)
#
# Exit code 0: sent or delivered; 1: it will not be sent, or nobody knows; 2: wrong usage; 3: no outcome yet.
set -eu

[ $# -eq 2 ] || { echo "usage: $0 NUMBER TEXT" >&2; exit 2; }
url=${MODEMACTORS_URL:-http://127.0.0.1:5001}
key=${MODEMACTORS_API_KEY:-}
wait=${WAIT:-60}

# JSON wants quotes, backslashes and control characters escaped
json() {
    printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/	/\\t/g' | awk 'NR > 1 { printf "\\n" } { printf "%s", $0 }'
}

# a message's own field: those of its parts and of its timeline come before
field() {
    sed -n "s/.*\"$1\": *\"\{0,1\}\([^\",}]*\).*/\1/p" | tail -n 1
}

call() {
    if [ -n "$key" ]; then
        curl --silent --show-error --fail-with-body --max-time 30 -H "Authorization: Bearer $key" "$@"
    else
        curl --silent --show-error --fail-with-body --max-time 30 "$@"
    fi
}

# The same key never queues a second message: curl may try again as often as it likes.
once="$(date +%s)-$$"
answer=$(call --retry 3 --retry-connrefused -X POST "$url/v1/messages" \
    -H 'Content-Type: application/json' -H "Idempotency-Key: $once" \
    -d "{\"phone_number\": \"$(json "$1")\", \"content\": \"$(json "$2")\"}") || { echo "$answer" >&2; exit 1; }
id=$(printf '%s' "$answer" | field id)
echo "message $id queued"

end=$(($(date +%s) + wait))
while [ "$(date +%s)" -lt "$end" ]; do
    status=$(call "$url/v1/messages/$id" | field status)
    case $status in
        queued | sending) sleep 1 ;;
        sent | delivered) echo "message $id $status"; exit 0 ;;
        *) echo "message $id $status" >&2; exit 1 ;;
    esac
done
echo "message $id is still $status" >&2
exit 3
