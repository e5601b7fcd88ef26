-- Venues with their hours and rooms, what takes a room, and sittings with slots.
CREATE TABLE venues (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- Who keeps it.
    body_id {INT} NOT NULL REFERENCES bodies (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    name_zh TEXT NOT NULL CHECK (name_zh <> ''),
    name_en TEXT,
    -- What kind of venue it is, as the profile names it.
    model TEXT NOT NULL,
    -- Where, in words that a neighbour finds.
    spot TEXT NOT NULL CHECK (spot <> ''),
    phone TEXT,
    about TEXT NOT NULL,
    rules TEXT NOT NULL,
    -- What holds on a day off of the working calendar.
    on_holidays TEXT NOT NULL CHECK (on_holidays IN ('usual', 'sunday', 'closed')),
    opened_on TEXT NOT NULL,
    closed_on TEXT,
    version {INT} NOT NULL CHECK (version > 0)
) {STRICT};
CREATE INDEX venues_by_realm ON venues (realm_id, name_zh, id);

-- What a venue is there for (治理驿站的职能), in the order in which they are shown.
CREATE TABLE venue_functions (
    venue_id {INT} NOT NULL REFERENCES venues (id),
    ordinal {INT} NOT NULL CHECK (ordinal > 0),
    function TEXT NOT NULL,
    PRIMARY KEY (venue_id, function)
) {STRICT};

-- Spans of a week in minutes of the day; weekday 1 is Monday. Weekday 0 holds the quiet hours.
CREATE TABLE venue_hours (
    venue_id {INT} NOT NULL REFERENCES venues (id),
    weekday {INT} NOT NULL CHECK (weekday BETWEEN 0 AND 7),
    from_minute {INT} NOT NULL CHECK (from_minute >= 0),
    until_minute {INT} NOT NULL CHECK (until_minute > from_minute AND until_minute <= 1440),
    PRIMARY KEY (venue_id, weekday, from_minute)
) {STRICT};

-- A day on which other hours hold, or none.
CREATE TABLE venue_days (
    venue_id {INT} NOT NULL REFERENCES venues (id),
    day TEXT NOT NULL,
    from_minute {INT} CHECK (from_minute >= 0),
    until_minute {INT} CHECK (until_minute > from_minute AND until_minute <= 1440),
    reason TEXT NOT NULL CHECK (reason <> ''),
    PRIMARY KEY (venue_id, day),
    CHECK ((from_minute IS NULL) = (until_minute IS NULL))
) {STRICT};

CREATE TABLE rooms (
    id {ID},
    venue_id {INT} NOT NULL REFERENCES venues (id),
    name_zh TEXT NOT NULL CHECK (name_zh <> ''),
    name_en TEXT,
    -- What is in it.
    has TEXT NOT NULL,
    capacity {INT} NOT NULL CHECK (capacity > 0),
    -- Who may book it.
    access TEXT NOT NULL CHECK (access IN ('everyone', 'posts')),
    -- The longest booking, in minutes.
    minutes_max {INT} NOT NULL CHECK (minutes_max > 0),
    -- How often a day the same neighbour may.
    per_day {INT} NOT NULL CHECK (per_day > 0),
    ahead_days {INT} NOT NULL CHECK (ahead_days > 0),
    allows_sound {INT} NOT NULL CHECK (allows_sound IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    version {INT} NOT NULL CHECK (version > 0)
) {STRICT};
CREATE INDEX rooms_by_venue ON rooms (venue_id, id);

-- Every half hour that is taken, and by what. Two cannot take the same: the key forbids it.
CREATE TABLE room_times (
    room_id {INT} NOT NULL REFERENCES rooms (id),
    -- Its first millisecond.
    at {INT} NOT NULL CHECK (at % 1800000 = 0),
    noun TEXT NOT NULL CHECK (noun IN ('booking', 'meeting', 'activity', 'sitting')),
    subject_id {INT} NOT NULL,
    PRIMARY KEY (room_id, at)
) {STRICT};
CREATE INDEX room_times_by_subject ON room_times (subject_id, noun, room_id, at);

-- Hours in which somebody sits at a venue for whoever comes: a trade, a lawyer, a doctor. What is
-- said there stands nowhere; only how many came is counted.
CREATE TABLE sittings (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    venue_id {INT} NOT NULL REFERENCES venues (id),
    room_id {INT} REFERENCES rooms (id),
    place_path TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- Who sends them.
    body_id {INT} NOT NULL REFERENCES bodies (id),
    about TEXT NOT NULL,
    starts_at {INT} NOT NULL,
    ends_at {INT} NOT NULL CHECK (ends_at > starts_at),
    slot_minutes {INT} NOT NULL CHECK (slot_minutes > 0),
    state TEXT NOT NULL CHECK (state IN ('open', 'held', 'cancelled')),
    served {INT} CHECK (served >= 0),
    reason TEXT,
    version {INT} NOT NULL CHECK (version > 0),
    CHECK ((state = 'cancelled') = (reason IS NOT NULL)),
    CHECK ((state = 'held') = (served IS NOT NULL))
) {STRICT};
CREATE INDEX sittings_by_day ON sittings (realm_id, starts_at, id);
CREATE INDEX sittings_by_venue ON sittings (venue_id, starts_at, id);

-- A room, or a slot of a sitting, for somebody without an account or for a post.
CREATE TABLE bookings (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- The serial of the number on the receipt.
    number {INT} NOT NULL CHECK (number > 0),
    room_id {INT} REFERENCES rooms (id),
    sitting_id {INT} REFERENCES sittings (id),
    -- The slot, from 1.
    slot {INT} CHECK (slot > 0),
    starts_at {INT} NOT NULL,
    ends_at {INT} NOT NULL CHECK (ends_at > starts_at),
    people {INT} NOT NULL CHECK (people > 0),
    with_sound {INT} NOT NULL CHECK (with_sound IN (0, 1)),
    -- What a post books it for, for everyone to read; neighbours say nothing.
    title TEXT,
    post_id {INT} REFERENCES posts (id),
    -- Tells the same telephone again without knowing it; goes with what is sealed.
    contact_digest TEXT,
    seal_key {BLOB},
    sealed {BLOB},
    -- The keyed digest of the word on the receipt.
    word_digest TEXT NOT NULL,
    -- What the same form is known by when it comes twice.
    sent_digest TEXT UNIQUE,
    made_at {INT} NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('booked', 'cancelled')),
    -- Why the venue called it off.
    reason TEXT,
    version {INT} NOT NULL CHECK (version > 0),
    UNIQUE (realm_id, number),
    CHECK ((room_id IS NULL) <> (sitting_id IS NULL)),
    CHECK ((sitting_id IS NULL) = (slot IS NULL)),
    CHECK ((sealed IS NULL) = (seal_key IS NULL))
) {STRICT};
CREATE UNIQUE INDEX bookings_of_slots ON bookings (sitting_id, slot) WHERE state = 'booked';
CREATE INDEX bookings_by_room ON bookings (room_id, starts_at, id);
CREATE INDEX bookings_by_contact ON bookings (realm_id, contact_digest, starts_at);
CREATE INDEX bookings_to_erase ON bookings (realm_id, ends_at, id) WHERE sealed IS NOT NULL;

-- Each reading of who booked.
CREATE TABLE booking_readings (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    booking_id {INT} NOT NULL REFERENCES bookings (id),
    post_id {INT} NOT NULL REFERENCES posts (id),
    read_at {INT} NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> '')
) {STRICT};
CREATE INDEX booking_readings_by_booking ON booking_readings (booking_id, id);
