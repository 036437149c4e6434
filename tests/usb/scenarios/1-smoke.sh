# lab: -n 1
# The published program runs in the guest, finds its modem by USB id and sends.
mkdir -p /data; say "memory: $(grep -E 'MemAvailable|MemTotal' /proc/meminfo | tr -s ' ' | tr '\n' ' ')"
wait_for 20 '[ -c /dev/ttyUSB0 ]'; ident
configure 'modems = [ { id = sales, port = "usb:0403:6001:00" } ]'
service_start || return 1
within 60000 "the modem is ready" ready sales
sends +15557654321 "Hello from the lab" sales
check "its port is in use" '[ "$(port_in_use sales)" = /dev/ttyUSB0 ]'
say "memory: $(grep -E 'MemAvailable' /proc/meminfo | tr -s ' ') service: $(grep VmRSS /proc/$SERVICE/status | tr -s ' ')"
service_stop
check "a stop takes 10 s at most" '[ $STOP_MS -le 10000 ]'
verdict
