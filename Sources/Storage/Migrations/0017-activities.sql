-- Activities, who signed up for them, and the certificates of service that were asked for.
CREATE TABLE activities (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- Who organises it.
    body_id {INT} NOT NULL REFERENCES bodies (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    about TEXT NOT NULL,
    venue TEXT NOT NULL CHECK (venue <> ''),
    starts_at {INT} NOT NULL,
    ends_at {INT} NOT NULL CHECK (ends_at > starts_at),
    -- How many may come; without a number, all.
    places {INT} CHECK (places > 0),
    risk TEXT NOT NULL CHECK (risk IN ('ordinary', 'noted', 'insured')),
    risk_note TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'held', 'cancelled')),
    -- Those who came without signing up, or were served: a number, never names.
    visitors {INT} CHECK (visitors >= 0),
    reason TEXT,
    version {INT} NOT NULL CHECK (version > 0),
    CHECK ((state = 'cancelled') = (reason IS NOT NULL)),
    CHECK ((risk = 'ordinary') = (risk_note IS NULL))
) {STRICT};
CREATE INDEX activities_by_day ON activities (realm_id, starts_at, id);

CREATE TABLE sign_ups (
    activity_id {INT} NOT NULL REFERENCES activities (id),
    person_id {INT} NOT NULL REFERENCES people (id),
    -- The order in which they signed up, from 1.
    ordinal {INT} NOT NULL CHECK (ordinal > 0),
    at {INT} NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('placed', 'waiting', 'withdrawn')),
    -- Minutes served; 0 for one who did not come, nothing before the roll was kept.
    minutes {INT} CHECK (minutes >= 0),
    transfer_id {INT} REFERENCES transfers (id),
    -- What the person says is wrong with the minutes.
    contest TEXT,
    PRIMARY KEY (activity_id, person_id),
    UNIQUE (activity_id, ordinal),
    CHECK (minutes IS NULL OR standing = 'placed')
) {STRICT};
CREATE INDEX sign_ups_by_person ON sign_ups (person_id, activity_id);

-- A certificate of service (志愿服务记录证明): whoever is shown it can check it by its code.
CREATE TABLE certificates (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    person_id {INT} NOT NULL REFERENCES people (id),
    code TEXT NOT NULL UNIQUE,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    minutes {INT} NOT NULL CHECK (minutes > 0),
    activities {INT} NOT NULL CHECK (activities > 0),
    issued_at {INT} NOT NULL
) {STRICT};
CREATE INDEX certificates_by_person ON certificates (person_id, id);
