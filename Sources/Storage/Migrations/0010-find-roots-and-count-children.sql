-- The roots of a realm's tree stand in an index of their own, however many places lie under them.
CREATE INDEX places_roots ON places (realm_id, path) WHERE parent_id IS NULL;

-- What lies under a place is counted without reading the rows.
DROP INDEX places_by_parent;
CREATE INDEX places_by_parent ON places (parent_id, name_zh, id, until_day);
