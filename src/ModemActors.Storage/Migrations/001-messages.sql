-- The first seven columns are the interface that every script knows. All others have defaults, so that those seven stay enough. Nothing is NOT NULL that
-- another program could leave out: an odd row is shown, or fails with a reason, but is never refused.
CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    phone_number TEXT,
    content TEXT,
    timestamp TEXT DEFAULT CURRENT_TIMESTAMP,
    status TEXT,
    direction TEXT,
    modem_index INTEGER,
    modem TEXT,
    priority INTEGER DEFAULT 0,
    attempts INTEGER DEFAULT 0,
    error TEXT,
    sent_at TEXT,
    not_before TEXT,
    expires_at TEXT,
    next_attempt_at TEXT,
    flash INTEGER DEFAULT 0,
    delivery_report INTEGER,
    allow_duplicate INTEGER DEFAULT 0,
    idempotency_key TEXT,
    idempotency_hash TEXT,
    parts INTEGER,
    encoding TEXT,
    sent_by TEXT,
    service_centre_timestamp TEXT,
    incomplete INTEGER DEFAULT 0,
    kind TEXT DEFAULT 'text',
    wake_at INTEGER DEFAULT 0,      -- Unix time in ms before which a queued row need not be looked at; 0 = look at once
    resume_on TEXT,                 -- the modem that sent some of the parts and must send the rest
    fingerprint INTEGER,            -- of number and content, since the first claim
    claimed_by TEXT,                -- node
    claim_token TEXT,               -- the one store object that may record steps
    claimed_until INTEGER           -- Unix time in ms
);

