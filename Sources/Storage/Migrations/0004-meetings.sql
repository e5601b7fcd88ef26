-- Meetings with the terms of the rule as they were when the meeting was called.
CREATE TABLE meetings (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    rule TEXT NOT NULL,
    article TEXT NOT NULL,
    -- Whole days between the day of the call and the day of the meeting.
    notice_days {INT} NOT NULL CHECK (notice_days > 0),
    -- Such as “at least 2/3 of entitled”.
    quorum TEXT NOT NULL,
    majority TEXT NOT NULL,
    -- The role whose holders are entitled; without one they are counted at the door.
    roll_role TEXT,
    -- The matter that it deliberates; a standing joint meeting has none.
    matter_id {INT} REFERENCES matters (id),
    -- Who convenes it.
    body_id {INT} NOT NULL REFERENCES bodies (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    venue TEXT NOT NULL CHECK (venue <> ''),
    called_at {INT} NOT NULL,
    starts_at {INT} NOT NULL,
    entitled {INT} CHECK (entitled > 0),
    present {INT} CHECK (present >= 0 AND present <= entitled),
    minutes TEXT,
    state TEXT NOT NULL CHECK (state IN ('called', 'opened', 'closed', 'cancelled')),
    opened_at {INT},
    closed_at {INT},
    -- Why it was called off.
    reason TEXT,
    version {INT} NOT NULL CHECK (version > 0),
    CHECK ((state = 'cancelled') = (reason IS NOT NULL)),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
) {STRICT};
CREATE INDEX meetings_by_day ON meetings (realm_id, starts_at, id);
CREATE INDEX meetings_by_matter ON meetings (matter_id, starts_at, id);

-- What is to be spoken about, in order from 1.
CREATE TABLE meeting_agenda (
    meeting_id {INT} NOT NULL REFERENCES meetings (id),
    ordinal {INT} NOT NULL CHECK (ordinal > 0),
    text TEXT NOT NULL CHECK (text <> ''),
    PRIMARY KEY (meeting_id, ordinal)
) {STRICT};

-- What was decided, by counts alone: there is no row for who was for or against.
CREATE TABLE meeting_motions (
    id {ID},
    meeting_id {INT} NOT NULL REFERENCES meetings (id),
    ordinal {INT} NOT NULL CHECK (ordinal > 0),
    text TEXT NOT NULL CHECK (text <> ''),
    in_favour {INT} NOT NULL CHECK (in_favour >= 0),
    against {INT} NOT NULL CHECK (against >= 0),
    abstained {INT} NOT NULL CHECK (abstained >= 0),
    outcome TEXT NOT NULL CHECK (outcome IN ('carried', 'lost', 'notQuorate')),
    decided_at {INT} NOT NULL,
    UNIQUE (meeting_id, ordinal)
) {STRICT};

-- Who was entitled by name when the meeting was opened, and who had come (1) or not (0).
CREATE TABLE meeting_roll (
    meeting_id {INT} NOT NULL REFERENCES meetings (id),
    person_id {INT} NOT NULL REFERENCES people (id),
    present {INT} NOT NULL CHECK (present IN (0, 1)),
    PRIMARY KEY (meeting_id, person_id)
) {STRICT};

-- Who holds posts of a role, for meetings that call them by name.
CREATE INDEX posts_by_role ON posts (realm_id, role, id);
