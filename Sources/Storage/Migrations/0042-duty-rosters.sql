-- Duty rosters: who is there for a place, shift by shift; who takes turns; and shifts that two want
-- to change. A shift names a post or a body, and nothing of where anybody is.
CREATE TABLE rosters (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    body_id {INT} NOT NULL REFERENCES bodies (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    about TEXT NOT NULL,
    -- An office telephone.
    phone TEXT CHECK (phone <> ''),
    -- The shifts of a day, such as 08:30-18:00 18:00-08:30.
    spans TEXT NOT NULL CHECK (spans <> ''),
    on_days_off {INT} NOT NULL CHECK (on_days_off IN (0, 1)),
    is_public {INT} NOT NULL CHECK (is_public IN (0, 1)),
    -- The last day; null for always.
    until_day TEXT,
    ended_on TEXT,
    version {INT} NOT NULL CHECK (version > 0)
) {STRICT};
CREATE INDEX rosters_open ON rosters (realm_id, place_path, id) WHERE ended_on IS NULL;
CREATE INDEX rosters_ended ON rosters (realm_id, id) WHERE ended_on IS NOT NULL;

-- Who takes turns, in their order.
CREATE TABLE roster_turns (
    roster_id {INT} NOT NULL REFERENCES rosters (id),
    number {INT} NOT NULL CHECK (number > 0),
    post_id {INT} REFERENCES posts (id),
    body_id {INT} REFERENCES bodies (id),
    PRIMARY KEY (roster_id, number),
    CHECK ((post_id IS NULL) <> (body_id IS NULL))
) {STRICT};

CREATE TABLE duty_shifts (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    roster_id {INT} NOT NULL REFERENCES rosters (id),
    starts_at {INT} NOT NULL,
    ends_at {INT} NOT NULL CHECK (ends_at > starts_at),
    post_id {INT} REFERENCES posts (id),
    body_id {INT} REFERENCES bodies (id),
    UNIQUE (roster_id, starts_at),
    CHECK ((post_id IS NULL) <> (body_id IS NULL))
) {STRICT};
CREATE INDEX duty_shifts_by_start ON duty_shifts (realm_id, starts_at, id);
CREATE INDEX duty_shifts_by_post ON duty_shifts (post_id, starts_at) WHERE post_id IS NOT NULL;
CREATE INDEX duty_shifts_by_body ON duty_shifts (body_id, starts_at) WHERE body_id IS NOT NULL;

CREATE TABLE duty_swaps (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    given_id {INT} NOT NULL REFERENCES duty_shifts (id),
    wanted_id {INT} NOT NULL REFERENCES duty_shifts (id),
    asked_by {INT} NOT NULL REFERENCES posts (id),
    asked_at {INT} NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'declined', 'withdrawn', 'lapsed')),
    answered_at {INT},
    CHECK (given_id <> wanted_id),
    CHECK ((state = 'asked') = (answered_at IS NULL))
) {STRICT};
CREATE UNIQUE INDEX duty_swaps_once ON duty_swaps (given_id) WHERE state = 'asked';
CREATE INDEX duty_swaps_wanted ON duty_swaps (wanted_id, state);
