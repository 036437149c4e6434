# lab: -n 1
# USB reset while the port is held: the device comes back as ttyUSB1, because the old name is still in use.
wait_for 20 '[ -c /dev/ttyUSB0 ]'; ident
configure 'modems = [ { id = sales, port = /dev/ttyUSB0 } ]'
service_start || return 1
within 90000 "the modem is ready" ready sales
# a second descriptor, opened before us in spirit: it keeps the name from becoming free
kill -STOP $SERVICE
usb=$(basename $(readlink -f /sys/class/tty/ttyUSB0/device/../..)); say "the device is $usb"
echo 0 > /sys/bus/usb/devices/$usb/authorized; sleep 1; echo 1 > /sys/bus/usb/devices/$usb/authorized
wait_for 20 '[ -c /dev/ttyUSB1 ]'; say "nodes now: $(ttys)"; ident
kill -CONT $SERVICE
within 30000 "it is found under its new name" '[ "$(port_in_use sales)" = /dev/ttyUSB1 ] && ready sales'
sends +15557654321 "after renumbering" sales 60
service_stop
check "a stop takes 10 s at most" '[ $STOP_MS -le 10000 ]'
verdict
