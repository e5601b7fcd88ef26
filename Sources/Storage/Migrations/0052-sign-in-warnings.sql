-- What a person has still to be told of how they sign in; a row goes when they have read it. What
-- happened stands on the record.
CREATE TABLE sign_in_warnings (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    person_id {INT} NOT NULL REFERENCES people (id),
    -- The action of the record.
    action TEXT NOT NULL CHECK (action <> ''),
    at {INT} NOT NULL,
    -- Whether the person did it: then it is told from the next sign-in on.
    is_own {INT} NOT NULL CHECK (is_own IN (0, 1))
) {STRICT};
CREATE INDEX sign_in_warnings_by_person ON sign_in_warnings (person_id, id);

-- The provider of OpenID Connect by which a session was opened, where one may sign out, too.
ALTER TABLE sessions ADD COLUMN provider TEXT;

-- When its counter showed that there is a copy of a passkey; from then on it opens nothing.
ALTER TABLE passkeys ADD COLUMN copied_at {INT};
