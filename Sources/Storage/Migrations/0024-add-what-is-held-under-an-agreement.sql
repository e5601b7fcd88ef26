-- The agreement with a partner unit under which an activity is held.
ALTER TABLE activities ADD COLUMN agreement_id {INT} REFERENCES matters (id);
CREATE INDEX activities_by_agreement ON activities (agreement_id, starts_at, id)
    WHERE agreement_id IS NOT NULL;
