-- Tables that somebody sent: what their columns are and what came of them. The rows wait a day,
-- sealed; what must not be kept of anybody is gone before they come here.
CREATE TABLE sheet_imports (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    noun TEXT NOT NULL CHECK (noun IN
        ('people', 'posts', 'places', 'bodies', 'households', 'needs', 'resources')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'taking', 'taken', 'undone', 'dropped')),
    -- Who sent it; none at the command line.
    post_id {INT} REFERENCES posts (id),
    sent_at {INT} NOT NULL,
    encoding TEXT NOT NULL,
    row_count {INT} NOT NULL CHECK (row_count > 0),
    -- How many rows were gone through.
    taken_count {INT} NOT NULL CHECK (taken_count BETWEEN 0 AND row_count),
    created_count {INT} NOT NULL,
    changed_count {INT} NOT NULL,
    same_count {INT} NOT NULL,
    left_out_count {INT} NOT NULL,
    -- Cells in which the number of an identity or bank card stood.
    emptied_count {INT} NOT NULL,
    accepted_at {INT},
    -- The key of the rows, sealed; gone as soon as they are not needed.
    seal_key {BLOB},
    version {INT} NOT NULL CHECK (version > 0),
    CHECK ((state IN ('taking', 'taken', 'undone')) = (accepted_at IS NOT NULL)),
    CHECK (state IN ('waiting', 'taking') OR seal_key IS NULL)
) {STRICT};
CREATE INDEX sheet_imports_by_realm ON sheet_imports (realm_id, id);
CREATE INDEX sheet_imports_waiting ON sheet_imports (sent_at) WHERE state = 'waiting';

CREATE TABLE sheet_import_columns (
    import_id {INT} NOT NULL REFERENCES sheet_imports (id),
    -- From 0, as the table has it.
    ordinal {INT} NOT NULL CHECK (ordinal >= 0),
    header TEXT NOT NULL,
    -- What it becomes; none where it is left aside.
    field TEXT CHECK (field <> ''),
    -- Why nothing of it is kept.
    forbidden TEXT CHECK (forbidden <> ''),
    PRIMARY KEY (import_id, ordinal),
    CHECK (field IS NULL OR forbidden IS NULL)
) {STRICT};

-- Values that hold for all rows.
CREATE TABLE sheet_import_values (
    import_id {INT} NOT NULL REFERENCES sheet_imports (id),
    field TEXT NOT NULL,
    value TEXT NOT NULL CHECK (value <> ''),
    PRIMARY KEY (import_id, field)
) {STRICT};

-- Some hundred rows of the table each.
CREATE TABLE sheet_import_rows (
    import_id {INT} NOT NULL REFERENCES sheet_imports (id),
    ordinal {INT} NOT NULL CHECK (ordinal >= 0),
    sealed {BLOB} NOT NULL,
    PRIMARY KEY (import_id, ordinal)
) {STRICT};

-- What an accepted table did, so that it can be taken back.
CREATE TABLE sheet_import_items (
    import_id {INT} NOT NULL REFERENCES sheet_imports (id),
    ordinal {INT} NOT NULL CHECK (ordinal >= 0),
    -- The row of the table.
    row_number {INT} NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN
        ('person', 'post', 'place', 'body', 'fact', 'matter', 'bodyPhone', 'placeCode')),
    subject_id {INT} NOT NULL,
    -- What stood there before and after, where something was changed.
    before_text TEXT,
    after_text TEXT,
    undone_at {INT},
    PRIMARY KEY (import_id, ordinal)
) {STRICT};

-- Rows that were left out, and the sentence that says why; never what stood in them.
CREATE TABLE sheet_import_left_out (
    import_id {INT} NOT NULL REFERENCES sheet_imports (id),
    row_number {INT} NOT NULL,
    -- The column, from 0; none where it is the whole row.
    cell {INT},
    complaint TEXT NOT NULL,
    PRIMARY KEY (import_id, row_number)
) {STRICT};
