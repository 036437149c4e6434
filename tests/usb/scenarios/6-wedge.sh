# lab: -n 0 -m xhci_pci,option
# The modem takes no more bytes: close() would hang for 30 s. It is healed by a USB reset, and a stop with a wedged modem takes 10 s at most.
mod option; gadget EC25 0 0x2c7c 0x0125 EC25SER1 gser.0 gser.1 gser.2
wait_for 20 '[ -c /dev/ttyUSB2 ]'; ident
simulators 1; attach 2 1
USB=$(usb_of 2c7c); PORT=$(port_of $USB 02); say "the AT port of $USB is $PORT"
configure "modems = [ { id = sales, port = \"usb:2c7c:0125:02\" } ]" "health { check-interval = 2s, failures-before-recovery = 2 }"
service_start || return 1
within 120000 "the modem is ready" ready sales
sends +15557654321 "before" sales 60

# Nobody reads at the modem's end any more; what is written fills its buffers (root may open a held port) until the endpoint says NAK for ever.
wedge() {
  detach 2; stty -F /dev/ttyGS2 raw -echo; sleep 3600 < /dev/ttyGS2 & STALL=$!
  dd if=/dev/zero of=$(port_of $USB 02) bs=512 count=2000 2>/dev/null & FILL=$!
  sleep 4; kill -9 $FILL 2>/dev/null; wait $FILL 2>/dev/null; say "the port is full"
}
say "=== wedged"
NUMBER=$(cat /sys/bus/usb/devices/$USB/devnum); wedge
within 60000 "it is noticed" '! ready sales'
# a reset of the device gives its end of the line back to the modem
( while [ -e /proc/$STALL ] && ! dmesg | grep -q "usb $USB: reset\|usb $USB: USB disconnect"; do usleep 200000; done; kill $STALL; attach 2 1 ) &
within 120000 "it is healed by a USB reset" ready sales
dmesg | grep "usb $USB" | tail -4 | while IFS= read -r l; do say "  kernel: $l"; done
sends +15557654321 "after the reset" sales 60

say "=== wedged, and the service is told to stop"
detach 2; wedge
ID=$(send +15557654321 "into the void" sales); sleep 3
service_stop
check "a stop with a wedged modem takes 10 s at most" '[ $STOP_MS -le 10000 ]'
kill $STALL
verdict
