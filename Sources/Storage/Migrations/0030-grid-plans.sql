-- Versions of how a realm is cut into grids. A draft may be changed; an approved plan holds from its
-- day until the next one begins, and is kept for good.
CREATE TABLE grid_plans (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    name TEXT NOT NULL CHECK (name <> ''),
    state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'dropped')),
    drafted_at {INT} NOT NULL,
    -- Null where the command line drafted it.
    drafter_id {INT} REFERENCES people (id),
    approved_at {INT},
    approver_id {INT} REFERENCES people (id),
    -- The first day on which it holds.
    from_day TEXT,
    -- The last open matter that was moved to its grids, while that goes on.
    moved_through {INT},
    -- When all of them had been moved.
    taken_up_at {INT},
    version {INT} NOT NULL CHECK (version > 0),
    CHECK ((state = 'approved') <= (from_day IS NOT NULL)),
    CHECK ((from_day IS NULL) = (approved_at IS NULL)),
    CHECK (taken_up_at IS NULL OR from_day IS NOT NULL)
) {STRICT};
CREATE INDEX grid_plans_by_realm ON grid_plans (realm_id, id);
CREATE UNIQUE INDEX grid_plans_by_day ON grid_plans (realm_id, from_day)
    WHERE state = 'approved';

CREATE TABLE grids (
    id {ID},
    plan_id {INT} NOT NULL REFERENCES grid_plans (id),
    code TEXT NOT NULL CHECK (code <> ''),
    kind TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    parent_id {INT} REFERENCES grids (id),
    -- Who looks after it.
    body_id {INT} REFERENCES bodies (id),
    -- About how many households it holds.
    households {INT} CHECK (households BETWEEN 0 AND 100000),
    -- The narrowest place that holds all that the grid and the grids in it hold.
    home_path TEXT NOT NULL,
    UNIQUE (plan_id, code)
) {STRICT};
CREATE INDEX grids_by_kind ON grids (plan_id, kind, home_path);
CREATE INDEX grids_by_parent ON grids (parent_id);

-- The places that a grid holds; what lies under one is held with it.
CREATE TABLE grid_places (
    plan_id {INT} NOT NULL REFERENCES grid_plans (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    grid_id {INT} NOT NULL REFERENCES grids (id),
    PRIMARY KEY (plan_id, place_id, grid_id)
) {STRICT};
CREATE INDEX grid_places_by_grid ON grid_places (grid_id, place_id);
