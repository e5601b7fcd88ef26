-- The monthly appraisal of buildings: schemes that residents adopted, rounds with their sheets,
-- appeals, flags and bulletins. Buildings alone are appraised: no table here is about a person,
-- and no row says who came last.
CREATE TABLE appraisal_schemes (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    -- Counted from 1 at each place; a version is never changed.
    version {INT} NOT NULL CHECK (version > 0),
    name TEXT NOT NULL CHECK (name <> ''),
    -- By how many others each building is looked at.
    visits {INT} NOT NULL CHECK (visits BETWEEN 1 AND 3),
    flags {INT} NOT NULL CHECK (flags BETWEEN 1 AND 10),
    -- Calendar days after the day on which the sheets are closed.
    appeal_days {INT} NOT NULL CHECK (appeal_days BETWEEN 1 AND 30),
    -- The meeting that carried it, where it was held here.
    meeting_id {INT} REFERENCES meetings (id),
    adopted_day TEXT NOT NULL,
    -- By what words, or under which motion, the residents adopted it.
    adopted_words TEXT NOT NULL CHECK (adopted_words <> ''),
    since_at {INT} NOT NULL,
    -- When it was replaced or ended; absent while it is in force.
    until_at {INT},
    -- Why it was ended; absent where a newer version took its place.
    ended_words TEXT CHECK (ended_words <> ''),
    UNIQUE (realm_id, place_id, version),
    CHECK (until_at IS NOT NULL OR ended_words IS NULL)
) {STRICT};
-- One version at a place is in force.
CREATE UNIQUE INDEX appraisal_schemes_in_force ON appraisal_schemes (realm_id, place_id)
    WHERE until_at IS NULL;

-- What is looked at, in order from 1.
CREATE TABLE appraisal_criteria (
    scheme_id {INT} NOT NULL REFERENCES appraisal_schemes (id),
    ordinal {INT} NOT NULL CHECK (ordinal > 0),
    name TEXT NOT NULL CHECK (name <> ''),
    -- Whole points.
    points_max {INT} NOT NULL CHECK (points_max BETWEEN 1 AND 100),
    looks_at TEXT NOT NULL CHECK (looks_at <> ''),
    PRIMARY KEY (scheme_id, ordinal)
) {STRICT};

CREATE TABLE appraisal_rounds (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    scheme_id {INT} NOT NULL REFERENCES appraisal_schemes (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    -- Such as 2026-11.
    month TEXT NOT NULL CHECK (LENGTH(month) = 7),
    -- What the draw was made from, in 16 hexadecimal digits.
    seed TEXT NOT NULL CHECK (LENGTH(seed) = 16),
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'awarded')),
    opened_at {INT} NOT NULL,
    closed_at {INT},
    -- The last day on which a sheet may be appealed against.
    appeals_until TEXT,
    awarded_at {INT},
    version {INT} NOT NULL CHECK (version > 0),
    UNIQUE (realm_id, place_id, month),
    CHECK ((state = 'open') = (closed_at IS NULL)),
    CHECK ((closed_at IS NULL) = (appeals_until IS NULL)),
    CHECK ((state = 'awarded') = (awarded_at IS NOT NULL))
) {STRICT};
CREATE INDEX appraisal_rounds_by_time ON appraisal_rounds (realm_id, opened_at, id);

