# lab: -n 1
# The plug is pulled while the port is open, and put back: into the same socket, after the name has moved on, and into another socket.
wait_for 20 '[ -c /dev/ttyUSB0 ]'; ident
configure 'modems = [ { id = sales, port = /dev/ttyUSB0 } ]'
service_start || return 1
within 90000 "the modem is ready" ready sales
sends +15557654321 "before" sales 60

say "=== unplugged for 5 s"
host unplug m0
within 10000 "the loss is noticed" '! ready sales'
check "the descriptor was let go of" 'wait_for 10 "[ -z \"\$(ls -l /proc/$SERVICE/fd | grep ttyUSB)\" ]"'
ID=$(send +15557654321 "meanwhile" sales)
sleep 4; host plug m0
within 20000 "plugged in again it is ready" ready sales
within 20000 "and the waiting message goes out" '[ "$(status_of $ID)" = sent ]'
check "the access log told of the USB events" 'logged "USB: add tty ttyUSB0"'

say "=== plugged into another socket"
host unplug m0; sleep 2
host plug m0 port=3; wait_for 20 'ls /dev/ttyUSB*'; ident
within 60000 "in another socket it is found by its IMEI" ready sales
sends +15557654321 "from another socket" sales 60
check "nothing was said to be replaced" '! logged 'takes the place''
service_stop
check "a stop takes 10 s at most" '[ $STOP_MS -le 10000 ]'
verdict
