-- Times are milliseconds since 1970 (UTC), days are texts such as 2026-11-21, flags are 0 or 1.
-- Every row names its realm; ids are time-sortable and made by the program.

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) {STRICT};

CREATE TABLE realms (
    id {ID},
    slug TEXT NOT NULL UNIQUE,
    name_zh TEXT NOT NULL CHECK (name_zh <> ''),
    name_en TEXT,
    profile TEXT NOT NULL,
    -- The version under which new matters open.
    profile_version {INT} NOT NULL CHECK (profile_version > 0),
    -- Whether residents may use its public pages; a realm of imported data may be closed.
    is_public {INT} NOT NULL CHECK (is_public IN (0, 1)),
    founded_at {INT} NOT NULL
) {STRICT};

-- The text of every version of every profile, as it was when it took effect.
CREATE TABLE profile_files (
    realm_id {INT} NOT NULL REFERENCES realms (id),
    version {INT} NOT NULL CHECK (version > 0),
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (realm_id, version, path)
) {STRICT};

-- The last number given out, by realm and kind of number.
CREATE TABLE counters (
    realm_id {INT} NOT NULL,
    name TEXT NOT NULL,
    value {INT} NOT NULL,
    PRIMARY KEY (realm_id, name)
) {STRICT};

CREATE TABLE places (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    parent_id {INT} REFERENCES places (id),
    -- The ids from the root, in base 36, each followed by a dot.
    path TEXT NOT NULL UNIQUE,
    code TEXT,
    level TEXT NOT NULL,
    name_zh TEXT NOT NULL CHECK (name_zh <> ''),
    name_en TEXT,
    -- Random words in the address of the place's QR code, so that codes cannot be guessed.
    poster TEXT UNIQUE,
    from_day TEXT,
    until_day TEXT,
    CHECK (until_day IS NULL OR from_day IS NULL OR from_day < until_day)
) {STRICT};
CREATE UNIQUE INDEX places_by_code ON places (realm_id, code);
CREATE INDEX places_by_parent ON places (parent_id, name_zh, id);
CREATE INDEX places_by_level ON places (realm_id, level, path);

CREATE TABLE bodies (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    parent_id {INT} REFERENCES bodies (id),
    kind TEXT NOT NULL,
    name_zh TEXT NOT NULL CHECK (name_zh <> ''),
    name_en TEXT,
    -- The published office telephone; never a private number.
    phone TEXT,
    place_id {INT} REFERENCES places (id),
    from_day TEXT,
    until_day TEXT
) {STRICT};
CREATE INDEX bodies_by_realm ON bodies (realm_id, name_zh, id);

CREATE TABLE duty_clauses (
    id {ID},
    body_id {INT} NOT NULL REFERENCES bodies (id),
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    stance TEXT NOT NULL CHECK (stance IN ('own', 'cooperates', 'notOurs')),
    UNIQUE (body_id, code)
) {STRICT};

CREATE TABLE people (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    name TEXT NOT NULL CHECK (name <> ''),
    -- Unique over the installation, since the sign-in page serves every realm.
    sign_in TEXT NOT NULL UNIQUE,
    from_day TEXT,
    until_day TEXT
) {STRICT};
CREATE INDEX people_by_realm ON people (realm_id, name, id);

CREATE TABLE credentials (
    person_id {INT} PRIMARY KEY REFERENCES people (id),
    -- An argon2id verifier.
    password TEXT NOT NULL,
    -- The secret of one-time passwords, encrypted under the installation's key.
    secret {BLOB},
    -- The last time step accepted, so that a one-time password serves once.
    step_used {INT} NOT NULL,
    changed_at {INT} NOT NULL
) {STRICT};

CREATE TABLE posts (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    person_id {INT} NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    body_id {INT} NOT NULL REFERENCES bodies (id),
    place_id {INT} NOT NULL REFERENCES places (id),
    duty TEXT,
    from_day TEXT,
    until_day TEXT
) {STRICT};
CREATE INDEX posts_by_person ON posts (person_id, id);
CREATE INDEX posts_by_body ON posts (body_id, id);

