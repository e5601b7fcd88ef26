-- Places, bodies, people and posts as the desk shows and changes them.

-- Every place by its name, with all that a search for a part of a name looks at, so that the
-- search reads this index alone.
CREATE INDEX places_by_name ON places (realm_id, name_zh, id, name_en);

CREATE INDEX bodies_by_parent ON bodies (parent_id);
CREATE INDEX bodies_by_place ON bodies (place_id);
CREATE INDEX posts_by_place ON posts (place_id, id);
-- A retired clause stays readable, since objections cite it.
ALTER TABLE duty_clauses ADD COLUMN from_day TEXT;
ALTER TABLE duty_clauses ADD COLUMN until_day TEXT;

-- Whether somebody else gave the password, so that the person must choose another first.
ALTER TABLE credentials ADD COLUMN temporary {INT} NOT NULL DEFAULT 0 CHECK (temporary IN (0, 1));
