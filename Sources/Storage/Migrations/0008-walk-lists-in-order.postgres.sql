-- Lists of matters are walked in the order in which they are shown, in indexes that hold all that
-- the lists ask: an open list reads as many entries as it shows, however many matters ended.

-- The deadline by which open matters are ordered; the year 9999 stands in for none.
ALTER TABLE matters ADD COLUMN due_order BIGINT
    GENERATED ALWAYS AS (COALESCE(due_at, 253402300800000)) STORED;
-- The person who last acted on it; null for a resident and for the clock.
ALTER TABLE matters ADD COLUMN toucher_id BIGINT;
-- Its two keys, encrypted under the installation's: for the payloads of the record, null once the
-- story's words are erased; and for personal fields, null once those are erased.
ALTER TABLE matters ADD COLUMN story_key BYTEA;
ALTER TABLE matters ADD COLUMN person_key BYTEA;

UPDATE matters
SET (story_key, person_key) = (
        SELECT data_keys.story_key, data_keys.person_key FROM data_keys
        WHERE data_keys.matter_id = matters.id),
    toucher_id = (
        SELECT records.person_id FROM records
        WHERE records.subject_kind = 'matter' AND records.subject_id = matters.id
        ORDER BY records.sequence DESC LIMIT 1);
DROP TABLE data_keys;

DROP INDEX matters_open_by_state;
CREATE INDEX matters_open_by_state
    ON matters (realm_id, procedure, state, due_order, id, place_path, lead_id, taker_id, category,
        suspended, due_at, amber_at, touched_at, toucher_id)
    WHERE ended_at IS NULL;
DROP INDEX matters_open_by_due;
CREATE INDEX matters_open_by_due
    ON matters (realm_id, due_order, id, place_path, procedure, state, category, suspended, due_at,
        amber_at)
    WHERE ended_at IS NULL;
DROP INDEX matters_by_lead;
CREATE INDEX matters_open_by_lead
    ON matters (lead_id, due_order, id, place_path, procedure, state, category, suspended, due_at,
        amber_at, touched_at, toucher_id)
    WHERE ended_at IS NULL;
CREATE INDEX matters_ended_by_lead ON matters (lead_id, ended_at, id) WHERE ended_at IS NOT NULL;
CREATE INDEX matters_by_taker ON matters (taker_id, ended_at, id) WHERE taker_id IS NOT NULL;
DROP INDEX matters_by_end;
CREATE INDEX matters_by_end
    ON matters (realm_id, ended_at, id, place_path, lead_id, procedure, state, category, late,
        ending)
    WHERE ended_at IS NOT NULL;
CREATE INDEX matters_unerased ON matters (realm_id, ended_at, id)
    WHERE ended_at IS NOT NULL AND erased_at IS NULL;

DROP INDEX matters_by_place;
DROP INDEX matters_due;
DROP INDEX matters_by_parent;
CREATE INDEX matters_by_parent ON matters (parent_id, id) WHERE parent_id IS NOT NULL;
DROP INDEX matters_by_merge;
CREATE INDEX matters_by_merge ON matters (merged_into_id) WHERE merged_into_id IS NOT NULL;

-- What somebody did last, to tell them what others did since.
CREATE INDEX records_by_person ON records (person_id, sequence, subject_id)
    WHERE person_id IS NOT NULL AND subject_kind = 'matter';
