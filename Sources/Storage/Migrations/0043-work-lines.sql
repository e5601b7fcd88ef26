-- Which lines of work of the place a matter or an activity belongs to.
CREATE TABLE work_lines (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    line TEXT NOT NULL CHECK (line <> ''),
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('matter', 'activity')),
    subject_id {INT} NOT NULL,
    place_path TEXT NOT NULL,
    day TEXT NOT NULL,
    post_id {INT} NOT NULL REFERENCES posts (id),
    UNIQUE (subject_id, line)
) {STRICT};
CREATE INDEX work_lines_by_day ON work_lines (realm_id, line, day, id);
