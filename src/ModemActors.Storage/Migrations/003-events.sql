-- The journal: what happened, in order, kept for some days. id is what SSE calls Last-Event-ID; event_id never changes and never stands for two things,
-- not even in two stores. A message's event holds the message as it was then. Written by triggers, so that whoever writes a message writes its event.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    purged_to INTEGER NOT NULL DEFAULT 0    -- events up to here may be gone
);
INSERT INTO journal (id, name) VALUES (1, lower(hex(randomblob(4))));

CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    at INTEGER NOT NULL,                    -- Unix time in ms
    message_id INTEGER,
    modem TEXT,
    data TEXT,                              -- JSON of what is no message's
    phone_number TEXT,
    content TEXT,
    timestamp TEXT,
    status TEXT,
    direction TEXT,
    modem_index INTEGER,
    priority INTEGER,
    attempts INTEGER,
    error TEXT,
    sent_at TEXT,
    not_before TEXT,
    expires_at TEXT,
    next_attempt_at TEXT,
    flash INTEGER,
    delivery_report INTEGER,
    parts INTEGER,
    encoding TEXT,
    sent_by TEXT,
    service_centre_timestamp TEXT,
    incomplete INTEGER,
    kind TEXT
);

CREATE TRIGGER events_of_new_messages AFTER INSERT ON messages
WHEN (NEW.direction = 'outbound' AND NEW.status = 'queued') OR (NEW.direction = 'inbound' AND NEW.status = 'unread') BEGIN
    INSERT OR IGNORE INTO events (event_id, type, at, message_id, modem, phone_number, content, timestamp, status, direction, modem_index, priority, attempts,
        error, sent_at, not_before, expires_at, next_attempt_at, flash, delivery_report, parts, encoding, sent_by, service_centre_timestamp, incomplete, kind)
    VALUES (
        (SELECT name FROM journal) || '-' || NEW.id || CASE NEW.direction WHEN 'inbound' THEN '-received' ELSE '-queued' END,
        CASE NEW.direction WHEN 'inbound' THEN 'message.received' ELSE 'message.queued' END,
        CAST((julianday('now') - 2440587.5) * 86400000 + 0.5 AS INTEGER),
        NEW.id, NEW.modem, NEW.phone_number, NEW.content, NEW.timestamp, NEW.status, NEW.direction, NEW.modem_index, NEW.priority, NEW.attempts,
        NEW.error, NEW.sent_at, NEW.not_before, NEW.expires_at, NEW.next_attempt_at, NEW.flash, NEW.delivery_report, NEW.parts, NEW.encoding, NEW.sent_by,
        NEW.service_centre_timestamp, NEW.incomplete, NEW.kind);
END;

-- A transition may come again (a retry): its number in the journal tells one from the other.
CREATE TRIGGER events_of_transitions AFTER UPDATE OF status ON messages
WHEN OLD.status IS NOT NEW.status AND ((NEW.direction = 'outbound' AND NEW.status IN ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed',
    'expired', 'cancelled', 'duplicate', 'indeterminate')) OR (NEW.direction = 'inbound' AND NEW.status = 'read')) BEGIN
    INSERT INTO events (event_id, type, at, message_id, modem, phone_number, content, timestamp, status, direction, modem_index, priority, attempts,
        error, sent_at, not_before, expires_at, next_attempt_at, flash, delivery_report, parts, encoding, sent_by, service_centre_timestamp, incomplete, kind)
    VALUES (
        (SELECT name FROM journal) || '-' || NEW.id || '-' || NEW.status || '-' || (SELECT max(coalesce(max(id), 0), (SELECT purged_to FROM journal)) + 1 FROM events),
        'message.' || NEW.status,
        CAST((julianday('now') - 2440587.5) * 86400000 + 0.5 AS INTEGER),
        NEW.id, NEW.modem, NEW.phone_number, NEW.content, NEW.timestamp, NEW.status, NEW.direction, NEW.modem_index, NEW.priority, NEW.attempts,
        NEW.error, NEW.sent_at, NEW.not_before, NEW.expires_at, NEW.next_attempt_at, NEW.flash, NEW.delivery_report, NEW.parts, NEW.encoding, NEW.sent_by,
        NEW.service_centre_timestamp, NEW.incomplete, NEW.kind);
