-- How each modem did, minute by minute. The time comes first in the key, so that a minute's samples are appended in one place and old ones go in one piece.
CREATE TABLE samples (
    at INTEGER NOT NULL,            -- Unix time in seconds of the minute's begin
    modem TEXT NOT NULL,
    node TEXT NOT NULL,
    state TEXT NOT NULL,
    signal_dbm INTEGER,
    registration TEXT,
    storage_used INTEGER,
    storage_total INTEGER,
    PRIMARY KEY (at, modem, node)
) WITHOUT ROWID;

-- The copies of this store that were made or tried, for those who ask how well it is kept.
CREATE TABLE backups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    node TEXT NOT NULL,
    at TEXT NOT NULL,
    file TEXT,
    bytes INTEGER,
    took_ms INTEGER,
    error TEXT                      -- NULL = it went well
);
