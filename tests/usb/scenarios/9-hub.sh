# lab: -n 2 -u
# A hub with two modems is reset while both ports are held: both come back under other names. One is configured by its IMEI alone, the other by its USB id.
wait_for 20 '[ -c /dev/ttyUSB1 ]'; ident
# the numbers of simulated modems: modem1 is behind m0, modem2 behind m1
configure 'modems = [ { id = known, port = "imei:867584000000021" }, { id = other, port = "usb:0403:6001:00" } ]'
service_start || return 1
within 120000 "both are ready" 'ready known && ready other'
check "the one known by its IMEI was found by asking" '[ "$(imei_of known)" = 867584000000021 ]'
check "the other is the other" '[ "$(imei_of other)" = 867584000000013 ]'
say "ports: $(port_in_use known) $(port_in_use other)"
say "=== the hub is reset, while the service sleeps and holds both names"
kill -STOP $SERVICE
HUB=$(basename $(dirname $(readlink -f /sys/bus/usb/devices/$(usb_of 0403 | head -1)))); say "the hub is $HUB"
echo 0 > /sys/bus/usb/devices/$HUB/authorized; sleep 1; echo 1 > /sys/bus/usb/devices/$HUB/authorized
wait_for 30 '[ -c /dev/ttyUSB3 ]'; say "nodes now: $(ttys)"; ident
kill -CONT $SERVICE
within 60000 "both are found under their new names" 'ready known && ready other && [ "$(port_in_use known)" != /dev/ttyUSB0 ] && [ "$(port_in_use known)" != /dev/ttyUSB1 ]'
check "each is who it was" '[ "$(imei_of known)" = 867584000000021 ] && [ "$(imei_of other)" = 867584000000013 ]'
sends +15557654321 "by the known" known 60
sends +15557654321 "by the other" other 60
service_stop
check "a stop takes 10 s at most" '[ $STOP_MS -le 10000 ]'
verdict
