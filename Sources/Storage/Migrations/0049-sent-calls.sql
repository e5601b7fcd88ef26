-- What programs sent under keys of their own, so that the same call is done once.
CREATE TABLE sent_calls (
    -- A keyed digest of the post and the key.
    digest TEXT PRIMARY KEY,
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- A keyed digest of all that was sent.
    written TEXT NOT NULL,
    sent_at {INT} NOT NULL,
    -- What was answered, sealed; empty until it was.
    answer {BLOB}
) {STRICT};
CREATE INDEX sent_calls_by_time ON sent_calls (sent_at);
