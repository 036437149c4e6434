-- What a modem sent in the last 24 hours (daily-limit), and what lies in its slots (send-mode stored), without walking over all parts.
CREATE INDEX message_parts_sent ON message_parts (modem, sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX message_parts_stored ON message_parts (modem) WHERE stored_at IS NOT NULL;
