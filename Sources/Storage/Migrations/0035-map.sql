-- Boundaries of places, as their publishers give them (WGS 84).
CREATE TABLE place_outlines (
    place_id {INT} NOT NULL PRIMARY KEY REFERENCES places (id),
    -- “longitude,latitude” in millionths of a degree; a blank between positions, | between rings,
    -- ; between areas.
    outline TEXT NOT NULL CHECK (outline <> ''),
    -- The file that it was read from.
    source TEXT NOT NULL CHECK (source <> ''),
    taken_at {INT} NOT NULL
) {STRICT};

-- The box around each place that has a position or a boundary; derived from them.
CREATE TABLE place_extents (
    place_id {INT} NOT NULL PRIMARY KEY REFERENCES places (id),
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- Millionths of a degree.
    west {INT} NOT NULL,
    south {INT} NOT NULL,
    east {INT} NOT NULL,
    north {INT} NOT NULL,
    -- Where the box is, as one number: the bits of its south-western corner interleaved.
    map_key {INT} NOT NULL,
    CHECK (west <= east),
    CHECK (south <= north)
) {STRICT};
CREATE UNIQUE INDEX place_extents_by_key ON place_extents (realm_id, map_key, place_id);

-- The bits of both numbers are moved apart in five steps, then laid into each other.
INSERT INTO place_extents (place_id, realm_id, west, south, east, north, map_key)
SELECT place_id, realm_id, longitude, latitude, longitude, latitude,
    ((x | (x << 1)) & 6148914691236517205) | (((y | (y << 1)) & 6148914691236517205) << 1)
FROM (SELECT place_id, realm_id, longitude, latitude,
        (x | (x << 2)) & 3689348814741910323 AS x, (y | (y << 2)) & 3689348814741910323 AS y
    FROM (SELECT place_id, realm_id, longitude, latitude,
            (x | (x << 4)) & 1085102592571150095 AS x, (y | (y << 4)) & 1085102592571150095 AS y
        FROM (SELECT place_id, realm_id, longitude, latitude,
                (x | (x << 8)) & 71777214294589695 AS x, (y | (y << 8)) & 71777214294589695 AS y
            FROM (SELECT place_id, realm_id, longitude, latitude,
                    (x | (x << 16)) & 281470681808895 AS x,
                    (y | (y << 16)) & 281470681808895 AS y
                FROM (SELECT place_positions.place_id, places.realm_id, longitude, latitude,
                        longitude + 180000000 AS x, latitude + 90000000 AS y
                    FROM place_positions
                        JOIN places ON places.id = place_positions.place_id) AS whole
            ) AS by_sixteen) AS by_eight) AS by_four) AS by_two;

-- The matters that everyone may read now, at the place where everyone may know them to be; derived.
CREATE TABLE public_matters (
    matter_id {INT} NOT NULL PRIMARY KEY REFERENCES matters (id),
    realm_id {INT} NOT NULL REFERENCES realms (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    opened_at {INT} NOT NULL,
    -- Where the position of the place is, as one number; null where it has none.
    map_key {INT}
) {STRICT};
CREATE INDEX public_matters_by_key ON public_matters (realm_id, map_key, matter_id, opened_at)
    WHERE map_key IS NOT NULL;
CREATE INDEX public_matters_by_opening ON public_matters (realm_id, opened_at, matter_id);
CREATE INDEX public_matters_by_place ON public_matters (place_id, matter_id);
