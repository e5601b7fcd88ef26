-- What happened and can be counted, worked out from rows and records; nobody types it.
CREATE TABLE facts (
    -- A matter, a meeting, an activity, a pairing: identifiers are unique among all of them.
    subject_id {INT} NOT NULL,
    noun TEXT NOT NULL,
    event TEXT NOT NULL,
    -- The number of the record that tells it; 0 for what stands by itself.
    sequence {INT} NOT NULL,
    realm_id {INT} NOT NULL REFERENCES realms (id),
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    place_path TEXT NOT NULL,
    body_id {INT} REFERENCES bodies (id),
    amount {INT} NOT NULL,
    PRIMARY KEY (subject_id, noun, event, sequence)
) {STRICT};
CREATE INDEX facts_by_day
    ON facts (realm_id, noun, event, day, subject_id, sequence, place_path, kind);

-- How many of them fell into each month, at each place and everything under it.
CREATE TABLE fact_months (
    realm_id {INT} NOT NULL REFERENCES realms (id),
    noun TEXT NOT NULL,
    event TEXT NOT NULL,
    place_id {INT} NOT NULL,
    -- Such as 2026-11.
    month TEXT NOT NULL,
    kind TEXT NOT NULL,
    count {INT} NOT NULL,
    amount {INT} NOT NULL,
    PRIMARY KEY (realm_id, noun, event, place_id, month, kind)
) {STRICT};
