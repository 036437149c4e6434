-- Resets of modems: written when they begin, completed when it is known what became of them.
CREATE TABLE recoveries (
    id TEXT PRIMARY KEY,
    node TEXT NOT NULL,
    modem TEXT NOT NULL,
    level TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT,
    took_ms INTEGER
) WITHOUT ROWID;

CREATE INDEX recoveries_of_modem ON recoveries (modem, at);

ALTER TABLE modems ADD COLUMN verdict TEXT;
ALTER TABLE modems ADD COLUMN evidence TEXT;
