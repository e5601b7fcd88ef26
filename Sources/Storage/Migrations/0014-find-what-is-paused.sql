-- The few that are paused among the many that are open.
CREATE INDEX matters_paused ON matters (realm_id, due_order, id, place_path)
    WHERE ended_at IS NULL AND suspended = 1;
