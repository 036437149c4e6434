# lab: -n 1
# A program that borrowed the port is killed in mid-lease, then the service is: SMS works again within 5 s of the port's being free.
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
lend() {
  rm -f /data/borrower.pid
  modemactors lease sales --config /data/modem-actors.conf --for 5m -- /data/borrower > /data/lease.log 2>&1 & LEASE=$!
  within 90000 "the port is handed over" '[ -s /data/borrower.pid ]' || cat /data/lease.log > /dev/console
  BORROWER=$(cat /data/borrower.pid)
}
say "=== the borrower is killed, and the verb with it"
lend
check "it is leased" '[ "$(state_of sales)" = leased ]'
check "and not held by the service" '! ls -l /proc/$SERVICE/fd | grep -q ttyUSB0'
ID=$(send +15557654321 "waits" sales)
kill -9 $BORROWER $LEASE
within 5000 "SMS works again" ready sales
within 5000 "and the message goes out" '[ "$(status_of '$ID')" = sent ]'
cat /data/lease.log > /dev/console

say "=== the service is killed in mid-lease"
lend
kill -9 $SERVICE; wait $SERVICE 2>/dev/null
check "the borrower keeps the port" 'kill -0 $BORROWER'
service_start || return 1
within 30000 "the new service names the borrower" 'modem sales | grep -q "(pid '$BORROWER')"'
kill -9 $BORROWER $LEASE
within 5000 "SMS works again" ready sales
sends +15557654321 "after all" sales 60
service_stop
check "a stop takes 10 s at most" '[ $STOP_MS -le 10000 ]'
verdict
