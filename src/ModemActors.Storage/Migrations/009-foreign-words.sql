-- Rows of other programs: words are ours in any case and with blanks around them, and nothing that says it is queued is passed over in silence.
-- The word changes in two steps, so that whoever waits for a transition sees one.
CREATE TRIGGER foreign_words_of_new_messages AFTER INSERT ON messages
WHEN NEW.direction IS NOT lower(trim(NEW.direction)) OR NEW.status IS NOT lower(trim(NEW.status)) BEGIN
    UPDATE messages SET direction = lower(trim(direction)), status = '' WHERE id = NEW.id AND lower(trim(NEW.direction)) IN ('inbound', 'outbound');
    UPDATE messages SET status = lower(trim(NEW.status)) WHERE id = NEW.id AND lower(trim(NEW.status)) IN ('queued', 'sending', 'sent', 'delivered', 'failed',
        'undelivered', 'expired', 'cancelled', 'duplicate', 'indeterminate', 'unread', 'read');
    UPDATE messages SET status = NEW.status WHERE id = NEW.id AND status = '';
END;
CREATE TRIGGER foreign_words_of_messages AFTER UPDATE OF status ON messages
WHEN NEW.status IS NOT lower(trim(NEW.status)) AND lower(trim(NEW.status)) IN ('queued', 'sending', 'sent', 'delivered', 'failed', 'undelivered', 'expired',
    'cancelled', 'duplicate', 'indeterminate', 'unread', 'read') BEGIN
    UPDATE messages SET status = lower(trim(NEW.status)) WHERE id = NEW.id;
END;
CREATE TRIGGER queued_the_wrong_way AFTER INSERT ON messages
WHEN lower(trim(NEW.status)) = 'queued' AND lower(trim(NEW.direction)) IS NOT 'outbound' BEGIN
    UPDATE messages SET status = 'failed', error = 'direction is ' || quote(NEW.direction) || ', and nothing is sent but what is outbound' WHERE id = NEW.id;
END;
CREATE TRIGGER requeued_the_wrong_way AFTER UPDATE OF status, direction ON messages
WHEN NEW.status = 'queued' AND lower(trim(NEW.direction)) IS NOT 'outbound' BEGIN
    UPDATE messages SET status = 'failed', error = 'direction is ' || quote(NEW.direction) || ', and nothing is sent but what is outbound' WHERE id = NEW.id;
END;

UPDATE messages SET direction = lower(trim(direction)) WHERE direction IS NOT lower(trim(direction)) AND lower(trim(direction)) IN ('inbound', 'outbound');
UPDATE messages SET status = status WHERE status IS NOT lower(trim(status)) OR (status = 'queued' AND direction IS NOT 'outbound');
