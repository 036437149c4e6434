-- Keys of the HTTP interface. The key itself is shown once and never kept; hash is SHA-256 of the whole key (256 bits of chance, so nothing slower is needed).
CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,            -- the part of the key that may be seen
    name TEXT NOT NULL,
    scope TEXT NOT NULL,            -- read, send, admin: each may do what those before it may
    hash BLOB NOT NULL,
    created_at TEXT NOT NULL,
    last_used_at TEXT,
    revoked_at TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX api_keys_by_name ON api_keys (name) WHERE revoked_at IS NULL;

-- Conversations, newest first, and what is unread in each, without walking over all messages.
CREATE INDEX contacts_by_time ON contacts (coalesce(last_message_time, ''), phone_number);
CREATE INDEX messages_unread ON messages (phone_number) WHERE status = 'unread' AND direction = 'inbound';