CREATE INDEX messages_by_status ON messages (status, direction);
CREATE INDEX messages_by_number ON messages (phone_number);
CREATE UNIQUE INDEX messages_by_idempotency_key ON messages (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX messages_by_fingerprint ON messages (fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX messages_by_priority ON messages (coalesce(resume_on, modem, ''), priority DESC, id)
    WHERE status = 'queued' AND direction = 'outbound' AND wake_at = 0;
CREATE INDEX messages_by_age ON messages (coalesce(resume_on, modem, ''), id)
    WHERE status = 'queued' AND direction = 'outbound' AND wake_at = 0;
CREATE INDEX messages_by_wake ON messages (wake_at) WHERE status = 'queued' AND direction = 'outbound' AND wake_at > 0;
CREATE INDEX messages_by_expiry ON messages (expires_at) WHERE status = 'queued' AND direction = 'outbound' AND expires_at IS NOT NULL;

CREATE TABLE contacts (
    phone_number TEXT PRIMARY KEY,
    name TEXT,
    last_message_time TEXT,
    message_count INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE message_parts (
    message_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    total INTEGER NOT NULL,
    state TEXT NOT NULL,
    tp_mr INTEGER,
    reference INTEGER,
    modem TEXT,
    started_at TEXT,
    sent_at TEXT,
    error TEXT,
    stored_in TEXT,
    stored_at INTEGER,
    PRIMARY KEY (message_id, number)
) WITHOUT ROWID;
CREATE INDEX message_parts_by_reference ON message_parts (modem, tp_mr) WHERE tp_mr IS NOT NULL;
CREATE INDEX message_parts_indeterminate ON message_parts (modem) WHERE state = 'indeterminate';

CREATE TABLE message_events (
    id INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    status TEXT NOT NULL,
    detail TEXT
);
CREATE INDEX message_events_by_message ON message_events (message_id);

CREATE TABLE delivery_reports (
    id INTEGER PRIMARY KEY,
    modem TEXT NOT NULL,
    tp_mr INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    status INTEGER NOT NULL,
    meaning TEXT NOT NULL,
    service_centre_timestamp TEXT,
    discharge_time TEXT,
    hex TEXT NOT NULL,
    received_at TEXT NOT NULL,
    message_id INTEGER,
    number INTEGER,
    UNIQUE (modem, hex)
);
CREATE INDEX delivery_reports_unmatched ON delivery_reports (modem, tp_mr) WHERE message_id IS NULL;

-- What lies (or lay, until something else is there) in the slots of the SIMs. state: present, gone (a listing did not show it), deleted (the modem said so).
CREATE TABLE inbound_slots (
    sim TEXT NOT NULL,
    storage TEXT NOT NULL,
    slot INTEGER NOT NULL,
    hex TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'present',
    message_id INTEGER,
    part_id INTEGER,
    needless INTEGER NOT NULL DEFAULT 0,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (sim, storage, slot)
) WITHOUT ROWID;
CREATE INDEX inbound_slots_by_message ON inbound_slots (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX inbound_slots_by_part ON inbound_slots (part_id) WHERE part_id IS NOT NULL;

-- What came without a slot (+CMT): the network sends it again if our acknowledgement is lost.
CREATE TABLE inbound_forwarded (
    sim TEXT NOT NULL,
    hex TEXT NOT NULL,
    message_id INTEGER,
    received_at TEXT NOT NULL,
    PRIMARY KEY (sim, hex)
) WITHOUT ROWID;

-- text is a UTF-16 blob where a part begins or ends with half a surrogate pair.
CREATE TABLE inbound_parts (
    id INTEGER PRIMARY KEY,
    sim TEXT NOT NULL,
    sender TEXT NOT NULL,
    reference INTEGER NOT NULL,
    wide INTEGER NOT NULL,
    total INTEGER NOT NULL,
    number INTEGER NOT NULL,
    group_id INTEGER,
    kind TEXT NOT NULL,
    encoding TEXT,
    text,
    hex TEXT NOT NULL,
    modem TEXT NOT NULL,
    service_centre_timestamp TEXT,
    received_at TEXT NOT NULL,
    message_id INTEGER
);
CREATE INDEX inbound_parts_by_group ON inbound_parts (sim, sender, reference, total, wide);
CREATE INDEX inbound_parts_waiting ON inbound_parts (group_id) WHERE message_id IS NULL;
CREATE INDEX inbound_parts_by_message ON inbound_parts (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY,
    sim TEXT NOT NULL,
    modem TEXT NOT NULL,
    hex TEXT NOT NULL,
    reason TEXT NOT NULL,
    received_at TEXT NOT NULL,
    UNIQUE (sim, hex)
);

CREATE TABLE modems (
    node TEXT NOT NULL,
    id TEXT NOT NULL,
    port TEXT,
    state TEXT NOT NULL,
    signal_dbm INTEGER,
    operator TEXT,
    registration TEXT,
    storage_used INTEGER,
    storage_total INTEGER,
    last_error TEXT,
    last_error_at TEXT,
    imei TEXT,
    imsi TEXT,
    iccid TEXT,
    number TEXT,
    manufacturer TEXT,
    model TEXT,
    revision TEXT,
    smsc TEXT,
    profile TEXT,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (node, id)
) WITHOUT ROWID;

CREATE TABLE store_checks (
    node TEXT PRIMARY KEY,
    checked_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER messages_inserted AFTER INSERT ON messages WHEN NEW.phone_number IS NOT NULL BEGIN
    INSERT INTO contacts (phone_number) SELECT NEW.phone_number WHERE NOT EXISTS (SELECT 1 FROM contacts WHERE phone_number = NEW.phone_number);
    UPDATE contacts SET message_count = message_count + 1, last_message_time = max(coalesce(last_message_time, ''), coalesce(NEW.timestamp, ''))
        WHERE phone_number = NEW.phone_number;
END;

CREATE TRIGGER messages_deleted AFTER DELETE ON messages BEGIN
    DELETE FROM message_parts WHERE message_id = OLD.id;
    DELETE FROM message_events WHERE message_id = OLD.id;
    UPDATE contacts SET message_count = message_count - 1, last_message_time = CASE WHEN OLD.timestamp < last_message_time THEN last_message_time
            ELSE (SELECT timestamp FROM messages WHERE phone_number = OLD.phone_number ORDER BY id DESC LIMIT 1) END
        WHERE phone_number = OLD.phone_number;
    DELETE FROM contacts WHERE phone_number = OLD.phone_number AND message_count <= 0 AND name IS NULL;
END;

CREATE TRIGGER messages_readdressed AFTER UPDATE OF phone_number, timestamp ON messages
WHEN OLD.phone_number IS NOT NEW.phone_number OR OLD.timestamp IS NOT NEW.timestamp BEGIN
    UPDATE contacts SET message_count = message_count - 1, last_message_time = CASE WHEN OLD.timestamp < last_message_time THEN last_message_time
            ELSE (SELECT timestamp FROM messages WHERE phone_number = OLD.phone_number AND id <> NEW.id ORDER BY id DESC LIMIT 1) END
        WHERE phone_number = OLD.phone_number;
    INSERT INTO contacts (phone_number) SELECT NEW.phone_number
        WHERE NEW.phone_number IS NOT NULL AND NOT EXISTS (SELECT 1 FROM contacts WHERE phone_number = NEW.phone_number);
    UPDATE contacts SET message_count = message_count + 1, last_message_time = max(coalesce(last_message_time, ''), coalesce(NEW.timestamp, ''))
        WHERE phone_number = NEW.phone_number;
    DELETE FROM contacts WHERE phone_number = OLD.phone_number AND message_count <= 0 AND name IS NULL;
END;

-- Another program moves the time or queues a row again: look at it at once.
CREATE TRIGGER messages_rescheduled AFTER UPDATE OF not_before ON messages WHEN OLD.not_before IS NOT NEW.not_before AND NEW.wake_at <> 0 BEGIN
    UPDATE messages SET wake_at = 0 WHERE id = NEW.id;
END;
