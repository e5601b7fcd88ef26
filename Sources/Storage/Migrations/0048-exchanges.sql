-- Exchanges of tickets with other systems, such as the centre of a hotline: how each stands.
CREATE TABLE exchange_states (
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- Its name in the profile.
    exchange TEXT NOT NULL,
    taken {INT} NOT NULL CHECK (taken >= 0),
    added_to {INT} NOT NULL CHECK (added_to >= 0),
    -- When tickets last came in, whatever became of them; and when the last was taken.
    received_at {INT},
    taken_at {INT},
    -- Where fetching goes on, as the centre says.
    pull_cursor TEXT NOT NULL,
    pull_due_at {INT} NOT NULL,
    pulled_at {INT},
    pull_fails {INT} NOT NULL CHECK (pull_fails >= 0),
    pull_problem TEXT,
    -- The last record that was brought to the centre.
    push_sequence {INT} NOT NULL,
    push_due_at {INT} NOT NULL,
    pushed_at {INT},
    push_fails {INT} NOT NULL CHECK (push_fails >= 0),
    push_problem TEXT,
    -- The last record that was written into a file.
    file_sequence {INT} NOT NULL,
    -- What this program proves itself with at the centre, sealed.
    secret {BLOB},
    PRIMARY KEY (realm_id, exchange)
) {STRICT};

-- Tickets that were taken, by the number of the centre.
CREATE TABLE exchange_tickets (
    realm_id {INT} NOT NULL REFERENCES realms (id),
    exchange TEXT NOT NULL,
    number TEXT NOT NULL CHECK (number <> ''),
    matter_id {INT} NOT NULL UNIQUE REFERENCES matters (id),
    -- Keyed digests of its parts as the centre last said them, to tell what it changed.
    parts TEXT NOT NULL,
    taken_at {INT} NOT NULL,
    PRIMARY KEY (realm_id, exchange, number)
) {STRICT};

-- Tickets that could not be taken, or not wholly, with what is wrong. The ticket itself is sealed.
CREATE TABLE exchange_failures (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    exchange TEXT NOT NULL,
    -- The number of the centre; a digest where it has none.
    ticket TEXT NOT NULL,
    number TEXT,
    -- A keyed digest of the whole, to tell whether the centre changed something since.
    digest TEXT NOT NULL,
    reason TEXT NOT NULL,
    field TEXT NOT NULL,
    -- What stood there, where that is nothing personal.
    value TEXT,
    seal_key {BLOB} NOT NULL,
    sealed {BLOB} NOT NULL,
    first_at {INT} NOT NULL,
    last_at {INT} NOT NULL,
    tries {INT} NOT NULL CHECK (tries > 0),
    -- Somebody deals with it otherwise.
    set_aside_at {INT},
    post_id {INT} REFERENCES posts (id),
    UNIQUE (realm_id, exchange, ticket)
) {STRICT};
CREATE INDEX exchange_failures_by_time ON exchange_failures (realm_id, exchange, last_at, id);
CREATE INDEX exchange_failures_to_erase ON exchange_failures (first_at, id);

-- What happened to tickets and goes back, by the record that holds it: it is told by its sequence, so
-- that the same is never told under two names.
CREATE TABLE exchange_returns (
    sequence {INT} NOT NULL PRIMARY KEY,
    realm_id {INT} NOT NULL REFERENCES realms (id),
    exchange TEXT NOT NULL,
    number TEXT NOT NULL,
    matter_id {INT} NOT NULL REFERENCES matters (id),
    at {INT} NOT NULL
) {STRICT};
CREATE INDEX exchange_returns_in_order ON exchange_returns (realm_id, exchange, sequence);
CREATE INDEX exchange_returns_to_erase ON exchange_returns (at, sequence);

-- Keys may be good for exchanges, too.
ALTER TABLE access_key_scopes RENAME TO access_key_scopes_before;
CREATE TABLE access_key_scopes (
    key_id {INT} NOT NULL REFERENCES access_keys (id) ON DELETE CASCADE,
    scope TEXT NOT NULL CHECK (scope <> ''),
    PRIMARY KEY (key_id, scope)
) {STRICT};
INSERT INTO access_key_scopes (key_id, scope)
    SELECT key_id, scope FROM access_key_scopes_before;
DROP TABLE access_key_scopes_before;
