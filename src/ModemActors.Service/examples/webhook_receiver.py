#!/usr/bin/env python3
"""Receives webhooks of ModemActors and believes only those that are signed (https://www.standardwebhooks.com).

    MODEMACTORS_WEBHOOK_SECRET=whsec_... ./webhook_receiver.py [PORT]

The same secret stands in the service's configuration:

    modem-actors.handlers.webhooks = [ { url = "http://127.0.0.1:8080/", secret = "whsec_...", events = ["message.received"] } ]

Each message is printed once as a JSON line, however often it is delivered.
"""
import base64
import collections
import hashlib
import hmac
import http.server
import json
import os
import sys
import time

TOLERANCE = 5 * 60
LONGEST = 1024 * 1024


def key_of(secret):
    """whsec_ and base64; without that prefix the characters themselves."""
    return base64.b64decode(secret[6:]) if secret.startswith("whsec_") else secret.encode()


def is_genuine(secret, headers, body, now):
    """Whether somebody who knows the secret signed just this, just now."""
    name, at, signatures = (headers.get(f"webhook-{part}", "") for part in ("id", "timestamp", "signature"))
    if not name or not at.isdigit() or abs(now - int(at)) > TOLERANCE:
        return False
    expected = base64.b64encode(hmac.new(key_of(secret), f"{name}.{at}.".encode() + body, hashlib.sha256).digest()).decode()
    # several while a secret is being changed; compared in constant time
    return any(
        hmac.compare_digest(expected, signature[3:])
        for signature in signatures.split(" ") if signature.startswith("v1,"))


class Receiver(http.server.BaseHTTPRequestHandler):
    secret = ""
    # What was delivered before: a webhook may come again, with the same id.
    seen = collections.OrderedDict()

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length) if length <= LONGEST else b""
        if not is_genuine(self.secret, self.headers, body, time.time()):
            return self.answer(401)
        name = self.headers["webhook-id"]
        if name not in self.seen:
            self.seen[name] = True
            while len(self.seen) > 10_000:
                self.seen.popitem(last=False)
            self.receive(json.loads(body))
        self.answer(204)

    def receive(self, event):
        """Do what you like here, but quickly: the service waits for the answer and tries again without one."""
        print(json.dumps(event, ensure_ascii=False), flush=True)

    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


def main(arguments):
    Receiver.secret = os.environ.get("MODEMACTORS_WEBHOOK_SECRET", "")
    if not Receiver.secret:
        sys.exit("set MODEMACTORS_WEBHOOK_SECRET to the secret of the service's configuration")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", int(arguments[0]) if arguments else 8080), Receiver)
    print(f"listening at http://127.0.0.1:{server.server_port}/", file=sys.stderr, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
