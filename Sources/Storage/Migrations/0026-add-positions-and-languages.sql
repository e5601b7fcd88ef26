-- Where a place is (WGS 84); most have none.
CREATE TABLE place_positions (
    place_id {INT} NOT NULL PRIMARY KEY REFERENCES places (id),
    -- Millionths of a degree, north and east.
    latitude {INT} NOT NULL CHECK (latitude BETWEEN -90000000 AND 90000000),
    longitude {INT} NOT NULL CHECK (longitude BETWEEN -180000000 AND 180000000)
) {STRICT};

-- The languages that people say they can help in, beside the one that everyone speaks.
CREATE TABLE help_languages (
    person_id {INT} NOT NULL REFERENCES help_offers (person_id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    PRIMARY KEY (person_id, language)
) {STRICT};

-- The language in which whoever helps must be able to speak; most matters ask for none.
ALTER TABLE matters ADD COLUMN language TEXT;
