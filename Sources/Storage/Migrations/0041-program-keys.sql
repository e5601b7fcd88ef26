-- Keys of programs, each acting for a person in one post; each has an end, and can be revoked
-- before it.
CREATE TABLE program_keys (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- Every right is the one of this post, and ends with it.
    post_id {INT} NOT NULL REFERENCES posts (id),
    -- Which program it is for.
    name TEXT NOT NULL CHECK (name <> ''),
    -- A keyed digest: the key itself is shown once and kept nowhere.
    digest TEXT NOT NULL UNIQUE,
    -- Whether it may do what the post may do, or only read.
    acts {INT} NOT NULL CHECK (acts IN (0, 1)),
    issued_at {INT} NOT NULL,
    expires_at {INT} NOT NULL CHECK (expires_at > issued_at),
    revoked_at {INT},
    -- The day on which it was last used.
    used_day TEXT
) {STRICT};
CREATE INDEX program_keys_by_realm ON program_keys (realm_id, id);
CREATE INDEX program_keys_by_post ON program_keys (post_id, id);

-- What a program sent under its own key of a sending: a keyed digest of all that was written, so
-- that the same key with other words is refused. Null for forms, whose digest holds both.
ALTER TABLE sent_forms ADD COLUMN written TEXT;
