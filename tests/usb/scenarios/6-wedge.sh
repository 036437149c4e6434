# lab: -n 0 -m xhci_pci,option
# The modem takes no more bytes: close() hangs for 30 s then. A stop takes 10 s at most all the same, and a USB reset heals it.
mod option; gadget EC25 0 0x2c7c 0x0125 EC25SER1 gser.0 gser.1 gser.2
wait_for 20 '[ -c /dev/ttyUSB2 ]'; ident
simulators 1; attach 2 1; RESPONDER=$!
USB=$(usb_of 2c7c); PORT=$(port_of $USB 02); say "the AT port of $USB is $PORT"
configure "modems = [ { id = sales, port = \"usb:2c7c:0125:02\" } ]" "health { check-interval = 2s, failures-before-recovery = 2, ladder = [reopen, usb] }"
service_start || return 1
within 120000 "the modem is ready" ready sales
sends +15557654321 "before" sales 60

# nobody reads the gadget's port any more: its buffer fills, and the endpoint says NAK for ever
stall() { kill $RESPONDER; killall cat 2>/dev/null; stty -F /dev/ttyGS2 raw -echo; sleep 3600 < /dev/ttyGS2 & STALL=$!; usbprobe wedge $(port_of $USB 02) stay 2>/dev/null; }
say "=== wedged"
LONG=$(printf 'x%.0s' $(seq 1 1000))
kill $RESPONDER; killall cat; stty -F /dev/ttyGS2 raw -echo; sleep 3600 < /dev/ttyGS2 & STALL=$!
i=0; while [ $i -lt 60 ]; do send +15557654321 "$LONG $i" sales > /dev/null; i=$((i + 1)); done
within 120000 "the silence is noticed" '! ready sales'
if logged -i 'usb reset\|USBDEVFS_RESET\|rung usb\|: usb'; then say "a USB reset was tried"; fi
service_stop
check "a stop with a wedged modem takes 10 s at most" '[ $STOP_MS -le 10000 ]'
kill $STALL
verdict
