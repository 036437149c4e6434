#!/usr/bin/env python3
"""Sends and receives text messages by SQL, with nothing but Python's own sqlite3.

    ./messages.py send +15551234567 "Hello from Python"    queues it and waits for what becomes of it
    ./messages.py unread                                   what came in and nobody has read, as JSON lines
    ./messages.py read 17 18                               marks as read: then it leaves the SIM too
    ./messages.py watch                                    prints what comes in, as it comes

MODEMACTORS_DB names the store (data/modem-actors.db).
"""
import json
import os
import sqlite3
import sys
import time

# Outbound messages end in one of these; sent may still become delivered or undelivered.
GOOD = {"sent", "delivered"}
WAITING = {"queued", "sending"}


def connect():
    path = os.environ.get("MODEMACTORS_DB", "data/modem-actors.db")
    if not os.path.exists(path):
        sys.exit(f"{path}: there is no store; start the service once, or set MODEMACTORS_DB")
    # The service writes too: wait for it instead of failing with "database is locked".
    store = sqlite3.connect(path, timeout=10, isolation_level=None)
    store.row_factory = sqlite3.Row
    return store


def send(store, number, text):
    """These four columns are all it takes; the service sees the row within 300 ms."""
    return store.execute(
        "INSERT INTO messages (phone_number, content, status, direction) VALUES (?, ?, 'queued', 'outbound')",
        (number, text)).lastrowid


def wait_for(store, message, seconds=60):
    """Waits until the message is sent or will not be; returns its row."""
    end = time.monotonic() + seconds
    while True:
        row = store.execute("SELECT id, status, error, sent_by FROM messages WHERE id = ?", (message,)).fetchone()
        if row["status"] not in WAITING or time.monotonic() > end:
            return row
        time.sleep(0.2)


def unread(store, after=0):
    return store.execute(
        "SELECT id, phone_number, content, timestamp, modem FROM messages "
        "WHERE direction = 'inbound' AND status = 'unread' AND id > ? ORDER BY id", (after,)).fetchall()


def mark_read(store, messages):
    for message in messages:
        store.execute("UPDATE messages SET status = 'read' WHERE id = ? AND direction = 'inbound'", (message,))


def show(rows):
    for row in rows:
        print(json.dumps(dict(row), ensure_ascii=False), flush=True)


def main(arguments):
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb == "send" and len(rest) == 2:
        store = connect()
        row = wait_for(store, send(store, *rest))
        print(f"message {row['id']}: {row['status']}" + (f" ({row['error']})" if row["error"] else ""))
        return 0 if row["status"] in GOOD else 1
    if verb == "unread" and not rest:
        show(unread(connect()))
        return 0
    if verb == "read" and rest:
        mark_read(connect(), rest)
        return 0
    if verb == "watch" and not rest:
        store, last = connect(), 0
        while True:
            rows = unread(store, last)
            show(rows)
            last = rows[-1]["id"] if rows else last
            time.sleep(0.5)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
