-- The money of projects, line by line. What was received and spent is a transfer as well; a plan
-- moves nothing. No line is changed or deleted: what was wrong is taken back by another.
CREATE TABLE fund_lines (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    matter_id {INT} NOT NULL REFERENCES matters (id),
    kind TEXT NOT NULL CHECK (kind IN ('planned', 'received', 'spent')),
    source TEXT NOT NULL CHECK (source IN ('fiscal', 'own', 'donation', 'common')),
    -- In hundredths of a yuan.
    fen {INT} NOT NULL CHECK (fen > 0),
    -- The day that the paper names.
    day TEXT NOT NULL,
    words TEXT NOT NULL CHECK (words <> ''),
    post_id {INT} NOT NULL REFERENCES posts (id),
    at {INT} NOT NULL,
    transfer_id {INT} UNIQUE REFERENCES transfers (id),
    -- The line that it takes back; each at most once.
    reverses_id {INT} UNIQUE REFERENCES fund_lines (id),
    CHECK ((kind = 'planned') = (transfer_id IS NULL))
) {STRICT};
CREATE INDEX fund_lines_by_matter ON fund_lines (matter_id, id);
CREATE INDEX fund_lines_by_source ON fund_lines (realm_id, source, day, id);
