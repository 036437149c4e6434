#!/usr/bin/env python3
"""Joins simulated modems (modemactors simulate) to the emulated USB adapters of the lab: bridge.py RUN_DIR SIM_DIR COUNT

Adapter m0 (a UNIX socket that QEMU listens on) gets SIM_DIR/modem1, m1 gets modem2 and so on. A line that breaks is made anew.
"""
import os
import select
import socket
import sys
import termios
import threading
import time
import tty


def connect(path):
    while True:
        try:
            line = socket.socket(socket.AF_UNIX)
            line.connect(path)
            return line
        except OSError:
            line.close()
            time.sleep(0.05)


def open_modem(path):
    while True:
        try:
            modem = os.open(path, os.O_RDWR | os.O_NOCTTY)
            tty.setraw(modem, termios.TCSANOW)
            return modem
        except OSError:
            time.sleep(0.05)


def pump(adapter, modem):
    """Until one of the two ends is gone."""
    while True:
        ready, _, _ = select.select([adapter, modem], [], [])
        for end in ready:
            data = adapter.recv(4096) if end is adapter else os.read(modem, 4096)
            if not data:
                return
            if end is adapter:
                os.write(modem, data)
            else:
                adapter.sendall(data)


def join(socket_path, modem_path):
    while True:
        adapter, modem = connect(socket_path), open_modem(modem_path)
        try:
            pump(adapter, modem)
        except OSError:
            pass
        adapter.close()
        os.close(modem)


def main():
    run, simulators, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    for number in range(count):
        threading.Thread(
            target=join, args=(f"{run}/m{number}.sock", f"{simulators}/modem{number + 1}"), daemon=True).start()
    threading.Event().wait()


main()
