-- Signing in: sessions that their person sees and ends one by one, second factors, and what is begun
-- with a browser and waits for its answer.
ALTER TABLE sessions ADD COLUMN way TEXT NOT NULL DEFAULT 'password'
    CHECK (way IN ('password', 'recovery', 'passkey', 'provider'));
-- The kind of browser, such as "chrome windows"; never what the browser calls itself.
ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '';
-- When something was last asked in it, to within some minutes.
ALTER TABLE sessions ADD COLUMN seen_at {INT} NOT NULL DEFAULT 0;
DROP INDEX sessions_by_person;
CREATE INDEX sessions_by_person ON sessions (person_id, opened_at);

-- A keyed digest of each code; the row is gone when the code was used.
CREATE TABLE recovery_codes (
    person_id {INT} NOT NULL REFERENCES people (id),
    digest TEXT NOT NULL,
    PRIMARY KEY (person_id, digest)
) {STRICT};

CREATE TABLE ceremonies (
    -- A keyed digest of the secret that the browser keeps.
    holder TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('authenticator', 'registration', 'assertion', 'provider')),
    sealed {BLOB} NOT NULL,
    expires_at {INT} NOT NULL,
    PRIMARY KEY (holder, kind)
) {STRICT};
CREATE INDEX ceremonies_by_end ON ceremonies (expires_at);

-- Public keys of people's own devices (WebAuthn).
CREATE TABLE passkeys (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    person_id {INT} NOT NULL REFERENCES people (id),
    -- What the device calls it, in Base64 for addresses.
    credential TEXT NOT NULL UNIQUE,
    -- The host that it was made for.
    host TEXT NOT NULL CHECK (host <> ''),
    -- COSE: ES256, EdDSA or RS256.
    algorithm {INT} NOT NULL CHECK (algorithm IN (-7, -8, -257)),
    public_key {BLOB} NOT NULL,
    counter {INT} NOT NULL CHECK (counter >= 0),
    name TEXT NOT NULL CHECK (name <> ''),
    added_at {INT} NOT NULL,
    used_at {INT}
) {STRICT};
CREATE INDEX passkeys_by_person ON passkeys (person_id, id);
