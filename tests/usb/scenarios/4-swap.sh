# lab: -n 2
# Two modems swap their names: each message still goes out by the modem, and with the SIM, that it was meant for.
wait_for 20 '[ -c /dev/ttyUSB1 ]'; ident
configure 'modems = [ { id = first, port = /dev/ttyUSB0 }, { id = second, port = /dev/ttyUSB1 } ]'
service_start || return 1
within 120000 "both are ready" 'ready first && ready second'
FIRST=$(imei_of first); SECOND=$(imei_of second); say "first is $FIRST, second is $SECOND"
check "they are two" '[ -n "$FIRST" ] && [ "$FIRST" != "$SECOND" ]'

say "=== both unplugged, plugged in the other order"
host unplug m0; host unplug m1; within 20000 "both are gone" '! ready first && ! ready second'
A=$(send +15557654321 "by the first" first); B=$(send +15557654321 "by the second" second)
host plug m1; sleep 2; host plug m0; wait_for 20 '[ -c /dev/ttyUSB1 ]'; ident
within 60000 "both are ready again" 'ready first && ready second'
check "first is who it was, under the other name" '[ "$(imei_of first)" = $FIRST ] && [ "$(port_in_use first)" = /dev/ttyUSB1 ]'
check "second is who it was, under the other name" '[ "$(imei_of second)" = $SECOND ] && [ "$(port_in_use second)" = /dev/ttyUSB0 ]'
within 60000 "both messages are out" '[ "$(status_of $A)" = sent ] && [ "$(status_of $B)" = sent ]'

say "=== plugged into each other's socket"
host unplug m0; host unplug m1; within 20000 "both are gone" '! ready first && ! ready second'
host plug m0 port=2; sleep 2; host plug m1 port=1; wait_for 20 '[ -c /dev/ttyUSB1 ]'; ident
within 60000 "both are found by their IMEI" 'ready first && ready second'
check "first is who it was" '[ "$(imei_of first)" = $FIRST ]'
check "second is who it was" '[ "$(imei_of second)" = $SECOND ]'
C=$(send +15557654321 "by the first again" first)
within 60000 "its message is out" '[ "$(status_of $C)" = sent ]'

say "=== the service starts anew while they are swapped"
service_stop; check "a stop takes 10 s at most" '[ $STOP_MS -le 10000 ]'
service_start; within 120000 "both are ready" 'ready first && ready second'
check "each is who it was" '[ "$(imei_of first)" = $FIRST ] && [ "$(imei_of second)" = $SECOND ]'
check "nothing was said to be replaced" '! logged "it takes the place"'
service_stop
verdict
