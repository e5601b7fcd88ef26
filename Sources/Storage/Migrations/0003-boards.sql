-- Pages for everyone list matters of one procedure by where they stand, the last touched first.
CREATE INDEX matters_by_state ON matters (realm_id, procedure, state, touched_at, id);