-- The buildings that take part, in the order from which they were drawn.
CREATE TABLE appraisal_buildings (
    round_id {INT} NOT NULL REFERENCES appraisal_rounds (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    ordinal {INT} NOT NULL CHECK (ordinal > 0),
    PRIMARY KEY (round_id, place_id),
    UNIQUE (round_id, ordinal)
) {STRICT};

-- That one building looks at another; who typed the sheet in stands here once it was entered.
CREATE TABLE appraisal_sheets (
    id {ID},
    round_id {INT} NOT NULL,
    visitor_id {INT} NOT NULL,
    building_id {INT} NOT NULL,
    person_id {INT} REFERENCES people (id),
    entered_at {INT},
    -- Counts entries and corrections.
    version {INT} NOT NULL CHECK (version >= 0),
    UNIQUE (round_id, building_id, visitor_id),
    FOREIGN KEY (round_id, visitor_id) REFERENCES appraisal_buildings (round_id, place_id),
    FOREIGN KEY (round_id, building_id) REFERENCES appraisal_buildings (round_id, place_id),
    -- Nobody judges their own building.
    CHECK (visitor_id <> building_id),
    CHECK ((person_id IS NULL) = (version = 0)),
    CHECK ((entered_at IS NULL) = (version = 0))
) {STRICT};

CREATE TABLE appraisal_marks (
    sheet_id {INT} NOT NULL REFERENCES appraisal_sheets (id),
    ordinal {INT} NOT NULL CHECK (ordinal > 0),
    -- Whole points; nothing is taken away.
    points {INT} NOT NULL CHECK (points >= 0),
    points_max {INT} NOT NULL CHECK (points_max BETWEEN 1 AND 100),
    evidence TEXT CHECK (evidence <> ''),
    PRIMARY KEY (sheet_id, ordinal),
    CHECK (points <= points_max),
    CHECK (points = points_max OR evidence IS NOT NULL)
) {STRICT};

CREATE TABLE appraisal_appeals (
    sheet_id {INT} NOT NULL PRIMARY KEY REFERENCES appraisal_sheets (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    person_id {INT} NOT NULL REFERENCES people (id),
    raised_at {INT} NOT NULL,
    outcome TEXT CHECK (outcome IN ('upheld', 'dismissed')),
    words TEXT CHECK (words <> ''),
    decider_id {INT} REFERENCES people (id),
    decided_at {INT},
    CHECK (decider_id <> person_id),
    CHECK ((outcome IS NULL) = (words IS NULL)),
    CHECK ((outcome IS NULL) = (decider_id IS NULL)),
    CHECK ((outcome IS NULL) = (decided_at IS NULL))
) {STRICT};

-- The points that an upheld appeal put in place of the sheet's.
CREATE TABLE appraisal_decided_marks (
    sheet_id {INT} NOT NULL REFERENCES appraisal_appeals (sheet_id),
    ordinal {INT} NOT NULL CHECK (ordinal > 0),
    points {INT} NOT NULL CHECK (points >= 0),
    points_max {INT} NOT NULL CHECK (points_max BETWEEN 1 AND 100),
    PRIMARY KEY (sheet_id, ordinal),
    CHECK (points <= points_max)
) {STRICT};

-- What each building got: the mean is the sum over the sheets, and never stored rounded.
CREATE TABLE appraisal_awards (
    round_id {INT} NOT NULL,
    building_id {INT} NOT NULL,
    points_sum {INT} NOT NULL CHECK (points_sum >= 0),
    sheets {INT} NOT NULL CHECK (sheets > 0),
    -- The transfer that holds now; absent where nothing was given.
    transfer_id {INT} UNIQUE REFERENCES transfers (id),
    PRIMARY KEY (round_id, building_id),
    FOREIGN KEY (round_id, building_id) REFERENCES appraisal_buildings (round_id, place_id)
) {STRICT};

-- Which building held a flag from when to when; the day on which it moved on is counted to none.
CREATE TABLE appraisal_flags (
    round_id {INT} NOT NULL,
    building_id {INT} NOT NULL,
    realm_id {INT} NOT NULL REFERENCES realms (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    -- Counted from 1; equal means share one.
    ordinal {INT} NOT NULL CHECK (ordinal > 0),
    from_day TEXT NOT NULL,
    until_day TEXT CHECK (until_day >= from_day),
    PRIMARY KEY (round_id, building_id),
    FOREIGN KEY (round_id, building_id) REFERENCES appraisal_awards (round_id, building_id)
) {STRICT};
CREATE INDEX appraisal_flags_by_place
    ON appraisal_flags (realm_id, place_id, from_day, ordinal, building_id);
CREATE INDEX appraisal_flags_by_building
    ON appraisal_flags (building_id, from_day, round_id);

-- The month's commendation; whoever wrote it does not release it.
CREATE TABLE appraisal_bulletins (
    round_id {INT} NOT NULL PRIMARY KEY REFERENCES appraisal_rounds (id),
    lead TEXT NOT NULL CHECK (lead <> ''),
    person_id {INT} NOT NULL REFERENCES people (id),
    written_at {INT} NOT NULL,
    releaser_id {INT} REFERENCES people (id),
    released_at {INT},
    version {INT} NOT NULL CHECK (version > 0),
    CHECK (releaser_id <> person_id),
    CHECK ((releaser_id IS NULL) = (released_at IS NULL))
) {STRICT};

-- A sentence of praise for a building that holds the flag, and for no other.
CREATE TABLE appraisal_praises (
    round_id {INT} NOT NULL REFERENCES appraisal_bulletins (round_id),
    building_id {INT} NOT NULL,
    sentence TEXT NOT NULL CHECK (sentence <> ''),
    PRIMARY KEY (round_id, building_id),
    FOREIGN KEY (round_id, building_id) REFERENCES appraisal_flags (round_id, building_id)
) {STRICT};
