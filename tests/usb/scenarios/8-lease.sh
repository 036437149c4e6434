# lab: -n 1
# A program that borrowed the port is killed in mid-lease, and so is the service: SMS works again within 5 s each time.
wait_for 20 '[ -c /dev/ttyUSB0 ]'; ident
configure 'modems = [ { id = sales, port = /dev/ttyUSB0 } ]'
service_start || return 1
within 90000 "the modem is ready" ready sales
cat > /data/borrower <<'EOF'
#!/bin/sh
echo $$ > /data/borrower.pid
exec sleep 3600 3<>$MODEM_PORT
EOF
chmod +x /data/borrower
say "=== the borrower is killed"
modemactors lease sales --config /data/modem-actors.conf --for 5m -- /data/borrower > /data/lease.log 2>&1 & LEASE=$!
within 90000 "the port is handed over" '[ -e /data/borrower.pid ]'
check "it is leased" '[ "$(state_of sales)" = leased ]'
check "and not held by the service" '! ls -l /proc/$SERVICE/fd | grep -q ttyUSB0'
ID=$(send +15557654321 "waits" sales)
kill -9 $(cat /data/borrower.pid) $LEASE
within 5000 "SMS works again" ready sales
within 5000 "and the message goes out" '[ "$(status_of '$ID')" = sent ]'
cat /data/lease.log > /dev/console
service_stop
verdict
