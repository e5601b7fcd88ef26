-- Matters that are left out of a rate (剔除): asked for by one person, signed by another.
CREATE TABLE figure_exclusions (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- The name of the rate in the profile.
    figure TEXT NOT NULL CHECK (figure <> ''),
    matter_id {INT} NOT NULL REFERENCES matters (id),
    reason TEXT NOT NULL
        CHECK (reason IN ('unreachable', 'beyondDuties', 'repeated', 'notSo', 'force')),
    words TEXT NOT NULL CHECK (words <> ''),
    asked_post_id {INT} NOT NULL REFERENCES posts (id),
    asked_at {INT} NOT NULL,
    answered_post_id {INT} REFERENCES posts (id),
    answered_at {INT},
    state TEXT NOT NULL CHECK (state IN ('asked', 'signed', 'refused')),
    CHECK ((state = 'asked') = (answered_at IS NULL)),
    CHECK ((answered_at IS NULL) = (answered_post_id IS NULL))
) {STRICT};
-- One matter is left out of one rate once.
CREATE UNIQUE INDEX figure_exclusions_standing ON figure_exclusions (realm_id, figure, matter_id)
    WHERE state <> 'refused';
CREATE INDEX figure_exclusions_by_figure ON figure_exclusions (realm_id, figure, id);

-- Numbers that were reported of another time or from elsewhere: approximate, with their source,
-- never mixed with what is counted. The newest of a figure, place and period holds.
CREATE TABLE baselines (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    figure TEXT NOT NULL CHECK (figure <> ''),
    place_id {INT} NOT NULL REFERENCES places (id),
    -- Such as 2020, 2020-H1, 2020-Q3 or 2020-07.
    period TEXT NOT NULL,
    number {INT} NOT NULL CHECK (number >= 0),
    -- As it was said.
    said TEXT NOT NULL CHECK (said <> ''),
    source TEXT NOT NULL CHECK (source <> ''),
    post_id {INT} NOT NULL REFERENCES posts (id),
    entered_at {INT} NOT NULL
) {STRICT};
CREATE INDEX baselines_by_figure ON baselines (realm_id, place_id, figure, id);
