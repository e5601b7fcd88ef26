-- Where the days of a year came from: `builtIn`, or the name of the file that was imported; null
-- where it was not noted yet.
ALTER TABLE calendar_years ADD COLUMN source TEXT;

-- The record is read between two days, newest first; the order of time serves the whole list too.
CREATE INDEX records_by_time ON records (realm_id, at, sequence);
DROP INDEX records_by_realm;

-- How many open matters under a place stand in each state, and how many are past their deadline.
CREATE INDEX matters_open_by_state
    ON matters (realm_id, procedure, state, place_path, due_at, suspended)
    WHERE ended_at IS NULL;
