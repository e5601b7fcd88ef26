-- How a person wants the desk to be. It is read by that person alone: no page and no figure ever
-- says when somebody last looked.
CREATE TABLE desk_settings (
    person_id {INT} PRIMARY KEY REFERENCES people (id),
    -- When the person last said "all seen"; null as long as they never did.
    seen_at {INT},
    -- Minutes of the day between which nothing is announced; equal ones mean never quiet.
    quiet_from {INT} NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439),
    quiet_until {INT} NOT NULL CHECK (quiet_until BETWEEN 0 AND 1439),
    -- Whether an emergency is announced in the quiet hours too.
    emergencies {INT} NOT NULL CHECK (emergencies IN (0, 1)),
    -- Which news the person wants: moves that came to them, what others did, deadlines.
    wants_moves {INT} NOT NULL CHECK (wants_moves IN (0, 1)),
    wants_others {INT} NOT NULL CHECK (wants_others IN (0, 1)),
    wants_deadlines {INT} NOT NULL CHECK (wants_deadlines IN (0, 1)),
    -- Whether shortcuts of a single key are listened to (WCAG 2.1.4).
    single_keys {INT} NOT NULL CHECK (single_keys IN (0, 1))
) {STRICT};

-- Filters of the inbox that a person keeps under a name.
CREATE TABLE saved_views (
    id {ID},
    person_id {INT} NOT NULL REFERENCES people (id),
    name TEXT NOT NULL CHECK (name <> ''),
    scope TEXT NOT NULL,
    light TEXT,
    procedure TEXT,
    category TEXT,
    place_id {INT} REFERENCES places (id),
    -- What was searched for.
    words TEXT,
    UNIQUE (person_id, name)
) {STRICT};

-- What came of one action for many matters, shown once to whoever did it and dropped after a day;
-- what really happened stands in the records.
CREATE TABLE bulk_outcomes (
    run_id {INT} NOT NULL,
    ordinal {INT} NOT NULL,
    person_id {INT} NOT NULL REFERENCES people (id),
    procedure TEXT NOT NULL,
    action TEXT NOT NULL,
    at {INT} NOT NULL,
    matter_id {INT} NOT NULL REFERENCES matters (id),
    -- Null until its turn came.
    done {INT} CHECK (done IN (0, 1)),
    -- The sentence that says why not.
    reason TEXT,
    PRIMARY KEY (run_id, ordinal)
) {STRICT};

CREATE INDEX bulk_outcomes_by_person ON bulk_outcomes (person_id, at);
