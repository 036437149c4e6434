-- Who each configured modem was and where, when it was last seen: by this it is found again when names of ports have moved.
CREATE TABLE modem_identities (
    node TEXT NOT NULL,
    modem TEXT NOT NULL,
    port TEXT NOT NULL,             -- as configured; the row means nothing for another one
    imei TEXT,
    iccid TEXT,
    usb_path TEXT,
    usb_interface INTEGER,
    usb_product TEXT,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (node, modem)
) WITHOUT ROWID;

-- Which SIM was in which modem from when on, so that what counts for a SIM is counted for it wherever it was.
CREATE TABLE sim_stays (
    id INTEGER PRIMARY KEY,
    iccid TEXT NOT NULL,
    node TEXT NOT NULL,
    modem TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT                      -- NULL = it is there still
);
CREATE INDEX sim_stays_by_sim ON sim_stays (iccid);
CREATE INDEX sim_stays_now ON sim_stays (node, modem) WHERE until IS NULL;
