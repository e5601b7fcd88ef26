-- Reports (一表通): drawn up by one person, checked figure by figure, frozen by another. A frozen
-- row is never changed; the next version says why it replaces it.
CREATE TABLE reports (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- The name of the layout in the profile.
    layout TEXT NOT NULL CHECK (layout <> ''),
    place_id {INT} NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    -- Such as 2026, 2026-H1, 2026-Q3 or 2026-07.
    period TEXT NOT NULL,
    version {INT} NOT NULL CHECK (version >= 1),
    -- Why it replaces the version before.
    reason TEXT,
    drawn_post_id {INT} NOT NULL REFERENCES posts (id),
    drawn_at {INT} NOT NULL,
    checked_post_id {INT} REFERENCES posts (id),
    checked_at {INT},
    -- What was checked, as canonical JSON: every value, definition and exclusion, and the last
    -- record that is counted.
    content TEXT,
    -- Nobody where the operator froze it at the command line.
    frozen_post_id {INT} REFERENCES posts (id),
    frozen_at {INT},
    -- The sequence of the record that holds the digest of the content.
    record {INT} UNIQUE,
    -- How many of its numbers were filled from the record, and how many were typed.
    filled {INT},
    typed {INT},
    UNIQUE (realm_id, layout, place_id, period, version),
    CHECK ((version = 1) = (reason IS NULL)),
    CHECK ((checked_at IS NULL) = (checked_post_id IS NULL)),
    CHECK ((checked_at IS NULL) = (content IS NULL)),
    CHECK (frozen_at IS NULL OR content IS NOT NULL),
    CHECK ((frozen_at IS NULL) = (record IS NULL)),
    CHECK ((frozen_at IS NULL) = (filled IS NULL)),
    CHECK ((frozen_at IS NULL) = (typed IS NULL)),
    CHECK (frozen_at IS NOT NULL OR frozen_post_id IS NULL)
) {STRICT};
CREATE INDEX reports_by_realm ON reports (realm_id, id);

-- The cells of a form that no record tells: typed, with a source.
CREATE TABLE report_cells (
    report_id {INT} NOT NULL REFERENCES reports (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    -- The column of the form.
    cell TEXT NOT NULL CHECK (cell <> ''),
    value TEXT NOT NULL CHECK (value <> ''),
    source TEXT NOT NULL CHECK (source <> ''),
    post_id {INT} NOT NULL REFERENCES posts (id),
    entered_at {INT} NOT NULL,
    PRIMARY KEY (report_id, place_id, cell)
) {STRICT};
