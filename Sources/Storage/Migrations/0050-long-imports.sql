-- A long table is gone through behind the pages, some rows at a time, and taken back so, too.
-- For which post the program goes on with it; none while nobody asked, or since it stopped.
ALTER TABLE sheet_imports ADD COLUMN worker_id {INT} REFERENCES posts (id);
-- Where taking back goes on: of what it made, the last before this number comes next.
ALTER TABLE sheet_imports ADD COLUMN undo_before {INT} CHECK (undo_before >= 0);
-- What the last taking back came to so far.
ALTER TABLE sheet_imports ADD COLUMN undone_count {INT} NOT NULL DEFAULT 0;
ALTER TABLE sheet_imports ADD COLUMN standing_count {INT} NOT NULL DEFAULT 0;

CREATE INDEX sheet_imports_at_work ON sheet_imports (worker_id, id) WHERE worker_id IS NOT NULL;