-- Only the digest of a session's token is kept: a copy of the database opens no session.
CREATE TABLE sessions (
    token_digest TEXT PRIMARY KEY,
    person_id {INT} NOT NULL REFERENCES people (id),
    post_id {INT} REFERENCES posts (id),
    -- Whether a one-time password was given, for posts that need one.
    confirmed {INT} NOT NULL CHECK (confirmed IN (0, 1)),
    opened_at {INT} NOT NULL,
    expires_at {INT} NOT NULL
) {STRICT};
CREATE INDEX sessions_by_person ON sessions (person_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- How often something limited was tried in a window of time.
CREATE TABLE attempts (
    kind TEXT NOT NULL,
    -- A keyed digest of the address or account, so that no address is kept.
    subject TEXT NOT NULL,
    window_start {INT} NOT NULL,
    count {INT} NOT NULL,
    PRIMARY KEY (kind, subject, window_start)
) {STRICT};
CREATE INDEX attempts_by_window ON attempts (window_start);

CREATE TABLE catalogues (
    realm_id {INT} NOT NULL REFERENCES realms (id),
    version {INT} NOT NULL CHECK (version > 0),
    -- Null while it is the one draft.
    published_at {INT},
    person_id {INT} REFERENCES people (id),
    remark TEXT NOT NULL,
    PRIMARY KEY (realm_id, version)
) {STRICT};

CREATE TABLE catalogue_rules (
    id {ID},
    realm_id {INT} NOT NULL,
    version {INT} NOT NULL,
    ordinal {INT} NOT NULL,
    place_id {INT} NOT NULL REFERENCES places (id),
    category TEXT,
    lead_id {INT} NOT NULL REFERENCES bodies (id),
    basis TEXT NOT NULL CHECK (basis <> ''),
    FOREIGN KEY (realm_id, version) REFERENCES catalogues (realm_id, version),
    UNIQUE (realm_id, version, ordinal)
) {STRICT};

CREATE TABLE catalogue_assists (
    rule_id {INT} NOT NULL REFERENCES catalogue_rules (id) ON DELETE CASCADE,
    body_id {INT} NOT NULL REFERENCES bodies (id),
    PRIMARY KEY (rule_id, body_id)
) {STRICT};

CREATE TABLE matters (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- Such as 26-00042-7, with its check digit.
    reference TEXT NOT NULL,
    procedure TEXT NOT NULL,
    procedure_version {INT} NOT NULL,
    -- The version of the profile that holds this version of the procedure.
    profile_version {INT} NOT NULL,
    channel TEXT NOT NULL,
    opened_at {INT} NOT NULL,
    -- Who entered it at the desk, where it did not come from the public pages.
    opener_id {INT} REFERENCES people (id),
    state TEXT NOT NULL,
    stage TEXT NOT NULL,
    title TEXT NOT NULL,
    account TEXT NOT NULL,
    place_id {INT} NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    spot TEXT,
    category TEXT NOT NULL,
    urgency TEXT NOT NULL,
    triage TEXT,
    supervision TEXT,
    lead_id {INT} REFERENCES bodies (id),
    first_receiver_id {INT} REFERENCES bodies (id),
    taker_id {INT} REFERENCES people (id),
    parent_id {INT} REFERENCES matters (id),
    merged_into_id {INT} REFERENCES matters (id),
    ended_at {INT},
    ending TEXT,
    version {INT} NOT NULL CHECK (version > 0),
    -- The deadline of the clock that bounds the present state; derived, kept for sorting.
    due_at {INT},
    -- From when the light is amber; derived.
    amber_at {INT},
    due_clock TEXT,
    suspended {INT} NOT NULL CHECK (suspended IN (0, 1)),
    -- Whether every clock was met so far: 1 late, 0 not.
    late {INT} NOT NULL CHECK (late IN (0, 1)),
    touched_at {INT} NOT NULL,
    -- A keyed digest of the check word on the receipt.
    word_digest TEXT,
    -- When the free text and photographs were removed.
    erased_at {INT},
    UNIQUE (realm_id, reference),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (merged_into_id IS NULL OR merged_into_id <> id)
) {STRICT};
CREATE INDEX matters_open_by_due ON matters (realm_id, ended_at, due_at, id);
CREATE INDEX matters_by_touch ON matters (realm_id, touched_at, id);
CREATE INDEX matters_by_place ON matters (realm_id, place_id, opened_at, id);
CREATE INDEX matters_by_lead ON matters (lead_id, ended_at, due_at, id);
CREATE INDEX matters_by_parent ON matters (parent_id);
CREATE INDEX matters_by_merge ON matters (merged_into_id);
CREATE INDEX matters_by_end ON matters (realm_id, ending, ended_at, id);
CREATE INDEX matters_due ON matters (due_at, id) WHERE ended_at IS NULL;

CREATE TABLE matter_assists (
    matter_id {INT} NOT NULL REFERENCES matters (id),
    body_id {INT} NOT NULL REFERENCES bodies (id),
    PRIMARY KEY (matter_id, body_id)
) {STRICT};
CREATE INDEX matter_assists_by_body ON matter_assists (body_id, matter_id);

CREATE TABLE clocks (
    matter_id {INT} NOT NULL REFERENCES matters (id),
    name TEXT NOT NULL,
    -- The budget: an amount and a unit, or else a fixed instant.
    amount {INT},
    unit TEXT,
    until_at {INT},
    started_at {INT} NOT NULL,
    stopped_at {INT},
    -- Derived from the budget, the suspensions and the calendar; kept to find what re-projects.
    due_at {INT} NOT NULL,
    provisional {INT} NOT NULL CHECK (provisional IN (0, 1)),
    PRIMARY KEY (matter_id, name),
    CHECK ((amount IS NULL) = (unit IS NULL)),
    CHECK ((amount IS NULL) <> (until_at IS NULL))
) {STRICT};
CREATE INDEX clocks_running ON clocks (due_at, matter_id, name) WHERE stopped_at IS NULL;

CREATE TABLE clock_suspensions (
    matter_id {INT} NOT NULL,
    clock TEXT NOT NULL,
    from_at {INT} NOT NULL,
    until_at {INT},
    reason TEXT NOT NULL,
    PRIMARY KEY (matter_id, clock, from_at),
    FOREIGN KEY (matter_id, clock) REFERENCES clocks (matter_id, name) ON DELETE CASCADE
) {STRICT};

CREATE TABLE clock_extensions (
    matter_id {INT} NOT NULL,
    clock TEXT NOT NULL,
    ordinal {INT} NOT NULL,
    amount {INT} NOT NULL CHECK (amount > 0),
    unit TEXT NOT NULL,
    PRIMARY KEY (matter_id, clock, ordinal),
    FOREIGN KEY (matter_id, clock) REFERENCES clocks (matter_id, name) ON DELETE CASCADE
) {STRICT};

CREATE TABLE petitions (
    matter_id {INT} NOT NULL REFERENCES matters (id),
    kind TEXT NOT NULL,
    days {INT},
    person_id {INT} REFERENCES people (id),
    asked_at {INT} NOT NULL,
    PRIMARY KEY (matter_id, kind)
) {STRICT};

CREATE TABLE photographs (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    -- Null until the action that carries it is done; such orphans are swept after a day.
    matter_id {INT} REFERENCES matters (id),
    width {INT} NOT NULL,
    height {INT} NOT NULL,
    -- JPEG, re-encoded without metadata.
    image {BLOB} NOT NULL,
    thumbnail {BLOB} NOT NULL,
    digest TEXT NOT NULL,
    added_at {INT} NOT NULL
) {STRICT};
CREATE INDEX photographs_by_matter ON photographs (matter_id, id);

-- One key for each matter, wrapped by the installation's key. Erasing personal data erases the
-- key: what it sealed can then be read by nobody, while every digest still holds.
CREATE TABLE data_keys (
    matter_id {INT} PRIMARY KEY REFERENCES matters (id),
    -- For the payloads of the record; null once the story's words are erased.
    story_key {BLOB},
    -- For personal fields; null once they are erased.
    person_key {BLOB}
) {STRICT};

-- Personal fields, apart from the matter and encrypted. There is no column for ethnicity, belief,
-- health, identity number, petition history, tags or scores, and there never will be.
CREATE TABLE personal_fields (
    matter_id {INT} NOT NULL REFERENCES matters (id),
    field TEXT NOT NULL,
    sealed {BLOB} NOT NULL,
    purpose TEXT NOT NULL,
    basis TEXT NOT NULL,
    -- Days after the matter's end until it is erased.
    keep_days {INT} NOT NULL CHECK (keep_days >= 0),
    given_at {INT} NOT NULL,
    PRIMARY KEY (matter_id, field)
) {STRICT};

-- Each reading of personal fields, shown to the person concerned.
CREATE TABLE personal_readings (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    matter_id {INT} NOT NULL REFERENCES matters (id),
    person_id {INT} NOT NULL REFERENCES people (id),
    post_id {INT} NOT NULL REFERENCES posts (id),
    read_at {INT} NOT NULL,
    reason TEXT NOT NULL
) {STRICT};
CREATE INDEX personal_readings_by_matter ON personal_readings (matter_id, id);

-- What happened, append-only: rows are never updated and never deleted.
CREATE TABLE records (
    sequence {ID},
    id {INT} NOT NULL UNIQUE,
    realm_id {INT} NOT NULL,
    at {INT} NOT NULL,
    person_id {INT},
    post_id {INT},
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id {INT} NOT NULL,
    -- The canonical payload, encrypted under the subject's key.
    body {BLOB} NOT NULL,
    body_digest {BLOB} NOT NULL,
    digest {BLOB} NOT NULL
) {STRICT};
CREATE INDEX records_by_subject ON records (subject_kind, subject_id, sequence);
CREATE INDEX records_by_realm ON records (realm_id, sequence);

CREATE TABLE seals (
    number {ID},
    first_sequence {INT} NOT NULL UNIQUE,
    last_sequence {INT} NOT NULL UNIQUE,
    root {BLOB} NOT NULL,
    previous {BLOB} NOT NULL,
    sealed_at {INT} NOT NULL,
    digest {BLOB} NOT NULL,
    -- The digests of the records, one after another, so that a bad one can be named.
    leaves {BLOB} NOT NULL
) {STRICT};

CREATE TABLE notices (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    title_zh TEXT NOT NULL,
    title_en TEXT,
    text_zh TEXT NOT NULL,
    text_en TEXT,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    person_id {INT} REFERENCES people (id),
    CHECK (from_day <= until_day)
) {STRICT};
CREATE INDEX notices_by_day ON notices (realm_id, until_day, id);

CREATE TABLE calendar_years (
    year {INT} PRIMARY KEY,
    loaded_at {INT} NOT NULL
) {STRICT};

-- Days that differ from Monday to Friday. The national layer has realm 0; a local layer wins.
CREATE TABLE calendar_days (
    realm_id {INT} NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('off', 'work', 'unsure')),
    name TEXT NOT NULL,
    PRIMARY KEY (realm_id, day)
) {STRICT};

-- Which row of a source became which matter, so that importing twice adds nothing.
CREATE TABLE imports (
    realm_id {INT} NOT NULL REFERENCES realms (id),
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    matter_id {INT} NOT NULL REFERENCES matters (id),
    PRIMARY KEY (realm_id, source, external_id)
) {STRICT};
