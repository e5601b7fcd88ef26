-- Keys with which other systems ask; each has an end, and can be revoked before it.
CREATE TABLE access_keys (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- Which system it is for.
    name TEXT NOT NULL CHECK (name <> ''),
    -- A keyed digest: the key itself is shown once and kept nowhere.
    digest TEXT NOT NULL UNIQUE,
    -- The channel of what comes in with it.
    channel TEXT NOT NULL,
    issued_at {INT} NOT NULL,
    expires_at {INT} NOT NULL CHECK (expires_at > issued_at),
    revoked_at {INT}
) {STRICT};
CREATE INDEX access_keys_by_realm ON access_keys (realm_id, id);

-- What may be done with each.
CREATE TABLE access_key_scopes (
    key_id {INT} NOT NULL REFERENCES access_keys (id) ON DELETE CASCADE,
    scope TEXT NOT NULL CHECK (scope IN ('report', 'metrics')),
    PRIMARY KEY (key_id, scope)
) {STRICT};

-- What came in with a key, so that its system can ask how it goes on.
CREATE TABLE access_key_matters (
    matter_id {INT} NOT NULL PRIMARY KEY REFERENCES matters (id),
    key_id {INT} NOT NULL REFERENCES access_keys (id)
) {STRICT};
