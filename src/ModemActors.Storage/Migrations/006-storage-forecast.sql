-- When a modem's message memory will be full at the rate of arrival.
ALTER TABLE modems ADD COLUMN storage_full_at TEXT;
