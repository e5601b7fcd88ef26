-- Matters that are linked with each other: a project with the needs that it meets and the resources
-- that it uses. What kind of link it is, the procedures of both say.
CREATE TABLE matter_links (
    -- The matter that made the link; only it may undo it.
    from_id {INT} NOT NULL REFERENCES matters (id),
    -- The matter that it named.
    to_id {INT} NOT NULL REFERENCES matters (id),
    PRIMARY KEY (from_id, to_id),
    CHECK (from_id <> to_id)
) {STRICT};
CREATE INDEX matter_links_by_target ON matter_links (to_id, from_id);

-- Whether something answers it: a person took it on, or it is linked with an open matter. Kept for
-- lists that show first what nothing answers.
ALTER TABLE matters ADD COLUMN matched {INT} NOT NULL DEFAULT 0 CHECK (matched IN (0, 1));
CREATE INDEX matters_open_by_match
    ON matters (realm_id, procedure, matched, id, place_path, category)
    WHERE ended_at IS NULL;
