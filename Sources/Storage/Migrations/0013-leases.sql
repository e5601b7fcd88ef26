-- What one node alone does, or is, for a time: work behind the pages, a number of its own.
CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    -- A word that the node drew when it started.
    holder TEXT NOT NULL,
    until_at {INT} NOT NULL
) {STRICT};
