-- A profile that is edited at the desk: a copy of files, checked as loading checks them, put into
-- force on a day. One at a time in a realm; what became of it stays.
CREATE TABLE profile_drafts (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- The profile that it was copied from: a name, or the version that was in force.
    origin TEXT NOT NULL CHECK (origin <> ''),
    started_post_id {INT} NOT NULL REFERENCES posts (id),
    started_at {INT} NOT NULL,
    -- The day on which it takes effect; none while it is edited.
    effective_on TEXT,
    ended_at {INT},
    -- The version that it became; none where it was dropped.
    version {INT},
    CHECK (version IS NULL OR ended_at IS NOT NULL)
) {STRICT};
CREATE UNIQUE INDEX profile_drafts_open ON profile_drafts (realm_id) WHERE ended_at IS NULL;
CREATE INDEX profile_drafts_by_realm ON profile_drafts (realm_id, id);

CREATE TABLE profile_draft_files (
    draft_id {INT} NOT NULL REFERENCES profile_drafts (id),
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (draft_id, path)
) {STRICT};
