-- How things are done here: policies, procedures, services. Each has an owner and a day on which it
-- is looked at again.
CREATE TABLE guides (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- Where it holds; whatever lies below has it too.
    place_id {INT} NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('policy', 'procedure', 'service')),
    -- The wide category that it belongs to, such as a line of work; null for none.
    category TEXT,
    title_zh TEXT NOT NULL CHECK (title_zh <> ''),
    title_en TEXT,
    text_zh TEXT NOT NULL CHECK (text_zh <> ''),
    text_en TEXT,
    -- What to bring, an item a line; empty for nothing.
    bring_zh TEXT NOT NULL,
    bring_en TEXT,
    -- Act, document or decision, and its number.
    source TEXT NOT NULL CHECK (source <> ''),
    -- Who answers for it.
    body_id {INT} NOT NULL REFERENCES bodies (id),
    review_on TEXT NOT NULL,
    reviewed_on TEXT NOT NULL,
    -- The first day on which it no longer holds.
    ended_on TEXT,
    version {INT} NOT NULL CHECK (version > 0)
) {STRICT};
CREATE INDEX guides_by_realm ON guides (realm_id, kind, title_zh, id);
CREATE INDEX guides_by_body ON guides (body_id, review_on, id) WHERE ended_on IS NULL;

-- The venues at whose window a service is given, in the hours of the venue.
CREATE TABLE guide_windows (
    guide_id {INT} NOT NULL REFERENCES guides (id),
    venue_id {INT} NOT NULL REFERENCES venues (id),
    PRIMARY KEY (guide_id, venue_id)
) {STRICT};
CREATE INDEX guide_windows_by_venue ON guide_windows (venue_id, guide_id);

-- What is known of a place, each with its day and its source; never of a person.
CREATE TABLE place_facts (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    kind TEXT NOT NULL CHECK (kind IN ('sentence', 'founded', 'boundary', 'area', 'estates',
        'buildings', 'households', 'residents', 'merchants', 'employees', 'footfall')),
    said TEXT NOT NULL CHECK (said <> ''),
    -- Whether the source itself gives it only roughly.
    is_rough {INT} NOT NULL CHECK (is_rough IN (0, 1)),
    as_of TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source <> ''),
    post_id {INT} REFERENCES posts (id),
    at {INT} NOT NULL,
    -- The fact that it takes the place of.
    replaces_id {INT} UNIQUE REFERENCES place_facts (id),
    is_current {INT} NOT NULL CHECK (is_current IN (0, 1))
) {STRICT};
CREATE UNIQUE INDEX place_facts_current ON place_facts (place_id, kind) WHERE is_current = 1;
CREATE INDEX place_facts_by_place ON place_facts (place_id, id);
