# lab: -n 0 -m xhci_pci,option
# A composite modem with four ports of which only the AT port gets another name.
mod option; gadget SIM7600 0 0x1e0e 0x9001 SIMSER1 gser.0 gser.1 gser.2 gser.3
wait_for 20 '[ -c /dev/ttyUSB3 ]'; ident
simulators 1; attach 2 1
USB=$(usb_of 1e0e); PORT=$(port_of $USB 02); say "the AT port of $USB is $PORT"
configure "modems = [ { id = sales, port = $PORT } ]"
service_start || return 1
within 120000 "the modem is ready" ready sales
sends +15557654321 "before" sales 60
say "=== the AT interface alone loses its driver and gets it back, while its name is held by a sleeping program"
kill -STOP $SERVICE
echo $USB:1.2 > /sys/bus/usb/drivers/option/unbind; sleep 1; echo $USB:1.2 > /sys/bus/usb/drivers/option/bind
wait_for 10 '[ -n "$(port_of $USB 02)" ]'; MOVED=$(port_of $USB 02); say "nodes now: $(ttys); the AT port is $MOVED"; ident
check "only the AT port moved" '[ "$MOVED" != "$PORT" ] && [ -c /dev/ttyUSB0 ] && [ -c /dev/ttyUSB3 ]'
kill -CONT $SERVICE
within 60000 "the AT port is followed" '[ "$(port_in_use sales)" = '"$MOVED"' ] && ready sales'
sends +15557654321 "after the move" sales 60
check "what udev would be told names all four" '[ $(modemactors udev --json 2>/dev/null | grep -c "\"role\"") -ge 4 ]'
service_stop
check "a stop takes 10 s at most" '[ $STOP_MS -le 10000 ]'
verdict
