-- Double registration: units at the community where they stand, people at the one where they live.

CREATE TABLE unit_registrations (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    body_id {INT} NOT NULL REFERENCES bodies (id),
    -- The place of the community, whose keepers confirm.
    place_id {INT} NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    proposed_at {INT} NOT NULL,
    -- How many hands the unit can send.
    hands {INT} NOT NULL CHECK (hands BETWEEN 0 AND 500),
    offers TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'returned', 'ended')),
    reason TEXT,
    confirmed_on TEXT,
    -- The day from which the unit is asked whether it still holds.
    reaffirm_by TEXT,
    ended_on TEXT,
    version {INT} NOT NULL CHECK (version > 0),
    CHECK ((state = 'returned') = (reason IS NOT NULL)),
    CHECK ((state = 'confirmed') = (reaffirm_by IS NOT NULL)),
    CHECK ((state = 'ended') = (ended_on IS NOT NULL))
) {STRICT};
CREATE UNIQUE INDEX unit_registrations_standing ON unit_registrations (body_id, place_id)
    WHERE state <> 'ended';
CREATE INDEX unit_registrations_by_place ON unit_registrations (realm_id, place_path, id);

-- Notes between a unit and the community, in both directions.
CREATE TABLE unit_notes (
    id {ID},
    unit_id {INT} NOT NULL REFERENCES unit_registrations (id),
    post_id {INT} NOT NULL REFERENCES posts (id),
    at {INT} NOT NULL,
    note TEXT NOT NULL CHECK (note <> '')
) {STRICT};
CREATE INDEX unit_notes_by_unit ON unit_notes (unit_id, id);

-- A letter of thanks to a unit: numbers alone, frozen; names are read from consents that hold.
CREATE TABLE home_letters (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    unit_id {INT} NOT NULL REFERENCES unit_registrations (id),
    code TEXT NOT NULL UNIQUE,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    people {INT} NOT NULL CHECK (people > 0),
    times {INT} NOT NULL CHECK (times > 0),
    activities {INT} NOT NULL CHECK (activities > 0),
    minutes {INT} NOT NULL CHECK (minutes > 0),
    issued_at {INT} NOT NULL
) {STRICT};
CREATE INDEX home_letters_by_unit ON home_letters (unit_id, id);

-- That somebody registered with a community, by their own consent. The row goes when the consent is
-- taken back, and with it all that stands below.
CREATE TABLE enrolments (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    person_id {INT} NOT NULL REFERENCES people (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('here', 'reported')),
    -- The unit where the person works, where it is registered.
    unit_body_id {INT} REFERENCES bodies (id),
    -- Whether the person agreed to be named to that unit.
    is_named {INT} NOT NULL CHECK (is_named IN (0, 1)),
    state TEXT NOT NULL
        CHECK (state IN ('invited', 'proposed', 'confirmed', 'returned', 'ended')),
    reason TEXT,
    confirmed_on TEXT,
    reaffirm_by TEXT,
    ended_on TEXT,
    -- The key of what is sealed, wrapped by the installation's; null until the person consents.
    seal_key {BLOB},
    version {INT} NOT NULL CHECK (version > 0),
    CHECK (state <> 'invited' OR seal_key IS NULL),
    CHECK ((state = 'returned') = (reason IS NOT NULL)),
    CHECK ((state = 'confirmed') = (reaffirm_by IS NOT NULL)),
    CHECK ((state = 'ended') = (ended_on IS NOT NULL))
) {STRICT};
CREATE UNIQUE INDEX enrolments_standing ON enrolments (person_id, kind)
    WHERE state IN ('proposed', 'confirmed', 'returned');
CREATE UNIQUE INDEX enrolments_invited ON enrolments (person_id, kind, place_id)
    WHERE state = 'invited';
CREATE INDEX enrolments_to_erase ON enrolments (realm_id, ended_on, id) WHERE state = 'ended';
CREATE INDEX enrolments_unanswered ON enrolments (realm_id, id) WHERE state = 'invited';
CREATE INDEX enrolments_by_person ON enrolments (person_id, id);
CREATE INDEX enrolments_by_place ON enrolments (realm_id, place_path, kind, state, id);
CREATE INDEX enrolments_by_unit ON enrolments (unit_body_id, id) WHERE unit_body_id IS NOT NULL;

-- The consent: when it was given, and what was said with it.
CREATE TABLE enrolment_details (
    enrolment_id {INT} PRIMARY KEY REFERENCES enrolments (id),
    consented_at {INT} NOT NULL,
    sealed {BLOB} NOT NULL
) {STRICT};

-- Each reading of what is sealed.
CREATE TABLE enrolment_readings (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    enrolment_id {INT} NOT NULL REFERENCES enrolments (id),
    post_id {INT} NOT NULL REFERENCES posts (id),
    read_at {INT} NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> '')
) {STRICT};
CREATE INDEX enrolment_readings_by_enrolment ON enrolment_readings (enrolment_id, id);

-- Entries of a person's own handbook; what each says is sealed under the key of the registration.
CREATE TABLE handbook_entries (
    id {ID},
    enrolment_id {INT} NOT NULL REFERENCES enrolments (id),
    day TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'returned', 'corrected')),
    corrects_id {INT} UNIQUE REFERENCES handbook_entries (id),
    entered_at {INT} NOT NULL,
    sealed {BLOB} NOT NULL,
    -- Why it was returned, sealed.
    answer {BLOB},
    -- Who answered, and when.
    answered_by {INT} REFERENCES posts (id),
    answered_at {INT},
    CHECK ((answered_by IS NULL) = (answered_at IS NULL)),
    CHECK (state <> 'confirmed' OR answered_by IS NOT NULL),
    CHECK (state <> 'returned' OR answer IS NOT NULL)
) {STRICT};
CREATE INDEX handbook_entries_by_day ON handbook_entries (enrolment_id, day, id);
CREATE INDEX handbook_entries_waiting ON handbook_entries (enrolment_id, id)
    WHERE state = 'waiting';

-- Call-ups: a community short of hands asks for shifts, each of which is an activity.
CREATE TABLE call_ups (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    body_id {INT} NOT NULL REFERENCES bodies (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    about TEXT NOT NULL,
    venue TEXT NOT NULL CHECK (venue <> ''),
    opened_at {INT} NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    version {INT} NOT NULL CHECK (version > 0)
) {STRICT};
CREATE INDEX call_ups_by_realm ON call_ups (realm_id, id);
CREATE INDEX call_ups_open ON call_ups (realm_id, id) WHERE state = 'open';

CREATE TABLE call_up_shifts (
    activity_id {INT} PRIMARY KEY REFERENCES activities (id),
    call_up_id {INT} NOT NULL REFERENCES call_ups (id)
) {STRICT};
CREATE INDEX call_up_shifts_by_call_up ON call_up_shifts (call_up_id, activity_id);

-- What units answer: a number and a word, the last one said.
CREATE TABLE call_up_answers (
    call_up_id {INT} NOT NULL REFERENCES call_ups (id),
    body_id {INT} NOT NULL REFERENCES bodies (id),
    hands {INT} NOT NULL CHECK (hands BETWEEN 0 AND 500),
    note TEXT NOT NULL,
    post_id {INT} NOT NULL REFERENCES posts (id),
    answered_at {INT} NOT NULL,
    PRIMARY KEY (call_up_id, body_id)
) {STRICT};
