-- What people say of themselves that they can help with, and who was asked to.
CREATE TABLE help_offers (
    person_id {INT} NOT NULL PRIMARY KEY REFERENCES people (id),
    realm_id {INT} NOT NULL REFERENCES realms (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    -- One bit for each morning, afternoon and evening from Monday on.
    times {INT} NOT NULL CHECK (times >= 0 AND times < 2097152),
    -- How many they take on in thirty days.
    most {INT} NOT NULL CHECK (most >= 1 AND most <= 10)
) {STRICT};
CREATE INDEX help_offers_by_place ON help_offers (realm_id, place_path);

CREATE TABLE help_kinds (
    person_id {INT} NOT NULL REFERENCES help_offers (person_id) ON DELETE CASCADE,
    category TEXT NOT NULL,
    PRIMARY KEY (person_id, category)
) {STRICT};

CREATE TABLE invitations (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    matter_id {INT} NOT NULL REFERENCES matters (id),
    person_id {INT} NOT NULL REFERENCES people (id),
    at {INT} NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'declined'))
) {STRICT};
CREATE INDEX invitations_by_person ON invitations (person_id, id);
CREATE INDEX invitations_by_matter ON invitations (matter_id, id);
