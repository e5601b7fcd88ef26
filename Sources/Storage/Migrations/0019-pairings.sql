-- Pairings: a place, a household or a person that is helped. Who that is stands in no column here:
-- it is sealed apart, under the key of the pairing.
CREATE TABLE pairings (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- Counts up in the realm; people say it with a check digit.
    number {INT} NOT NULL CHECK (number > 0),
    kind TEXT NOT NULL CHECK (kind IN ('area', 'household', 'person', 'card')),
    place_id {INT} NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    -- The post of the worker who entered it.
    keeper_id {INT} NOT NULL REFERENCES posts (id),
    -- Whole days between visits.
    every_days {INT} CHECK (every_days BETWEEN 1 AND 90),
    -- The last day of a card.
    until_day TEXT,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'running', 'ended')),
    proposed_at {INT} NOT NULL,
    started_on TEXT,
    -- The day by which the next visit is due.
    due_on TEXT,
    ended_at {INT},
    ending TEXT CHECK (ending IN ('finished', 'dropped', 'withdrawn')),
    -- The key of what is personal, wrapped by the installation's; null where nothing is, and once
    -- it was erased.
    seal_key {BLOB},
    version {INT} NOT NULL CHECK (version > 0),
    UNIQUE (realm_id, number),
    CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
    CHECK ((state = 'ended') = (ending IS NOT NULL)),
    CHECK (kind <> 'area' OR seal_key IS NULL),
    CHECK ((kind = 'card') = (until_day IS NOT NULL)),
    CHECK ((kind IN ('household', 'person')) = (every_days IS NOT NULL))
) {STRICT};
CREATE INDEX pairings_by_keeper ON pairings (keeper_id, state, due_on, id);
CREATE INDEX pairings_by_place ON pairings (realm_id, place_path, state, kind);
CREATE INDEX pairings_to_erase ON pairings (realm_id, ended_at, id)
    WHERE seal_key IS NOT NULL AND ended_at IS NOT NULL;
CREATE INDEX pairings_waiting ON pairings (realm_id, proposed_at, id)
    WHERE state = 'proposed' AND seal_key IS NOT NULL;

-- Name, door, telephone, need and what is agreed, sealed as one.
CREATE TABLE pairing_details (
    pairing_id {INT} PRIMARY KEY REFERENCES pairings (id),
    sealed {BLOB} NOT NULL,
    -- The sentence of a card alone, for the merchant.
    card {BLOB}
) {STRICT};

-- Who was asked to help, and what they answered.
CREATE TABLE pairing_supporters (
    id {ID},
    pairing_id {INT} NOT NULL REFERENCES pairings (id),
    person_id {INT} REFERENCES people (id),
    body_id {INT} REFERENCES bodies (id),
    state TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'left')),
    asked_at {INT} NOT NULL,
    answered_at {INT},
    UNIQUE (pairing_id, person_id),
    UNIQUE (pairing_id, body_id),
    CHECK ((person_id IS NULL) <> (body_id IS NULL)),
    CHECK ((state = 'asked') = (answered_at IS NULL))
) {STRICT};
CREATE INDEX pairing_supporters_by_person ON pairing_supporters (person_id, state, pairing_id);
CREATE INDEX pairing_supporters_by_body ON pairing_supporters (body_id, state, pairing_id);

-- That the one who is helped agreed, and to what; append-only but for its withdrawal.
CREATE TABLE pairing_consents (
    id {ID},
    pairing_id {INT} NOT NULL REFERENCES pairings (id),
    way TEXT NOT NULL CHECK (way IN ('written', 'oral')),
    -- The post before which it was said.
    witness_id {INT} REFERENCES posts (id),
    given_on TEXT NOT NULL,
    -- What supporters may be told besides the need.
    covers_name {INT} NOT NULL CHECK (covers_name IN (0, 1)),
    covers_door {INT} NOT NULL CHECK (covers_door IN (0, 1)),
    covers_phone {INT} NOT NULL CHECK (covers_phone IN (0, 1)),
    post_id {INT} NOT NULL REFERENCES posts (id),
    entered_at {INT} NOT NULL,
    withdrawn_at {INT},
    CHECK ((way = 'oral') = (witness_id IS NOT NULL))
) {STRICT};
CREATE INDEX pairing_consents_by_pairing ON pairing_consents (pairing_id, id);

-- Light visits, and what merchants gave: a tap, and at most a sentence, which is sealed.
CREATE TABLE pairing_visits (
    id {ID},
    pairing_id {INT} NOT NULL REFERENCES pairings (id),
    post_id {INT} NOT NULL REFERENCES posts (id),
    kind TEXT NOT NULL CHECK (kind IN ('chat', 'bring', 'look', 'hand', 'given')),
    visited_at {INT} NOT NULL,
    sealed {BLOB}
) {STRICT};
CREATE INDEX pairing_visits_by_pairing ON pairing_visits (pairing_id, id);

-- Each reading of what is personal.
CREATE TABLE pairing_readings (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    pairing_id {INT} NOT NULL REFERENCES pairings (id),
    post_id {INT} NOT NULL REFERENCES posts (id),
    read_at {INT} NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> '')
) {STRICT};
CREATE INDEX pairing_readings_by_pairing ON pairing_readings (pairing_id, id);

-- For how many, and for which kinds of help, somebody said that they would help.
CREATE TABLE pledges (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    person_id {INT} UNIQUE REFERENCES people (id),
    body_id {INT} UNIQUE REFERENCES bodies (id),
    -- Where the post that said so stands.
    place_id {INT} NOT NULL REFERENCES places (id),
    most {INT} NOT NULL CHECK (most BETWEEN 1 AND 20),
    pledged_at {INT} NOT NULL,
    CHECK ((person_id IS NULL) <> (body_id IS NULL))
) {STRICT};
CREATE INDEX pledges_by_realm ON pledges (realm_id, id);

CREATE TABLE pledge_needs (
    pledge_id {INT} NOT NULL REFERENCES pledges (id),
    need TEXT NOT NULL
        CHECK (need IN ('company', 'errands', 'repairs', 'paperwork', 'learning', 'other')),
    PRIMARY KEY (pledge_id, need)
) {STRICT};