END;

-- A row of another program that becomes an inbound message only now.
CREATE TRIGGER events_of_late_messages AFTER UPDATE OF status ON messages
WHEN NEW.direction = 'inbound' AND NEW.status = 'unread' AND OLD.status IS NOT 'unread' AND OLD.status IS NOT 'read' BEGIN
    INSERT OR IGNORE INTO events (event_id, type, at, message_id, modem, phone_number, content, timestamp, status, direction, modem_index, priority, attempts,
        error, sent_at, not_before, expires_at, next_attempt_at, flash, delivery_report, parts, encoding, sent_by, service_centre_timestamp, incomplete, kind)
    VALUES (
        (SELECT name FROM journal) || '-' || NEW.id || '-received',
        'message.received',
        CAST((julianday('now') - 2440587.5) * 86400000 + 0.5 AS INTEGER),
        NEW.id, NEW.modem, NEW.phone_number, NEW.content, NEW.timestamp, NEW.status, NEW.direction, NEW.modem_index, NEW.priority, NEW.attempts,
        NEW.error, NEW.sent_at, NEW.not_before, NEW.expires_at, NEW.next_attempt_at, NEW.flash, NEW.delivery_report, NEW.parts, NEW.encoding, NEW.sent_by,
        NEW.service_centre_timestamp, NEW.incomplete, NEW.kind);
END;

-- Shown before all of its parts were there, and whole now.
CREATE TRIGGER events_of_completions AFTER UPDATE OF incomplete ON messages
WHEN NEW.direction = 'inbound' AND OLD.incomplete = 1 AND NEW.incomplete = 0 BEGIN
    INSERT OR IGNORE INTO events (event_id, type, at, message_id, modem, phone_number, content, timestamp, status, direction, modem_index, priority, attempts,
        error, sent_at, not_before, expires_at, next_attempt_at, flash, delivery_report, parts, encoding, sent_by, service_centre_timestamp, incomplete, kind)
    VALUES (
        (SELECT name FROM journal) || '-' || NEW.id || '-completed',
        'message.completed',
        CAST((julianday('now') - 2440587.5) * 86400000 + 0.5 AS INTEGER),
        NEW.id, NEW.modem, NEW.phone_number, NEW.content, NEW.timestamp, NEW.status, NEW.direction, NEW.modem_index, NEW.priority, NEW.attempts,
        NEW.error, NEW.sent_at, NEW.not_before, NEW.expires_at, NEW.next_attempt_at, NEW.flash, NEW.delivery_report, NEW.parts, NEW.encoding, NEW.sent_by,
        NEW.service_centre_timestamp, NEW.incomplete, NEW.kind);
END;

-- Who gets events, how far each one is, and what became of each event that one of them has to get.
CREATE TABLE endpoints (
    name TEXT PRIMARY KEY,
    kind TEXT NOT NULL,                     -- webhook, exec
    target TEXT NOT NULL,
    position INTEGER NOT NULL,              -- events up to here are in deliveries, or none of its
    state TEXT NOT NULL DEFAULT 'active',   -- active, disabled (it said 410 Gone, or a person did), removed (from the configuration)
    reason TEXT,
    changed_at INTEGER NOT NULL             -- Unix time in ms
) WITHOUT ROWID;

CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    endpoint TEXT NOT NULL,
    event INTEGER NOT NULL,                 -- events.id
    state TEXT NOT NULL DEFAULT 'pending',  -- pending, done, dead
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL DEFAULT 0,
    last_attempt_at INTEGER,
    duration INTEGER,                       -- ms, of the last attempt
    code INTEGER,                           -- HTTP status or exit code
    error TEXT,
    output TEXT,
    UNIQUE (endpoint, event)
);
CREATE INDEX deliveries_pending ON deliveries (endpoint, next_attempt_at, event) WHERE state = 'pending';
CREATE INDEX deliveries_dead ON deliveries (endpoint, event) WHERE state = 'dead';
CREATE INDEX deliveries_needing ON deliveries (event) WHERE state <> 'done';
