-- The secret addresses under which people subscribe to their own calendar, at most one each.
CREATE TABLE calendar_links (
    person_id {INT} NOT NULL PRIMARY KEY REFERENCES people (id),
    -- A keyed digest of the secret part: the address itself is shown once.
    digest TEXT NOT NULL UNIQUE,
    made_at {INT} NOT NULL
) {STRICT};
