-- How far the lights of a realm's matters were looked at, to write down once that one turned amber
-- or red; only where an outlet tells it.
CREATE TABLE light_cursors (
    realm_id {INT} NOT NULL REFERENCES realms (id),
    light TEXT NOT NULL CHECK (light IN ('amber', 'red')),
    -- The last matter that was looked at, by the instant at which its light turned.
    at {INT} NOT NULL,
    matter_id {INT} NOT NULL,
    PRIMARY KEY (realm_id, light)
) {STRICT};

-- The condition on the clock keeps the index to those who name it, and out of the walks of lists.
CREATE INDEX matters_by_amber ON matters (realm_id, amber_at, id)
    WHERE ended_at IS NULL AND due_clock IS NOT NULL;
