# lab: -n 1
# Another program holds the port: it is named, not disturbed, and the port is taken as soon as it is let go of.
wait_for 20 '[ -c /dev/ttyUSB0 ]'; ident
stty -F /dev/ttyUSB0 raw -echo; sleep 3600 < /dev/ttyUSB0 & HOLDER=$!
configure 'modems = [ { id = sales, port = /dev/ttyUSB0 } ]'
service_start || return 1
within 30000 "the holder is named in the status" 'modem sales | grep -q "sleep (pid '$HOLDER')"'
check "the modem is not ready" '! ready sales'
modemactors discover --json > /data/discovered; cat /data/discovered > /dev/console
check "discover names the holder and leaves it alone" 'grep -q "held by sleep (pid '$HOLDER')" /data/discovered'
check "the holder lives" 'kill -0 $HOLDER'
kill $HOLDER
within 30000 "let go of, the port is taken" ready sales
sends +15557654321 "alone at last" sales 60
check "and told by whom" 'modemactors discover --json | grep -q "(pid $SERVICE)"'
check "the access log names who took the port and how long it waited" 'logged "Access: .* took /dev/ttyUSB0 for sales after"'
service_stop
check "a stop takes 10 s at most" '[ $STOP_MS -le 10000 ]'
verdict
