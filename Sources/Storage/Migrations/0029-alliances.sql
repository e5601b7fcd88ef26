-- Bodies that belong to an alliance, such as the party committee of partner units of a community.
CREATE TABLE memberships (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- The body that has members.
    alliance_id {INT} NOT NULL REFERENCES bodies (id),
    member_id {INT} NOT NULL REFERENCES bodies (id),
    -- The first day on which it is a member, and the first on which it no longer is.
    from_day TEXT NOT NULL,
    until_day TEXT,
    CHECK (alliance_id <> member_id),
    CHECK (until_day IS NULL OR until_day > from_day)
) {STRICT};
CREATE INDEX memberships_by_alliance ON memberships (alliance_id, from_day, id);
CREATE INDEX memberships_by_member ON memberships (member_id, from_day, id);

-- Who chairs an alliance in a month: what somebody set down, not what is proposed.
CREATE TABLE chair_turns (
    realm_id {INT} NOT NULL REFERENCES realms (id),
    alliance_id {INT} NOT NULL REFERENCES bodies (id),
    -- Such as 2026-11.
    month TEXT NOT NULL,
    body_id {INT} NOT NULL REFERENCES bodies (id),
    -- Whose month it was before it was passed over, and why.
    passed_over_id {INT} REFERENCES bodies (id),
    reason TEXT CHECK (reason <> ''),
    PRIMARY KEY (alliance_id, month),
    CHECK ((passed_over_id IS NULL) = (reason IS NULL))
) {STRICT};
CREATE INDEX chair_turns_by_month ON chair_turns (realm_id, month, alliance_id);
CREATE INDEX chair_turns_by_body ON chair_turns (body_id, month, alliance_id);

-- The alliance whose members meet; null for every other meeting.
ALTER TABLE meetings ADD COLUMN alliance_id {INT} REFERENCES bodies (id);
CREATE INDEX meetings_by_alliance ON meetings (alliance_id, starts_at, id)
    WHERE alliance_id IS NOT NULL;

-- Which member units were entitled when a joint meeting was opened, which had come (1) or not (0),
-- and who came for them, in a few words.
CREATE TABLE meeting_units (
    meeting_id {INT} NOT NULL REFERENCES meetings (id),
    body_id {INT} NOT NULL REFERENCES bodies (id),
    present {INT} NOT NULL CHECK (present IN (0, 1)),
    through TEXT CHECK (through <> ''),
    PRIMARY KEY (meeting_id, body_id),
    CHECK (present = 1 OR through IS NULL)
) {STRICT};

-- What a joint meeting decided and handed out, each a matter.
CREATE TABLE meeting_resolutions (
    matter_id {INT} PRIMARY KEY REFERENCES matters (id),
    meeting_id {INT} NOT NULL REFERENCES meetings (id),
    alliance_id {INT} NOT NULL REFERENCES bodies (id),
    -- In the order in which they were decided, from 1.
    ordinal {INT} NOT NULL CHECK (ordinal > 0),
    UNIQUE (meeting_id, ordinal)
) {STRICT};
CREATE INDEX meeting_resolutions_by_alliance ON meeting_resolutions (alliance_id, matter_id);

-- The decisions of earlier meetings with which a meeting opened, as they stood then.
CREATE TABLE meeting_reviews (
    meeting_id {INT} NOT NULL REFERENCES meetings (id),
    matter_id {INT} NOT NULL REFERENCES matters (id),
    standing TEXT NOT NULL CHECK (standing IN ('open', 'late', 'done', 'dropped')),
    PRIMARY KEY (meeting_id, matter_id)
) {STRICT};
CREATE INDEX meeting_reviews_by_matter ON meeting_reviews (matter_id, standing);
