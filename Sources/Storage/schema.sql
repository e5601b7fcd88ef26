CREATE TABLE access_key_matters (
    matter_id INTEGER NOT NULL PRIMARY KEY REFERENCES matters (id),
    key_id INTEGER NOT NULL REFERENCES access_keys (id)
) STRICT;

CREATE TABLE access_key_scopes (
    key_id INTEGER NOT NULL REFERENCES access_keys (id) ON DELETE CASCADE,
    scope TEXT NOT NULL CHECK (scope <> ''),
    PRIMARY KEY (key_id, scope)
) STRICT;

CREATE TABLE access_keys (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- Which system it is for.
    name TEXT NOT NULL CHECK (name <> ''),
    -- A keyed digest: the key itself is shown once and kept nowhere.
    digest TEXT NOT NULL UNIQUE,
    -- The channel of what comes in with it.
    channel TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > issued_at),
    revoked_at INTEGER
) STRICT;

CREATE TABLE accounts (
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    unit TEXT NOT NULL CHECK (unit IN ('minutes', 'points', 'meals', 'fen')),
    -- Such as “person 12” or “source service”.
    holder TEXT NOT NULL,
    -- The sum of its entries.
    balance INTEGER NOT NULL,
    PRIMARY KEY (realm_id, unit, holder),
    -- Only where amounts come from lies below zero.
    CHECK (balance >= 0 OR holder LIKE 'source %'),
    -- Points are never a person's.
    CHECK (unit <> 'points' OR holder NOT LIKE 'person %')
) STRICT;

CREATE TABLE activities (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- Who organises it.
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    about TEXT NOT NULL,
    venue TEXT NOT NULL CHECK (venue <> ''),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    -- How many may come; without a number, all.
    places INTEGER CHECK (places > 0),
    risk TEXT NOT NULL CHECK (risk IN ('ordinary', 'noted', 'insured')),
    risk_note TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'held', 'cancelled')),
    -- Those who came without signing up, or were served: a number, never names.
    visitors INTEGER CHECK (visitors >= 0),
    reason TEXT,
    version INTEGER NOT NULL CHECK (version > 0), agreement_id INTEGER REFERENCES matters (id),
    CHECK ((state = 'cancelled') = (reason IS NOT NULL)),
    CHECK ((risk = 'ordinary') = (risk_note IS NULL))
) STRICT;

CREATE TABLE appraisal_appeals (
    sheet_id INTEGER NOT NULL PRIMARY KEY REFERENCES appraisal_sheets (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    person_id INTEGER NOT NULL REFERENCES people (id),
    raised_at INTEGER NOT NULL,
    outcome TEXT CHECK (outcome IN ('upheld', 'dismissed')),
    words TEXT CHECK (words <> ''),
    decider_id INTEGER REFERENCES people (id),
    decided_at INTEGER,
    CHECK (decider_id <> person_id),
    CHECK ((outcome IS NULL) = (words IS NULL)),
    CHECK ((outcome IS NULL) = (decider_id IS NULL)),
    CHECK ((outcome IS NULL) = (decided_at IS NULL))
) STRICT;

CREATE TABLE appraisal_awards (
    round_id INTEGER NOT NULL,
    building_id INTEGER NOT NULL,
    points_sum INTEGER NOT NULL CHECK (points_sum >= 0),
    sheets INTEGER NOT NULL CHECK (sheets > 0),
    -- The transfer that holds now; absent where nothing was given.
    transfer_id INTEGER UNIQUE REFERENCES transfers (id),
    PRIMARY KEY (round_id, building_id),
    FOREIGN KEY (round_id, building_id) REFERENCES appraisal_buildings (round_id, place_id)
) STRICT;

CREATE TABLE appraisal_buildings (
    round_id INTEGER NOT NULL REFERENCES appraisal_rounds (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    PRIMARY KEY (round_id, place_id),
    UNIQUE (round_id, ordinal)
) STRICT;

CREATE TABLE appraisal_bulletins (
    round_id INTEGER NOT NULL PRIMARY KEY REFERENCES appraisal_rounds (id),
    lead TEXT NOT NULL CHECK (lead <> ''),
    person_id INTEGER NOT NULL REFERENCES people (id),
    written_at INTEGER NOT NULL,
    releaser_id INTEGER REFERENCES people (id),
    released_at INTEGER,
    version INTEGER NOT NULL CHECK (version > 0),
    CHECK (releaser_id <> person_id),
    CHECK ((releaser_id IS NULL) = (released_at IS NULL))
) STRICT;

CREATE TABLE appraisal_cancellations (
    round_id INTEGER NOT NULL PRIMARY KEY REFERENCES appraisal_rounds (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    cancelled_at INTEGER NOT NULL
) STRICT;

CREATE TABLE appraisal_criteria (
    scheme_id INTEGER NOT NULL REFERENCES appraisal_schemes (id),
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    name TEXT NOT NULL CHECK (name <> ''),
    -- Whole points.
    points_max INTEGER NOT NULL CHECK (points_max BETWEEN 1 AND 100),
    looks_at TEXT NOT NULL CHECK (looks_at <> ''),
    PRIMARY KEY (scheme_id, ordinal)
) STRICT;

CREATE TABLE appraisal_decided_marks (
    sheet_id INTEGER NOT NULL REFERENCES appraisal_appeals (sheet_id),
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    points INTEGER NOT NULL CHECK (points >= 0),
    points_max INTEGER NOT NULL CHECK (points_max BETWEEN 1 AND 100),
    PRIMARY KEY (sheet_id, ordinal),
    CHECK (points <= points_max)
) STRICT;

CREATE TABLE appraisal_flags (
    round_id INTEGER NOT NULL,
    building_id INTEGER NOT NULL,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    -- Counted from 1; equal means share one.
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    from_day TEXT NOT NULL,
    until_day TEXT CHECK (until_day >= from_day),
    PRIMARY KEY (round_id, building_id),
    FOREIGN KEY (round_id, building_id) REFERENCES appraisal_awards (round_id, building_id)
) STRICT;

CREATE TABLE appraisal_marks (
    sheet_id INTEGER NOT NULL REFERENCES appraisal_sheets (id),
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    -- Whole points; nothing is taken away.
    points INTEGER NOT NULL CHECK (points >= 0),
    points_max INTEGER NOT NULL CHECK (points_max BETWEEN 1 AND 100),
    evidence TEXT CHECK (evidence <> ''),
    PRIMARY KEY (sheet_id, ordinal),
    CHECK (points <= points_max),
    CHECK (points = points_max OR evidence IS NOT NULL)
) STRICT;

CREATE TABLE appraisal_praises (
    round_id INTEGER NOT NULL REFERENCES appraisal_bulletins (round_id),
    building_id INTEGER NOT NULL,
    sentence TEXT NOT NULL CHECK (sentence <> ''),
    PRIMARY KEY (round_id, building_id),
    FOREIGN KEY (round_id, building_id) REFERENCES appraisal_flags (round_id, building_id)
) STRICT;

CREATE TABLE appraisal_rounds (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    scheme_id INTEGER NOT NULL REFERENCES appraisal_schemes (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    -- Such as 2026-11.
    month TEXT NOT NULL CHECK (LENGTH(month) = 7),
    -- What the draw was made from, in 16 hexadecimal digits.
    seed TEXT NOT NULL CHECK (LENGTH(seed) = 16),
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'awarded')),
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    -- The last day on which a sheet may be appealed against.
    appeals_until TEXT,
    awarded_at INTEGER,
    version INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (realm_id, place_id, month),
    CHECK ((state = 'open') = (closed_at IS NULL)),
    CHECK ((closed_at IS NULL) = (appeals_until IS NULL)),
    CHECK ((state = 'awarded') = (awarded_at IS NOT NULL))
) STRICT;

CREATE TABLE appraisal_schemes (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    -- Counted from 1 at each place; a version is never changed.
    version INTEGER NOT NULL CHECK (version > 0),
    name TEXT NOT NULL CHECK (name <> ''),
    -- By how many others each building is looked at.
    visits INTEGER NOT NULL CHECK (visits BETWEEN 1 AND 3),
    flags INTEGER NOT NULL CHECK (flags BETWEEN 1 AND 10),
    -- Calendar days after the day on which the sheets are closed.
    appeal_days INTEGER NOT NULL CHECK (appeal_days BETWEEN 1 AND 30),
    -- The meeting that carried it, where it was held here.
    meeting_id INTEGER REFERENCES meetings (id),
    adopted_day TEXT NOT NULL,
    -- By what words, or under which motion, the residents adopted it.
    adopted_words TEXT NOT NULL CHECK (adopted_words <> ''),
    since_at INTEGER NOT NULL,
    -- When it was replaced or ended; absent while it is in force.
    until_at INTEGER,
    -- Why it was ended; absent where a newer version took its place.
    ended_words TEXT CHECK (ended_words <> ''),
    UNIQUE (realm_id, place_id, version),
    CHECK (until_at IS NOT NULL OR ended_words IS NULL)
) STRICT;

CREATE TABLE appraisal_sheets (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL,
    visitor_id INTEGER NOT NULL,
    building_id INTEGER NOT NULL,
    person_id INTEGER REFERENCES people (id),
    entered_at INTEGER,
    -- Counts entries and corrections.
    version INTEGER NOT NULL CHECK (version >= 0),
    UNIQUE (round_id, building_id, visitor_id),
    FOREIGN KEY (round_id, visitor_id) REFERENCES appraisal_buildings (round_id, place_id),
    FOREIGN KEY (round_id, building_id) REFERENCES appraisal_buildings (round_id, place_id),
    -- Nobody judges their own building.
    CHECK (visitor_id <> building_id),
    CHECK ((person_id IS NULL) = (version = 0)),
    CHECK ((entered_at IS NULL) = (version = 0))
) STRICT;

CREATE TABLE attempts (
    kind TEXT NOT NULL,
    -- A keyed digest of the address or account, so that no address is kept.
    subject TEXT NOT NULL,
    window_start INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (kind, subject, window_start)
) STRICT;

CREATE TABLE baselines (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    figure TEXT NOT NULL CHECK (figure <> ''),
    place_id INTEGER NOT NULL REFERENCES places (id),
    -- Such as 2020, 2020-H1, 2020-Q3 or 2020-07.
    period TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 0),
    -- As it was said.
    said TEXT NOT NULL CHECK (said <> ''),
    source TEXT NOT NULL CHECK (source <> ''),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    entered_at INTEGER NOT NULL
) STRICT;

CREATE TABLE bodies (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    parent_id INTEGER REFERENCES bodies (id),
    kind TEXT NOT NULL,
    name_zh TEXT NOT NULL CHECK (name_zh <> ''),
    name_en TEXT,
    -- The published office telephone; never a private number.
    phone TEXT,
    place_id INTEGER REFERENCES places (id),
    from_day TEXT,
    until_day TEXT
) STRICT;

CREATE TABLE booking_readings (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    booking_id INTEGER NOT NULL REFERENCES bookings (id),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    read_at INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;

CREATE TABLE bookings (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- The serial of the number on the receipt.
    number INTEGER NOT NULL CHECK (number > 0),
    room_id INTEGER REFERENCES rooms (id),
    sitting_id INTEGER REFERENCES sittings (id),
    -- The slot, from 1.
    slot INTEGER CHECK (slot > 0),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    people INTEGER NOT NULL CHECK (people > 0),
    with_sound INTEGER NOT NULL CHECK (with_sound IN (0, 1)),
    -- What a post books it for, for everyone to read; neighbours say nothing.
    title TEXT,
    post_id INTEGER REFERENCES posts (id),
    -- Tells the same telephone again without knowing it; goes with what is sealed.
    contact_digest TEXT,
    seal_key BLOB,
    sealed BLOB,
    -- The keyed digest of the word on the receipt.
    word_digest TEXT NOT NULL,
    -- What the same form is known by when it comes twice.
    sent_digest TEXT UNIQUE,
    made_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('booked', 'cancelled')),
    -- Why the venue called it off.
    reason TEXT,
    version INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (realm_id, number),
    CHECK ((room_id IS NULL) <> (sitting_id IS NULL)),
    CHECK ((sitting_id IS NULL) = (slot IS NULL)),
    CHECK ((sealed IS NULL) = (seal_key IS NULL))
) STRICT;

CREATE TABLE bulk_outcomes (
    run_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (id),
    procedure TEXT NOT NULL,
    action TEXT NOT NULL,
    at INTEGER NOT NULL,
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    -- Null until its turn came.
    done INTEGER CHECK (done IN (0, 1)),
    -- The sentence that says why not.
    reason TEXT,
    PRIMARY KEY (run_id, ordinal)
) STRICT;

CREATE TABLE calendar_days (
    realm_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('off', 'work', 'unsure')),
    name TEXT NOT NULL,
    PRIMARY KEY (realm_id, day)
) STRICT;

CREATE TABLE calendar_links (
    person_id INTEGER NOT NULL PRIMARY KEY REFERENCES people (id),
    -- A keyed digest of the secret part: the address itself is shown once.
    digest TEXT NOT NULL UNIQUE,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE calendar_years (
    year INTEGER PRIMARY KEY,
    loaded_at INTEGER NOT NULL
, source TEXT) STRICT;

CREATE TABLE call_up_answers (
    call_up_id INTEGER NOT NULL REFERENCES call_ups (id),
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    hands INTEGER NOT NULL CHECK (hands BETWEEN 0 AND 500),
    note TEXT NOT NULL,
    post_id INTEGER NOT NULL REFERENCES posts (id),
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (call_up_id, body_id)
) STRICT;

CREATE TABLE call_up_shifts (
    activity_id INTEGER PRIMARY KEY REFERENCES activities (id),
    call_up_id INTEGER NOT NULL REFERENCES call_ups (id)
) STRICT;

CREATE TABLE call_ups (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    about TEXT NOT NULL,
    venue TEXT NOT NULL CHECK (venue <> ''),
    opened_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE canteens (
    venue_id INTEGER PRIMARY KEY REFERENCES venues (id),
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    price_fen INTEGER NOT NULL CHECK (price_fen > 0),
    -- What of it is paid for whoever is eligible.
    subsidy_fen INTEGER NOT NULL CHECK (subsidy_fen > 0 AND subsidy_fen <= price_fen),
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE catalogue_assists (
    rule_id INTEGER NOT NULL REFERENCES catalogue_rules (id) ON DELETE CASCADE,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    PRIMARY KEY (rule_id, body_id)
) STRICT;

CREATE TABLE catalogue_rules (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    place_id INTEGER NOT NULL REFERENCES places (id),
    category TEXT,
    lead_id INTEGER NOT NULL REFERENCES bodies (id),
    basis TEXT NOT NULL CHECK (basis <> ''),
    FOREIGN KEY (realm_id, version) REFERENCES catalogues (realm_id, version),
    UNIQUE (realm_id, version, ordinal)
) STRICT;

CREATE TABLE catalogues (
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    version INTEGER NOT NULL CHECK (version > 0),
    -- Null while it is the one draft.
    published_at INTEGER,
    person_id INTEGER REFERENCES people (id),
    remark TEXT NOT NULL,
    PRIMARY KEY (realm_id, version)
) STRICT;

CREATE TABLE ceremonies (
    -- A keyed digest of the secret that the browser keeps.
    holder TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('authenticator', 'registration', 'assertion', 'provider')),
    sealed BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (holder, kind)
) STRICT;

CREATE TABLE certificates (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    code TEXT NOT NULL UNIQUE,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    activities INTEGER NOT NULL CHECK (activities > 0),
    issued_at INTEGER NOT NULL
) STRICT;

CREATE TABLE chair_turns (
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    alliance_id INTEGER NOT NULL REFERENCES bodies (id),
    -- Such as 2026-11.
    month TEXT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    -- Whose month it was before it was passed over, and why.
    passed_over_id INTEGER REFERENCES bodies (id),
    reason TEXT CHECK (reason <> ''),
    PRIMARY KEY (alliance_id, month),
    CHECK ((passed_over_id IS NULL) = (reason IS NULL))
) STRICT;

CREATE TABLE clock_extensions (
    matter_id INTEGER NOT NULL,
    clock TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    unit TEXT NOT NULL,
    PRIMARY KEY (matter_id, clock, ordinal),
    FOREIGN KEY (matter_id, clock) REFERENCES clocks (matter_id, name) ON DELETE CASCADE
) STRICT;

CREATE TABLE clock_suspensions (
    matter_id INTEGER NOT NULL,
    clock TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER,
    reason TEXT NOT NULL,
    PRIMARY KEY (matter_id, clock, from_at),
    FOREIGN KEY (matter_id, clock) REFERENCES clocks (matter_id, name) ON DELETE CASCADE
) STRICT;

CREATE TABLE clocks (
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    name TEXT NOT NULL,
    -- The budget: an amount and a unit, or else a fixed instant.
    amount INTEGER,
    unit TEXT,
    until_at INTEGER,
    started_at INTEGER NOT NULL,
    stopped_at INTEGER,
    -- Derived from the budget, the suspensions and the calendar; kept to find what re-projects.
    due_at INTEGER NOT NULL,
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    PRIMARY KEY (matter_id, name),
    CHECK ((amount IS NULL) = (unit IS NULL)),
    CHECK ((amount IS NULL) <> (until_at IS NULL))
) STRICT;

CREATE TABLE commendation_consents (
    commendation_id INTEGER NOT NULL PRIMARY KEY REFERENCES commendations (id),
    -- How they want to be called, and their own words; gone with the withdrawal.
    called TEXT,
    own_words TEXT,
    given_at INTEGER NOT NULL,
    withdrawn_at INTEGER,
    CHECK ((withdrawn_at IS NULL) = (called IS NOT NULL)),
    CHECK (withdrawn_at IS NULL OR own_words IS NULL)
) STRICT;

CREATE TABLE commendations (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    -- What for, without a name.
    deed TEXT NOT NULL CHECK (deed <> ''),
    asked_at INTEGER NOT NULL,
    declined_at INTEGER
) STRICT;

CREATE TABLE counters (
    realm_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (realm_id, name)
) STRICT;

CREATE TABLE credentials (
    person_id INTEGER PRIMARY KEY REFERENCES people (id),
    -- An argon2id verifier.
    password TEXT NOT NULL,
    -- The secret of one-time passwords, encrypted under the installation's key.
    secret BLOB,
    -- The last time step accepted, so that a one-time password serves once.
    step_used INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
, temporary INTEGER NOT NULL DEFAULT 0 CHECK (temporary IN (0, 1))) STRICT;

CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    outlet_id INTEGER NOT NULL REFERENCES outlets (id),
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- The event in canonical JSON: nothing in it is personal.
    body TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    next_at INTEGER NOT NULL,
    done_at INTEGER,
    -- What came back the last time: the status of HTTP, a word, and what the other side said.
    answer_status INTEGER,
    answer_word TEXT,
    answer_detail TEXT,
    CHECK ((state = 'waiting') = (done_at IS NULL))
) STRICT;

CREATE TABLE desk_settings (
    person_id INTEGER PRIMARY KEY REFERENCES people (id),
    -- When the person last said "all seen"; null as long as they never did.
    seen_at INTEGER,
    -- Minutes of the day between which nothing is announced; equal ones mean never quiet.
    quiet_from INTEGER NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439),
    quiet_until INTEGER NOT NULL CHECK (quiet_until BETWEEN 0 AND 1439),
    -- Whether an emergency is announced in the quiet hours too.
    emergencies INTEGER NOT NULL CHECK (emergencies IN (0, 1)),
    -- Which news the person wants: moves that came to them, what others did, deadlines.
    wants_moves INTEGER NOT NULL CHECK (wants_moves IN (0, 1)),
    wants_others INTEGER NOT NULL CHECK (wants_others IN (0, 1)),
    wants_deadlines INTEGER NOT NULL CHECK (wants_deadlines IN (0, 1)),
    -- Whether shortcuts of a single key are listened to (WCAG 2.1.4).
    single_keys INTEGER NOT NULL CHECK (single_keys IN (0, 1))
) STRICT;

CREATE TABLE duty_clauses (
    id INTEGER PRIMARY KEY,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    stance TEXT NOT NULL CHECK (stance IN ('own', 'cooperates', 'notOurs')), from_day TEXT, until_day TEXT,
    UNIQUE (body_id, code)
) STRICT;

CREATE TABLE duty_shifts (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    roster_id INTEGER NOT NULL REFERENCES rosters (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    post_id INTEGER REFERENCES posts (id),
    body_id INTEGER REFERENCES bodies (id),
    UNIQUE (roster_id, starts_at),
    CHECK ((post_id IS NULL) <> (body_id IS NULL))
) STRICT;

CREATE TABLE duty_swaps (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    given_id INTEGER NOT NULL REFERENCES duty_shifts (id),
    wanted_id INTEGER NOT NULL REFERENCES duty_shifts (id),
    asked_by INTEGER NOT NULL REFERENCES posts (id),
    asked_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'declined', 'withdrawn', 'lapsed')),
    answered_at INTEGER,
    CHECK (given_id <> wanted_id),
    CHECK ((state = 'asked') = (answered_at IS NULL))
) STRICT;

CREATE VIRTUAL TABLE ended_search USING fts5 (
    grams, detail = 'none', columnsize = 0,
    tokenize = "unicode61 categories 'L* M* N* P* S* C*'");

CREATE TABLE enrolment_details (
    enrolment_id INTEGER PRIMARY KEY REFERENCES enrolments (id),
    consented_at INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE enrolment_readings (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    enrolment_id INTEGER NOT NULL REFERENCES enrolments (id),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    read_at INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;

CREATE TABLE enrolments (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('here', 'reported')),
    -- The unit where the person works, where it is registered.
    unit_body_id INTEGER REFERENCES bodies (id),
    -- Whether the person agreed to be named to that unit.
    is_named INTEGER NOT NULL CHECK (is_named IN (0, 1)),
    state TEXT NOT NULL
        CHECK (state IN ('invited', 'proposed', 'confirmed', 'returned', 'ended')),
    reason TEXT,
    confirmed_on TEXT,
    reaffirm_by TEXT,
    ended_on TEXT,
    -- The key of what is sealed, wrapped by the installation's; null until the person consents.
    seal_key BLOB,
    version INTEGER NOT NULL CHECK (version > 0),
    CHECK (state <> 'invited' OR seal_key IS NULL),
    CHECK ((state = 'returned') = (reason IS NOT NULL)),
    CHECK ((state = 'confirmed') = (reaffirm_by IS NOT NULL)),
    CHECK ((state = 'ended') = (ended_on IS NOT NULL))
) STRICT;

CREATE TABLE entries (
    realm_id INTEGER NOT NULL,
    unit TEXT NOT NULL,
    holder TEXT NOT NULL,
    transfer_id INTEGER NOT NULL REFERENCES transfers (id),
    -- Above zero what the account receives, below zero what it gives.
    amount INTEGER NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (realm_id, unit, holder, transfer_id),
    FOREIGN KEY (realm_id, unit, holder) REFERENCES accounts (realm_id, unit, holder)
) STRICT;

CREATE TABLE exchange_failures (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    exchange TEXT NOT NULL,
    -- The number of the centre; a digest where it has none.
    ticket TEXT NOT NULL,
    number TEXT,
    -- A keyed digest of the whole, to tell whether the centre changed something since.
    digest TEXT NOT NULL,
    reason TEXT NOT NULL,
    field TEXT NOT NULL,
    -- What stood there, where that is nothing personal.
    value TEXT,
    seal_key BLOB NOT NULL,
    sealed BLOB NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    tries INTEGER NOT NULL CHECK (tries > 0),
    -- Somebody deals with it otherwise.
    set_aside_at INTEGER,
    post_id INTEGER REFERENCES posts (id),
    UNIQUE (realm_id, exchange, ticket)
) STRICT;

CREATE TABLE exchange_returns (
    sequence INTEGER NOT NULL PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    exchange TEXT NOT NULL,
    number TEXT NOT NULL,
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE exchange_states (
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- Its name in the profile.
    exchange TEXT NOT NULL,
    taken INTEGER NOT NULL CHECK (taken >= 0),
    added_to INTEGER NOT NULL CHECK (added_to >= 0),
    -- When tickets last came in, whatever became of them; and when the last was taken.
    received_at INTEGER,
    taken_at INTEGER,
    -- Where fetching goes on, as the centre says.
    pull_cursor TEXT NOT NULL,
    pull_due_at INTEGER NOT NULL,
    pulled_at INTEGER,
    pull_fails INTEGER NOT NULL CHECK (pull_fails >= 0),
    pull_problem TEXT,
    -- The last record that was brought to the centre.
    push_sequence INTEGER NOT NULL,
    push_due_at INTEGER NOT NULL,
    pushed_at INTEGER,
    push_fails INTEGER NOT NULL CHECK (push_fails >= 0),
    push_problem TEXT,
    -- The last record that was written into a file.
    file_sequence INTEGER NOT NULL,
    -- What this program proves itself with at the centre, sealed.
    secret BLOB,
    PRIMARY KEY (realm_id, exchange)
) STRICT;

CREATE TABLE exchange_tickets (
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    exchange TEXT NOT NULL,
    number TEXT NOT NULL CHECK (number <> ''),
    matter_id INTEGER NOT NULL UNIQUE REFERENCES matters (id),
    -- Keyed digests of its parts as the centre last said them, to tell what it changed.
    parts TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    PRIMARY KEY (realm_id, exchange, number)
) STRICT;

CREATE TABLE fact_months (
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    noun TEXT NOT NULL,
    event TEXT NOT NULL,
    place_id INTEGER NOT NULL,
    -- Such as 2026-11.
    month TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- The kind of the body that leads or holds it; empty for none.
    led_by TEXT NOT NULL,
    count INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (realm_id, noun, event, place_id, month, kind, led_by)
) STRICT;

CREATE TABLE facts (
    -- A matter, a meeting, an activity, a pairing: identifiers are unique among all of them.
    subject_id INTEGER NOT NULL,
    noun TEXT NOT NULL,
    event TEXT NOT NULL,
    -- The number of the record that tells it; 0 for what stands by itself.
    sequence INTEGER NOT NULL,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    place_path TEXT NOT NULL,
    body_id INTEGER REFERENCES bodies (id),
    amount INTEGER NOT NULL,
    PRIMARY KEY (subject_id, noun, event, sequence)
) STRICT;

CREATE TABLE figure_exclusions (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- The name of the rate in the profile.
    figure TEXT NOT NULL CHECK (figure <> ''),
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    reason TEXT NOT NULL
        CHECK (reason IN ('unreachable', 'beyondDuties', 'repeated', 'notSo', 'force')),
    words TEXT NOT NULL CHECK (words <> ''),
    asked_post_id INTEGER NOT NULL REFERENCES posts (id),
    asked_at INTEGER NOT NULL,
    answered_post_id INTEGER REFERENCES posts (id),
    answered_at INTEGER,
    state TEXT NOT NULL CHECK (state IN ('asked', 'signed', 'refused')),
    CHECK ((state = 'asked') = (answered_at IS NULL)),
    CHECK ((answered_at IS NULL) = (answered_post_id IS NULL))
) STRICT;

CREATE TABLE fund_lines (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    kind TEXT NOT NULL CHECK (kind IN ('planned', 'received', 'spent')),
    source TEXT NOT NULL CHECK (source IN ('fiscal', 'own', 'donation', 'common')),
    -- In hundredths of a yuan.
    fen INTEGER NOT NULL CHECK (fen > 0),
    -- The day that the paper names.
    day TEXT NOT NULL,
    words TEXT NOT NULL CHECK (words <> ''),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    at INTEGER NOT NULL,
    transfer_id INTEGER UNIQUE REFERENCES transfers (id),
    -- The line that it takes back; each at most once.
    reverses_id INTEGER UNIQUE REFERENCES fund_lines (id),
    CHECK ((kind = 'planned') = (transfer_id IS NULL))
) STRICT;

CREATE TABLE grid_places (
    plan_id INTEGER NOT NULL REFERENCES grid_plans (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    grid_id INTEGER NOT NULL REFERENCES grids (id),
    PRIMARY KEY (plan_id, place_id, grid_id)
) STRICT;

CREATE TABLE grid_plans (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    name TEXT NOT NULL CHECK (name <> ''),
    state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'dropped')),
    drafted_at INTEGER NOT NULL,
    -- Null where the command line drafted it.
    drafter_id INTEGER REFERENCES people (id),
    approved_at INTEGER,
    approver_id INTEGER REFERENCES people (id),
    -- The first day on which it holds.
    from_day TEXT,
    -- The last open matter that was moved to its grids, while that goes on.
    moved_through INTEGER,
    -- When all of them had been moved.
    taken_up_at INTEGER,
    version INTEGER NOT NULL CHECK (version > 0),
    CHECK ((state = 'approved') <= (from_day IS NOT NULL)),
    CHECK ((from_day IS NULL) = (approved_at IS NULL)),
    CHECK (taken_up_at IS NULL OR from_day IS NOT NULL)
) STRICT;

CREATE TABLE grids (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES grid_plans (id),
    code TEXT NOT NULL CHECK (code <> ''),
    kind TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    parent_id INTEGER REFERENCES grids (id),
    -- Who looks after it.
    body_id INTEGER REFERENCES bodies (id),
    -- About how many households it holds.
    households INTEGER CHECK (households BETWEEN 0 AND 100000),
    -- The narrowest place that holds all that the grid and the grids in it hold.
    home_path TEXT NOT NULL,
    UNIQUE (plan_id, code)
) STRICT;

CREATE TABLE guide_windows (
    guide_id INTEGER NOT NULL REFERENCES guides (id),
    venue_id INTEGER NOT NULL REFERENCES venues (id),
    PRIMARY KEY (guide_id, venue_id)
) STRICT;

CREATE TABLE guides (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- Where it holds; whatever lies below has it too.
    place_id INTEGER NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('policy', 'procedure', 'service')),
    -- The wide category that it belongs to, such as a line of work; null for none.
    category TEXT,
    title_zh TEXT NOT NULL CHECK (title_zh <> ''),
    title_en TEXT,
    text_zh TEXT NOT NULL CHECK (text_zh <> ''),
    text_en TEXT,
    -- What to bring, an item a line; empty for nothing.
    bring_zh TEXT NOT NULL,
    bring_en TEXT,
    -- Act, document or decision, and its number.
    source TEXT NOT NULL CHECK (source <> ''),
    -- Who answers for it.
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    review_on TEXT NOT NULL,
    reviewed_on TEXT NOT NULL,
    -- The first day on which it no longer holds.
    ended_on TEXT,
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE handbook_entries (
    id INTEGER PRIMARY KEY,
    enrolment_id INTEGER NOT NULL REFERENCES enrolments (id),
    day TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'returned', 'corrected')),
    corrects_id INTEGER UNIQUE REFERENCES handbook_entries (id),
    entered_at INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    -- Why it was returned, sealed.
    answer BLOB,
    -- Who answered, and when.
    answered_by INTEGER REFERENCES posts (id),
    answered_at INTEGER,
    CHECK ((answered_by IS NULL) = (answered_at IS NULL)),
    CHECK (state <> 'confirmed' OR answered_by IS NOT NULL),
    CHECK (state <> 'returned' OR answer IS NOT NULL)
) STRICT;

CREATE TABLE help_kinds (
    person_id INTEGER NOT NULL REFERENCES help_offers (person_id) ON DELETE CASCADE,
    category TEXT NOT NULL,
    PRIMARY KEY (person_id, category)
) STRICT;

CREATE TABLE help_languages (
    person_id INTEGER NOT NULL REFERENCES help_offers (person_id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    PRIMARY KEY (person_id, language)
) STRICT;

CREATE TABLE help_offers (
    person_id INTEGER NOT NULL PRIMARY KEY REFERENCES people (id),
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    -- One bit for each morning, afternoon and evening from Monday on.
    times INTEGER NOT NULL CHECK (times >= 0 AND times < 2097152),
    -- How many they take on in thirty days.
    most INTEGER NOT NULL CHECK (most >= 1 AND most <= 10)
) STRICT;

CREATE TABLE home_letters (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    unit_id INTEGER NOT NULL REFERENCES unit_registrations (id),
    code TEXT NOT NULL UNIQUE,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    people INTEGER NOT NULL CHECK (people > 0),
    times INTEGER NOT NULL CHECK (times > 0),
    activities INTEGER NOT NULL CHECK (activities > 0),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    issued_at INTEGER NOT NULL
) STRICT;

CREATE TABLE imports (
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    PRIMARY KEY (realm_id, source, external_id)
) STRICT;

CREATE TABLE invitations (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'declined'))
) STRICT;

CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    -- A word that the node drew when it started.
    holder TEXT NOT NULL,
    until_at INTEGER NOT NULL
) STRICT;

CREATE TABLE light_cursors (
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    light TEXT NOT NULL CHECK (light IN ('amber', 'red')),
    -- The last matter that was looked at, by the instant at which its light turned.
    at INTEGER NOT NULL,
    matter_id INTEGER NOT NULL,
    PRIMARY KEY (realm_id, light)
) STRICT;

CREATE TABLE matter_assists (
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    PRIMARY KEY (matter_id, body_id)
) STRICT;

CREATE TABLE matter_links (
    -- The matter that made the link; only it may undo it.
    from_id INTEGER NOT NULL REFERENCES matters (id),
    -- The matter that it named.
    to_id INTEGER NOT NULL REFERENCES matters (id),
    PRIMARY KEY (from_id, to_id),
    CHECK (from_id <> to_id)
) STRICT;

CREATE TABLE matters (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- Such as 26-00042-7, with its check digit.
    reference TEXT NOT NULL,
    procedure TEXT NOT NULL,
    procedure_version INTEGER NOT NULL,
    -- The version of the profile that holds this version of the procedure.
    profile_version INTEGER NOT NULL,
    channel TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    -- Who entered it at the desk, where it did not come from the public pages.
    opener_id INTEGER REFERENCES people (id),
    state TEXT NOT NULL,
    stage TEXT NOT NULL,
    title TEXT NOT NULL,
    account TEXT NOT NULL,
    place_id INTEGER NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    spot TEXT,
    category TEXT NOT NULL,
    urgency TEXT NOT NULL,
    triage TEXT,
    supervision TEXT,
    lead_id INTEGER REFERENCES bodies (id),
    first_receiver_id INTEGER REFERENCES bodies (id),
    taker_id INTEGER REFERENCES people (id),
    parent_id INTEGER REFERENCES matters (id),
    merged_into_id INTEGER REFERENCES matters (id),
    ended_at INTEGER,
    ending TEXT,
    version INTEGER NOT NULL CHECK (version > 0),
    -- The deadline of the clock that bounds the present state; derived, kept for sorting.
    due_at INTEGER,
    -- From when the light is amber; derived.
    amber_at INTEGER,
    due_clock TEXT,
    suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
    -- Whether every clock was met so far: 1 late, 0 not.
    late INTEGER NOT NULL CHECK (late IN (0, 1)),
    touched_at INTEGER NOT NULL,
    -- A keyed digest of the check word on the receipt.
    word_digest TEXT,
    -- When the free text and photographs were removed.
    erased_at INTEGER, due_order INTEGER
    GENERATED ALWAYS AS (COALESCE(due_at, 253402300800000)) VIRTUAL, toucher_id INTEGER, story_key BLOB, person_key BLOB, matched INTEGER NOT NULL DEFAULT 0 CHECK (matched IN (0, 1)), language TEXT, parts INTEGER NOT NULL DEFAULT 0,
    UNIQUE (realm_id, reference),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (merged_into_id IS NULL OR merged_into_id <> id)
) STRICT;

CREATE TABLE meal_cards (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    number INTEGER NOT NULL CHECK (number > 0),
    proof TEXT NOT NULL CHECK (proof IN ('identityCard', 'seniorCard', 'register')),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    proved_on TEXT NOT NULL,
    ended_on TEXT,
    UNIQUE (realm_id, number)
) STRICT;

CREATE TABLE meal_grants (
    id INTEGER PRIMARY KEY,
    venue_id INTEGER NOT NULL REFERENCES canteens (venue_id),
    source TEXT NOT NULL CHECK (source IN ('fiscal', 'own', 'donation', 'common')),
    fen INTEGER NOT NULL CHECK (fen > 0),
    -- The last day on which it may be used; null for always.
    until_day TEXT,
    words TEXT NOT NULL CHECK (words <> ''),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    at INTEGER NOT NULL,
    transfer_id INTEGER NOT NULL UNIQUE REFERENCES transfers (id),
    -- When what was left of it after its day went back.
    settled_at INTEGER
) STRICT;

CREATE TABLE meals (
    id INTEGER PRIMARY KEY,
    venue_id INTEGER NOT NULL REFERENCES canteens (venue_id),
    day TEXT NOT NULL,
    mealtime TEXT NOT NULL CHECK (mealtime IN ('lunch', 'supper')),
    -- Forgotten two months after; null for whoever pays the whole price.
    card_id INTEGER REFERENCES meal_cards (id),
    plates INTEGER NOT NULL CHECK (plates > 0),
    price_fen INTEGER NOT NULL CHECK (price_fen > 0),
    subsidy_fen INTEGER NOT NULL CHECK (subsidy_fen >= 0),
    source TEXT,
    transfer_id INTEGER UNIQUE REFERENCES transfers (id),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    at INTEGER NOT NULL,
    taken_back_at INTEGER,
    CHECK ((subsidy_fen > 0) = (transfer_id IS NOT NULL)),
    CHECK ((subsidy_fen > 0) = (source IS NOT NULL))
) STRICT;

CREATE TABLE meeting_agenda (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    text TEXT NOT NULL CHECK (text <> ''),
    PRIMARY KEY (meeting_id, ordinal)
) STRICT;

CREATE TABLE meeting_motions (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    text TEXT NOT NULL CHECK (text <> ''),
    in_favour INTEGER NOT NULL CHECK (in_favour >= 0),
    against INTEGER NOT NULL CHECK (against >= 0),
    abstained INTEGER NOT NULL CHECK (abstained >= 0),
    outcome TEXT NOT NULL CHECK (outcome IN ('carried', 'lost', 'notQuorate')),
    decided_at INTEGER NOT NULL,
    UNIQUE (meeting_id, ordinal)
) STRICT;

CREATE TABLE meeting_resolutions (
    matter_id INTEGER PRIMARY KEY REFERENCES matters (id),
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    alliance_id INTEGER NOT NULL REFERENCES bodies (id),
    -- In the order in which they were decided, from 1.
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    UNIQUE (meeting_id, ordinal)
) STRICT;

CREATE TABLE meeting_reviews (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    standing TEXT NOT NULL CHECK (standing IN ('open', 'late', 'done', 'dropped')),
    PRIMARY KEY (meeting_id, matter_id)
) STRICT;

CREATE TABLE meeting_roll (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    present INTEGER NOT NULL CHECK (present IN (0, 1)),
    PRIMARY KEY (meeting_id, person_id)
) STRICT;

CREATE TABLE meeting_units (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    present INTEGER NOT NULL CHECK (present IN (0, 1)),
    through TEXT CHECK (through <> ''),
    PRIMARY KEY (meeting_id, body_id),
    CHECK (present = 1 OR through IS NULL)
) STRICT;

CREATE TABLE meetings (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    rule TEXT NOT NULL,
    article TEXT NOT NULL,
    -- Whole days between the day of the call and the day of the meeting.
    notice_days INTEGER NOT NULL CHECK (notice_days > 0),
    -- Such as “at least 2/3 of entitled”.
    quorum TEXT NOT NULL,
    majority TEXT NOT NULL,
    -- The role whose holders are entitled; without one they are counted at the door.
    roll_role TEXT,
    -- The matter that it deliberates; a standing joint meeting has none.
    matter_id INTEGER REFERENCES matters (id),
    -- Who convenes it.
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    venue TEXT NOT NULL CHECK (venue <> ''),
    called_at INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,
    entitled INTEGER CHECK (entitled > 0),
    present INTEGER CHECK (present >= 0 AND present <= entitled),
    minutes TEXT,
    state TEXT NOT NULL CHECK (state IN ('called', 'opened', 'closed', 'cancelled')),
    opened_at INTEGER,
    closed_at INTEGER,
    -- Why it was called off.
    reason TEXT,
    version INTEGER NOT NULL CHECK (version > 0), alliance_id INTEGER REFERENCES bodies (id),
    CHECK ((state = 'cancelled') = (reason IS NOT NULL)),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
) STRICT;

CREATE TABLE memberships (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- The body that has members.
    alliance_id INTEGER NOT NULL REFERENCES bodies (id),
    member_id INTEGER NOT NULL REFERENCES bodies (id),
    -- The first day on which it is a member, and the first on which it no longer is.
    from_day TEXT NOT NULL,
    until_day TEXT,
    CHECK (alliance_id <> member_id),
    CHECK (until_day IS NULL OR until_day > from_day)
) STRICT;

CREATE TABLE migrations (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    name TEXT NOT NULL,
    -- Of the text of the file, to notice an edit.
    digest TEXT NOT NULL,
    -- Milliseconds since 1970.
    applied_at INTEGER NOT NULL
) STRICT;

CREATE TABLE notices (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    title_zh TEXT NOT NULL,
    title_en TEXT,
    text_zh TEXT NOT NULL,
    text_en TEXT,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    person_id INTEGER REFERENCES people (id),
    CHECK (from_day <= until_day)
) STRICT;

CREATE VIRTUAL TABLE open_search USING fts5 (
    grams, detail = 'none', columnsize = 0,
    tokenize = "unicode61 categories 'L* M* N* P* S* C*'");

CREATE TABLE outlet_events (
    outlet_id INTEGER NOT NULL REFERENCES outlets (id),
    event TEXT NOT NULL,
    sentence TEXT,
    PRIMARY KEY (outlet_id, event)
) STRICT;

CREATE TABLE outlet_procedures (
    outlet_id INTEGER NOT NULL REFERENCES outlets (id),
    procedure TEXT NOT NULL,
    PRIMARY KEY (outlet_id, procedure)
) STRICT;

CREATE TABLE outlets (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    kind TEXT NOT NULL CHECK (kind IN ('webhook', 'wecom', 'dingtalk', 'feishu', 'email', 'sms')),
    name TEXT NOT NULL CHECK (name <> ''),
    state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
    language TEXT NOT NULL,
    -- Only what happens here and below; null for the whole realm.
    place_id INTEGER REFERENCES places (id),
    -- Whether it hears of matters that not everyone may read.
    hears_all INTEGER NOT NULL CHECK (hears_all IN (0, 1)),
    -- Addresses, secrets and recipients, sealed with the installation's key; null once it ended.
    target BLOB,
    -- What was recorded up to here it is never told.
    since_sequence INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    made_at INTEGER NOT NULL,
    CHECK ((state = 'ended') = (target IS NULL))
) STRICT;

CREATE TABLE pairing_consents (
    id INTEGER PRIMARY KEY,
    pairing_id INTEGER NOT NULL REFERENCES pairings (id),
    way TEXT NOT NULL CHECK (way IN ('written', 'oral')),
    -- The post before which it was said.
    witness_id INTEGER REFERENCES posts (id),
    given_on TEXT NOT NULL,
    -- What supporters may be told besides the need.
    covers_name INTEGER NOT NULL CHECK (covers_name IN (0, 1)),
    covers_door INTEGER NOT NULL CHECK (covers_door IN (0, 1)),
    covers_phone INTEGER NOT NULL CHECK (covers_phone IN (0, 1)),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    entered_at INTEGER NOT NULL,
    withdrawn_at INTEGER,
    CHECK ((way = 'oral') = (witness_id IS NOT NULL))
) STRICT;

CREATE TABLE pairing_details (
    pairing_id INTEGER PRIMARY KEY REFERENCES pairings (id),
    sealed BLOB NOT NULL,
    -- The sentence of a card alone, for the merchant.
    card BLOB
) STRICT;

CREATE TABLE pairing_follow_ups (
    pairing_id INTEGER NOT NULL REFERENCES pairings (id),
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (pairing_id, matter_id)
) STRICT;

CREATE TABLE pairing_readings (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    pairing_id INTEGER NOT NULL REFERENCES pairings (id),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    read_at INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;

CREATE TABLE pairing_supporters (
    id INTEGER PRIMARY KEY,
    pairing_id INTEGER NOT NULL REFERENCES pairings (id),
    person_id INTEGER REFERENCES people (id),
    body_id INTEGER REFERENCES bodies (id),
    state TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'left')),
    asked_at INTEGER NOT NULL,
    answered_at INTEGER,
    UNIQUE (pairing_id, person_id),
    UNIQUE (pairing_id, body_id),
    CHECK ((person_id IS NULL) <> (body_id IS NULL)),
    CHECK ((state = 'asked') = (answered_at IS NULL))
) STRICT;

CREATE TABLE pairing_visits (
    id INTEGER PRIMARY KEY,
    pairing_id INTEGER NOT NULL REFERENCES pairings (id),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    kind TEXT NOT NULL CHECK (kind IN ('chat', 'bring', 'look', 'hand', 'given')),
    visited_at INTEGER NOT NULL,
    sealed BLOB
) STRICT;

CREATE TABLE pairings (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- Counts up in the realm; people say it with a check digit.
    number INTEGER NOT NULL CHECK (number > 0),
    kind TEXT NOT NULL CHECK (kind IN ('area', 'household', 'person', 'card')),
    place_id INTEGER NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    -- The post of the worker who entered it.
    keeper_id INTEGER NOT NULL REFERENCES posts (id),
    -- Whole days between visits.
    every_days INTEGER CHECK (every_days BETWEEN 1 AND 90),
    -- The last day of a card.
    until_day TEXT,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'running', 'ended')),
    proposed_at INTEGER NOT NULL,
    started_on TEXT,
    -- The day by which the next visit is due.
    due_on TEXT,
    ended_at INTEGER,
    ending TEXT CHECK (ending IN ('finished', 'dropped', 'withdrawn')),
    -- The key of what is personal, wrapped by the installation's; null where nothing is, and once
    -- it was erased.
    seal_key BLOB,
    version INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (realm_id, number),
    CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
    CHECK ((state = 'ended') = (ending IS NOT NULL)),
    CHECK (kind <> 'area' OR seal_key IS NULL),
    CHECK ((kind = 'card') = (until_day IS NOT NULL)),
    CHECK ((kind IN ('household', 'person')) = (every_days IS NOT NULL))
) STRICT;

CREATE TABLE passkeys (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    -- What the device calls it, in Base64 for addresses.
    credential TEXT NOT NULL UNIQUE,
    -- The host that it was made for.
    host TEXT NOT NULL CHECK (host <> ''),
    -- COSE: ES256, EdDSA or RS256.
    algorithm INTEGER NOT NULL CHECK (algorithm IN (-7, -8, -257)),
    public_key BLOB NOT NULL,
    counter INTEGER NOT NULL CHECK (counter >= 0),
    name TEXT NOT NULL CHECK (name <> ''),
    added_at INTEGER NOT NULL,
    used_at INTEGER
, copied_at INTEGER) STRICT;

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    name TEXT NOT NULL CHECK (name <> ''),
    -- Unique over the installation, since the sign-in page serves every realm.
    sign_in TEXT NOT NULL UNIQUE,
    from_day TEXT,
    until_day TEXT
) STRICT;

CREATE TABLE personal_fields (
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    field TEXT NOT NULL,
    sealed BLOB NOT NULL,
    purpose TEXT NOT NULL,
    basis TEXT NOT NULL,
    -- Days after the matter's end until it is erased.
    keep_days INTEGER NOT NULL CHECK (keep_days >= 0),
    given_at INTEGER NOT NULL,
    PRIMARY KEY (matter_id, field)
) STRICT;

CREATE TABLE personal_readings (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    read_at INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE petitions (
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    kind TEXT NOT NULL,
    days INTEGER,
    person_id INTEGER REFERENCES people (id),
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (matter_id, kind)
) STRICT;

CREATE TABLE photographs (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- Null until the action that carries it is done; such orphans are swept after a day.
    matter_id INTEGER REFERENCES matters (id),
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    -- JPEG, re-encoded without metadata.
    image BLOB NOT NULL,
    thumbnail BLOB NOT NULL,
    digest TEXT NOT NULL,
    added_at INTEGER NOT NULL
) STRICT;

CREATE TABLE place_extents (
    place_id INTEGER NOT NULL PRIMARY KEY REFERENCES places (id),
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- Millionths of a degree.
    west INTEGER NOT NULL,
    south INTEGER NOT NULL,
    east INTEGER NOT NULL,
    north INTEGER NOT NULL,
    -- Where the box is, as one number: the bits of its south-western corner interleaved.
    map_key INTEGER NOT NULL,
    CHECK (west <= east),
    CHECK (south <= north)
) STRICT;

CREATE TABLE place_facts (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    kind TEXT NOT NULL CHECK (kind IN ('sentence', 'founded', 'boundary', 'area', 'estates',
        'buildings', 'households', 'residents', 'merchants', 'employees', 'footfall')),
    said TEXT NOT NULL CHECK (said <> ''),
    -- Whether the source itself gives it only roughly.
    is_rough INTEGER NOT NULL CHECK (is_rough IN (0, 1)),
    as_of TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source <> ''),
    post_id INTEGER REFERENCES posts (id),
    at INTEGER NOT NULL,
    -- The fact that it takes the place of.
    replaces_id INTEGER UNIQUE REFERENCES place_facts (id),
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
) STRICT;

CREATE TABLE place_outlines (
    place_id INTEGER NOT NULL PRIMARY KEY REFERENCES places (id),
    -- “longitude,latitude” in millionths of a degree; a blank between positions, | between rings,
    -- ; between areas.
    outline TEXT NOT NULL CHECK (outline <> ''),
    -- The file that it was read from.
    source TEXT NOT NULL CHECK (source <> ''),
    taken_at INTEGER NOT NULL
) STRICT;

CREATE TABLE place_positions (
    place_id INTEGER NOT NULL PRIMARY KEY REFERENCES places (id),
    -- Millionths of a degree, north and east.
    latitude INTEGER NOT NULL CHECK (latitude BETWEEN -90000000 AND 90000000),
    longitude INTEGER NOT NULL CHECK (longitude BETWEEN -180000000 AND 180000000)
) STRICT;

CREATE TABLE places (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    parent_id INTEGER REFERENCES places (id),
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
) STRICT;

CREATE TABLE pledge_needs (
    pledge_id INTEGER NOT NULL REFERENCES pledges (id),
    need TEXT NOT NULL
        CHECK (need IN ('company', 'errands', 'repairs', 'paperwork', 'learning', 'other')),
    PRIMARY KEY (pledge_id, need)
) STRICT;

CREATE TABLE pledges (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    person_id INTEGER UNIQUE REFERENCES people (id),
    body_id INTEGER UNIQUE REFERENCES bodies (id),
    -- Where the post that said so stands.
    place_id INTEGER NOT NULL REFERENCES places (id),
    most INTEGER NOT NULL CHECK (most BETWEEN 1 AND 20),
    pledged_at INTEGER NOT NULL,
    CHECK ((person_id IS NULL) <> (body_id IS NULL))
) STRICT;

CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    duty TEXT,
    from_day TEXT,
    until_day TEXT
) STRICT;

CREATE TABLE profile_draft_files (
    draft_id INTEGER NOT NULL REFERENCES profile_drafts (id),
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (draft_id, path)
) STRICT;

CREATE TABLE profile_drafts (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- The profile that it was copied from: a name, or the version that was in force.
    origin TEXT NOT NULL CHECK (origin <> ''),
    started_post_id INTEGER NOT NULL REFERENCES posts (id),
    started_at INTEGER NOT NULL,
    -- The day on which it takes effect; none while it is edited.
    effective_on TEXT,
    ended_at INTEGER,
    -- The version that it became; none where it was dropped.
    version INTEGER,
    CHECK (version IS NULL OR ended_at IS NOT NULL)
) STRICT;

CREATE TABLE profile_files (
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    version INTEGER NOT NULL CHECK (version > 0),
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (realm_id, version, path)
) STRICT;

CREATE TABLE program_keys (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- Every right is the one of this post, and ends with it.
    post_id INTEGER NOT NULL REFERENCES posts (id),
    -- Which program it is for.
    name TEXT NOT NULL CHECK (name <> ''),
    -- A keyed digest: the key itself is shown once and kept nowhere.
    digest TEXT NOT NULL UNIQUE,
    -- Whether it may do what the post may do, or only read.
    acts INTEGER NOT NULL CHECK (acts IN (0, 1)),
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > issued_at),
    revoked_at INTEGER,
    -- The day on which it was last used.
    used_day TEXT
, sets INTEGER NOT NULL DEFAULT 0 CHECK (sets IN (0, 1))) STRICT;

CREATE TABLE provided_posts (
    post_id INTEGER NOT NULL PRIMARY KEY REFERENCES posts (id),
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    issuer TEXT NOT NULL
) STRICT;

CREATE TABLE provider_links (
    issuer TEXT NOT NULL,
    -- A keyed digest of the provider's own name for somebody.
    subject TEXT NOT NULL,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    linked_at INTEGER NOT NULL,
    PRIMARY KEY (issuer, subject)
) STRICT;

CREATE TABLE public_matters (
    matter_id INTEGER NOT NULL PRIMARY KEY REFERENCES matters (id),
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    opened_at INTEGER NOT NULL,
    -- Where the position of the place is, as one number; null where it has none.
    map_key INTEGER
) STRICT;

CREATE TABLE realms (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name_zh TEXT NOT NULL CHECK (name_zh <> ''),
    name_en TEXT,
    profile TEXT NOT NULL,
    -- The version under which new matters open.
    profile_version INTEGER NOT NULL CHECK (profile_version > 0),
    -- Whether residents may use its public pages; a realm of imported data may be closed.
    is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    founded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE records (
    sequence INTEGER PRIMARY KEY,
    id INTEGER NOT NULL UNIQUE,
    realm_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    person_id INTEGER,
    post_id INTEGER,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    -- The canonical payload, encrypted under the subject's key.
    body BLOB NOT NULL,
    body_digest BLOB NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE recovery_codes (
    person_id INTEGER NOT NULL REFERENCES people (id),
    digest TEXT NOT NULL,
    PRIMARY KEY (person_id, digest)
) STRICT;

CREATE TABLE report_cells (
    report_id INTEGER NOT NULL REFERENCES reports (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    -- The column of the form.
    cell TEXT NOT NULL CHECK (cell <> ''),
    value TEXT NOT NULL CHECK (value <> ''),
    source TEXT NOT NULL CHECK (source <> ''),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    entered_at INTEGER NOT NULL,
    PRIMARY KEY (report_id, place_id, cell)
) STRICT;

CREATE TABLE reports (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- The name of the layout in the profile.
    layout TEXT NOT NULL CHECK (layout <> ''),
    place_id INTEGER NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    -- Such as 2026, 2026-H1, 2026-Q3 or 2026-07.
    period TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    -- Why it replaces the version before.
    reason TEXT,
    drawn_post_id INTEGER NOT NULL REFERENCES posts (id),
    drawn_at INTEGER NOT NULL,
    checked_post_id INTEGER REFERENCES posts (id),
    checked_at INTEGER,
    -- What was checked, as canonical JSON: every value, definition and exclusion, and the last
    -- record that is counted.
    content TEXT,
    -- Nobody where the operator froze it at the command line.
    frozen_post_id INTEGER REFERENCES posts (id),
    frozen_at INTEGER,
    -- The sequence of the record that holds the digest of the content.
    record INTEGER UNIQUE,
    -- How many of its numbers were filled from the record, and how many were typed.
    filled INTEGER,
    typed INTEGER,
    UNIQUE (realm_id, layout, place_id, period, version),
    CHECK ((version = 1) = (reason IS NULL)),
    CHECK ((checked_at IS NULL) = (checked_post_id IS NULL)),
    CHECK ((checked_at IS NULL) = (content IS NULL)),
    CHECK (frozen_at IS NULL OR content IS NOT NULL),
    CHECK ((frozen_at IS NULL) = (record IS NULL)),
    CHECK ((frozen_at IS NULL) = (filled IS NULL)),
    CHECK ((frozen_at IS NULL) = (typed IS NULL)),
    CHECK (frozen_at IS NOT NULL OR frozen_post_id IS NULL)
) STRICT;

CREATE TABLE room_times (
    room_id INTEGER NOT NULL REFERENCES rooms (id),
    -- Its first millisecond.
    at INTEGER NOT NULL CHECK (at % 1800000 = 0),
    noun TEXT NOT NULL CHECK (noun IN ('booking', 'meeting', 'activity', 'sitting')),
    subject_id INTEGER NOT NULL,
    PRIMARY KEY (room_id, at)
) STRICT;

CREATE TABLE rooms (
    id INTEGER PRIMARY KEY,
    venue_id INTEGER NOT NULL REFERENCES venues (id),
    name_zh TEXT NOT NULL CHECK (name_zh <> ''),
    name_en TEXT,
    -- What is in it.
    has TEXT NOT NULL,
    capacity INTEGER NOT NULL CHECK (capacity > 0),
    -- Who may book it.
    access TEXT NOT NULL CHECK (access IN ('everyone', 'posts')),
    -- The longest booking, in minutes.
    minutes_max INTEGER NOT NULL CHECK (minutes_max > 0),
    -- How often a day the same neighbour may.
    per_day INTEGER NOT NULL CHECK (per_day > 0),
    ahead_days INTEGER NOT NULL CHECK (ahead_days > 0),
    allows_sound INTEGER NOT NULL CHECK (allows_sound IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE roster_turns (
    roster_id INTEGER NOT NULL REFERENCES rosters (id),
    number INTEGER NOT NULL CHECK (number > 0),
    post_id INTEGER REFERENCES posts (id),
    body_id INTEGER REFERENCES bodies (id),
    PRIMARY KEY (roster_id, number),
    CHECK ((post_id IS NULL) <> (body_id IS NULL))
) STRICT;

CREATE TABLE rosters (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    about TEXT NOT NULL,
    -- An office telephone.
    phone TEXT CHECK (phone <> ''),
    -- The shifts of a day, such as 08:30-18:00 18:00-08:30.
    spans TEXT NOT NULL CHECK (spans <> ''),
    on_days_off INTEGER NOT NULL CHECK (on_days_off IN (0, 1)),
    is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    -- The last day; null for always.
    until_day TEXT,
    ended_on TEXT,
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE saved_views (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    name TEXT NOT NULL CHECK (name <> ''),
    scope TEXT NOT NULL,
    light TEXT,
    procedure TEXT,
    category TEXT,
    place_id INTEGER REFERENCES places (id),
    -- What was searched for.
    words TEXT,
    UNIQUE (person_id, name)
) STRICT;

CREATE TABLE seals (
    number INTEGER PRIMARY KEY,
    first_sequence INTEGER NOT NULL UNIQUE,
    last_sequence INTEGER NOT NULL UNIQUE,
    root BLOB NOT NULL,
    previous BLOB NOT NULL,
    sealed_at INTEGER NOT NULL,
    digest BLOB NOT NULL,
    -- The digests of the records, one after another, so that a bad one can be named.
    leaves BLOB NOT NULL
) STRICT;

CREATE TABLE sent_calls (
    -- A keyed digest of the post and the key.
    digest TEXT PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- A keyed digest of all that was sent.
    written TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    -- What was answered, sealed; empty until it was.
    answer BLOB
) STRICT;

CREATE TABLE sent_forms (
    -- A keyed digest of the form's own key and of everything that was written into it.
    digest TEXT PRIMARY KEY,
    -- The matter that it opened or acted on.
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    sent_at INTEGER NOT NULL
, written TEXT) STRICT;

CREATE TABLE sessions (
    token_digest TEXT PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    post_id INTEGER REFERENCES posts (id),
    -- Whether a one-time password was given, for posts that need one.
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    opened_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
, way TEXT NOT NULL DEFAULT 'password'
    CHECK (way IN ('password', 'recovery', 'passkey', 'provider')), browser TEXT NOT NULL DEFAULT '', seen_at INTEGER NOT NULL DEFAULT 0, provider TEXT) STRICT;

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE sheet_import_columns (
    import_id INTEGER NOT NULL REFERENCES sheet_imports (id),
    -- From 0, as the table has it.
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    header TEXT NOT NULL,
    -- What it becomes; none where it is left aside.
    field TEXT CHECK (field <> ''),
    -- Why nothing of it is kept.
    forbidden TEXT CHECK (forbidden <> ''),
    PRIMARY KEY (import_id, ordinal),
    CHECK (field IS NULL OR forbidden IS NULL)
) STRICT;

CREATE TABLE sheet_import_items (
    import_id INTEGER NOT NULL REFERENCES sheet_imports (id),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    -- The row of the table.
    row_number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN
        ('person', 'post', 'place', 'body', 'fact', 'matter', 'bodyPhone', 'placeCode')),
    subject_id INTEGER NOT NULL,
    -- What stood there before and after, where something was changed.
    before_text TEXT,
    after_text TEXT,
    undone_at INTEGER,
    PRIMARY KEY (import_id, ordinal)
) STRICT;

CREATE TABLE sheet_import_left_out (
    import_id INTEGER NOT NULL REFERENCES sheet_imports (id),
    row_number INTEGER NOT NULL,
    -- The column, from 0; none where it is the whole row.
    cell INTEGER,
    complaint TEXT NOT NULL,
    PRIMARY KEY (import_id, row_number)
) STRICT;

CREATE TABLE sheet_import_rows (
    import_id INTEGER NOT NULL REFERENCES sheet_imports (id),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    sealed BLOB NOT NULL,
    PRIMARY KEY (import_id, ordinal)
) STRICT;

CREATE TABLE sheet_import_values (
    import_id INTEGER NOT NULL REFERENCES sheet_imports (id),
    field TEXT NOT NULL,
    value TEXT NOT NULL CHECK (value <> ''),
    PRIMARY KEY (import_id, field)
) STRICT;

CREATE TABLE sheet_imports (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    noun TEXT NOT NULL CHECK (noun IN
        ('people', 'posts', 'places', 'bodies', 'households', 'needs', 'resources')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'taking', 'taken', 'undone', 'dropped')),
    -- Who sent it; none at the command line.
    post_id INTEGER REFERENCES posts (id),
    sent_at INTEGER NOT NULL,
    encoding TEXT NOT NULL,
    row_count INTEGER NOT NULL CHECK (row_count > 0),
    -- How many rows were gone through.
    taken_count INTEGER NOT NULL CHECK (taken_count BETWEEN 0 AND row_count),
    created_count INTEGER NOT NULL,
    changed_count INTEGER NOT NULL,
    same_count INTEGER NOT NULL,
    left_out_count INTEGER NOT NULL,
    -- Cells in which the number of an identity or bank card stood.
    emptied_count INTEGER NOT NULL,
    accepted_at INTEGER,
    -- The key of the rows, sealed; gone as soon as they are not needed.
    seal_key BLOB,
    version INTEGER NOT NULL CHECK (version > 0), worker_id INTEGER REFERENCES posts (id), undo_before INTEGER CHECK (undo_before >= 0), undone_count INTEGER NOT NULL DEFAULT 0, standing_count INTEGER NOT NULL DEFAULT 0,
    CHECK ((state IN ('taking', 'taken', 'undone')) = (accepted_at IS NOT NULL)),
    CHECK (state IN ('waiting', 'taking') OR seal_key IS NULL)
) STRICT;

CREATE TABLE sign_in_warnings (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    -- The action of the record.
    action TEXT NOT NULL CHECK (action <> ''),
    at INTEGER NOT NULL,
    -- Whether the person did it: then it is told from the next sign-in on.
    is_own INTEGER NOT NULL CHECK (is_own IN (0, 1))
) STRICT;

CREATE TABLE sign_ups (
    activity_id INTEGER NOT NULL REFERENCES activities (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    -- The order in which they signed up, from 1.
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    at INTEGER NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('placed', 'waiting', 'withdrawn')),
    -- Minutes served; 0 for one who did not come, nothing before the roll was kept.
    minutes INTEGER CHECK (minutes >= 0),
    transfer_id INTEGER REFERENCES transfers (id),
    -- What the person says is wrong with the minutes.
    contest TEXT,
    PRIMARY KEY (activity_id, person_id),
    UNIQUE (activity_id, ordinal),
    CHECK (minutes IS NULL OR standing = 'placed')
) STRICT;

CREATE TABLE sittings (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    venue_id INTEGER NOT NULL REFERENCES venues (id),
    room_id INTEGER REFERENCES rooms (id),
    place_path TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- Who sends them.
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    about TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    slot_minutes INTEGER NOT NULL CHECK (slot_minutes > 0),
    state TEXT NOT NULL CHECK (state IN ('open', 'held', 'cancelled')),
    served INTEGER CHECK (served >= 0),
    reason TEXT,
    version INTEGER NOT NULL CHECK (version > 0),
    CHECK ((state = 'cancelled') = (reason IS NOT NULL)),
    CHECK ((state = 'held') = (served IS NOT NULL))
) STRICT;

CREATE TABLE transfers (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    unit TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- What it is for, such as “activity” or “appraisal”, and which.
    subject_kind TEXT NOT NULL CHECK (subject_kind <> ''),
    subject_id INTEGER NOT NULL,
    -- The transfer that it undoes; each at most once.
    reverses_id INTEGER UNIQUE REFERENCES transfers (id)
) STRICT;

CREATE TABLE unit_notes (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES unit_registrations (id),
    post_id INTEGER NOT NULL REFERENCES posts (id),
    at INTEGER NOT NULL,
    note TEXT NOT NULL CHECK (note <> '')
) STRICT;

CREATE TABLE unit_registrations (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    -- The place of the community, whose keepers confirm.
    place_id INTEGER NOT NULL REFERENCES places (id),
    place_path TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    -- How many hands the unit can send.
    hands INTEGER NOT NULL CHECK (hands BETWEEN 0 AND 500),
    offers TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'returned', 'ended')),
    reason TEXT,
    confirmed_on TEXT,
    -- The day from which the unit is asked whether it still holds.
    reaffirm_by TEXT,
    ended_on TEXT,
    version INTEGER NOT NULL CHECK (version > 0),
    CHECK ((state = 'returned') = (reason IS NOT NULL)),
    CHECK ((state = 'confirmed') = (reaffirm_by IS NOT NULL)),
    CHECK ((state = 'ended') = (ended_on IS NOT NULL))
) STRICT;

CREATE TABLE venue_days (
    venue_id INTEGER NOT NULL REFERENCES venues (id),
    day TEXT NOT NULL,
    from_minute INTEGER CHECK (from_minute >= 0),
    until_minute INTEGER CHECK (until_minute > from_minute AND until_minute <= 1440),
    reason TEXT NOT NULL CHECK (reason <> ''),
    PRIMARY KEY (venue_id, day),
    CHECK ((from_minute IS NULL) = (until_minute IS NULL))
) STRICT;

CREATE TABLE venue_functions (
    venue_id INTEGER NOT NULL REFERENCES venues (id),
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    function TEXT NOT NULL,
    PRIMARY KEY (venue_id, function)
) STRICT;

CREATE TABLE venue_hours (
    venue_id INTEGER NOT NULL REFERENCES venues (id),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 7),
    from_minute INTEGER NOT NULL CHECK (from_minute >= 0),
    until_minute INTEGER NOT NULL CHECK (until_minute > from_minute AND until_minute <= 1440),
    PRIMARY KEY (venue_id, weekday, from_minute)
) STRICT;

CREATE TABLE venues (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    -- Who keeps it.
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    place_id INTEGER NOT NULL REFERENCES places (id),
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
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE work_lines (
    id INTEGER PRIMARY KEY,
    realm_id INTEGER NOT NULL REFERENCES realms (id),
    line TEXT NOT NULL CHECK (line <> ''),
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('matter', 'activity')),
    subject_id INTEGER NOT NULL,
    place_path TEXT NOT NULL,
    day TEXT NOT NULL,
    post_id INTEGER NOT NULL REFERENCES posts (id),
    UNIQUE (subject_id, line)
) STRICT;

CREATE INDEX access_keys_by_realm ON access_keys (realm_id, id);

CREATE INDEX activities_by_agreement ON activities (agreement_id, starts_at, id)
    WHERE agreement_id IS NOT NULL;

CREATE INDEX activities_by_day ON activities (realm_id, starts_at, id);

CREATE INDEX appraisal_flags_by_building
    ON appraisal_flags (building_id, from_day, round_id);

CREATE INDEX appraisal_flags_by_place
    ON appraisal_flags (realm_id, place_id, from_day, ordinal, building_id);

CREATE INDEX appraisal_rounds_by_time ON appraisal_rounds (realm_id, opened_at, id);

CREATE UNIQUE INDEX appraisal_schemes_in_force ON appraisal_schemes (realm_id, place_id)
    WHERE until_at IS NULL;

CREATE INDEX attempts_by_window ON attempts (window_start);

CREATE INDEX baselines_by_figure ON baselines (realm_id, place_id, figure, id);

CREATE INDEX bodies_by_parent ON bodies (parent_id);

CREATE INDEX bodies_by_place ON bodies (place_id);

CREATE INDEX bodies_by_realm ON bodies (realm_id, name_zh, id);

CREATE INDEX booking_readings_by_booking ON booking_readings (booking_id, id);

CREATE INDEX bookings_by_contact ON bookings (realm_id, contact_digest, starts_at);

CREATE INDEX bookings_by_post ON bookings (post_id, starts_at, id) WHERE post_id IS NOT NULL;

CREATE INDEX bookings_by_room ON bookings (room_id, starts_at, id);

CREATE UNIQUE INDEX bookings_of_slots ON bookings (sitting_id, slot) WHERE state = 'booked';

CREATE INDEX bookings_to_erase ON bookings (realm_id, ends_at, id) WHERE sealed IS NOT NULL;

CREATE INDEX bulk_outcomes_by_person ON bulk_outcomes (person_id, at);

CREATE INDEX call_up_shifts_by_call_up ON call_up_shifts (call_up_id, activity_id);

CREATE INDEX call_ups_by_realm ON call_ups (realm_id, id);

CREATE INDEX call_ups_open ON call_ups (realm_id, id) WHERE state = 'open';

CREATE INDEX ceremonies_by_end ON ceremonies (expires_at);

CREATE INDEX certificates_by_person ON certificates (person_id, id);

CREATE INDEX chair_turns_by_body ON chair_turns (body_id, month, alliance_id);

CREATE INDEX chair_turns_by_month ON chair_turns (realm_id, month, alliance_id);

CREATE INDEX clocks_running ON clocks (due_at, matter_id, name) WHERE stopped_at IS NULL;

CREATE INDEX commendations_by_person ON commendations (person_id, id);

CREATE INDEX commendations_by_realm ON commendations (realm_id, id);

CREATE INDEX deliveries_by_outlet ON deliveries (outlet_id, id);

CREATE INDEX deliveries_done ON deliveries (done_at) WHERE done_at IS NOT NULL;

CREATE INDEX deliveries_due ON deliveries (next_at, id) WHERE state = 'waiting';

CREATE INDEX deliveries_failed ON deliveries (outlet_id, id) WHERE state = 'failed';

CREATE INDEX deliveries_waiting ON deliveries (outlet_id, next_at) WHERE state = 'waiting';

CREATE INDEX duty_shifts_by_body ON duty_shifts (body_id, starts_at) WHERE body_id IS NOT NULL;

CREATE INDEX duty_shifts_by_post ON duty_shifts (post_id, starts_at) WHERE post_id IS NOT NULL;

CREATE INDEX duty_shifts_by_start ON duty_shifts (realm_id, starts_at, id);

CREATE UNIQUE INDEX duty_swaps_once ON duty_swaps (given_id) WHERE state = 'asked';

CREATE INDEX duty_swaps_wanted ON duty_swaps (wanted_id, state);

CREATE INDEX enrolment_readings_by_enrolment ON enrolment_readings (enrolment_id, id);

CREATE INDEX enrolments_by_person ON enrolments (person_id, id);

CREATE INDEX enrolments_by_place ON enrolments (realm_id, place_path, kind, state, id);

CREATE INDEX enrolments_by_unit ON enrolments (unit_body_id, id) WHERE unit_body_id IS NOT NULL;

CREATE UNIQUE INDEX enrolments_invited ON enrolments (person_id, kind, place_id)
    WHERE state = 'invited';

CREATE UNIQUE INDEX enrolments_standing ON enrolments (person_id, kind)
    WHERE state IN ('proposed', 'confirmed', 'returned');

CREATE INDEX enrolments_to_erase ON enrolments (realm_id, ended_on, id) WHERE state = 'ended';

CREATE INDEX enrolments_unanswered ON enrolments (realm_id, id) WHERE state = 'invited';

CREATE INDEX entries_by_transfer ON entries (transfer_id);

CREATE INDEX exchange_failures_by_time ON exchange_failures (realm_id, exchange, last_at, id);

CREATE INDEX exchange_failures_to_erase ON exchange_failures (first_at, id);

CREATE INDEX exchange_returns_in_order ON exchange_returns (realm_id, exchange, sequence);

CREATE INDEX exchange_returns_to_erase ON exchange_returns (at, sequence);

CREATE INDEX facts_by_day
    ON facts (realm_id, noun, event, day, subject_id, sequence, place_path, kind);

CREATE INDEX figure_exclusions_by_figure ON figure_exclusions (realm_id, figure, id);

CREATE UNIQUE INDEX figure_exclusions_standing ON figure_exclusions (realm_id, figure, matter_id)
    WHERE state <> 'refused';

CREATE INDEX fund_lines_by_matter ON fund_lines (matter_id, id);

CREATE INDEX fund_lines_by_source ON fund_lines (realm_id, source, day, id);

CREATE INDEX grid_places_by_grid ON grid_places (grid_id, place_id);

CREATE UNIQUE INDEX grid_plans_by_day ON grid_plans (realm_id, from_day)
    WHERE state = 'approved';

CREATE INDEX grid_plans_by_realm ON grid_plans (realm_id, id);

CREATE INDEX grids_by_kind ON grids (plan_id, kind, home_path);

CREATE INDEX grids_by_parent ON grids (parent_id);

CREATE INDEX guide_windows_by_venue ON guide_windows (venue_id, guide_id);

CREATE INDEX guides_by_body ON guides (body_id, review_on, id) WHERE ended_on IS NULL;

CREATE INDEX guides_by_realm ON guides (realm_id, kind, title_zh, id);

CREATE INDEX handbook_entries_by_day ON handbook_entries (enrolment_id, day, id);

CREATE INDEX handbook_entries_waiting ON handbook_entries (enrolment_id, id)
    WHERE state = 'waiting';

CREATE INDEX help_offers_by_place ON help_offers (realm_id, place_path);

CREATE INDEX home_letters_by_unit ON home_letters (unit_id, id);

CREATE INDEX invitations_by_matter ON invitations (matter_id, id);

CREATE INDEX invitations_by_person ON invitations (person_id, id);

CREATE INDEX matter_assists_by_body ON matter_assists (body_id, matter_id);

CREATE INDEX matter_links_by_target ON matter_links (to_id, from_id);

CREATE INDEX matters_by_amber ON matters (realm_id, amber_at, id)
    WHERE ended_at IS NULL AND due_clock IS NOT NULL;

CREATE INDEX matters_by_end
    ON matters (realm_id, ended_at, id, place_path, lead_id, procedure, state, category, late,
        ending)
    WHERE ended_at IS NOT NULL;

CREATE INDEX matters_by_merge ON matters (merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE INDEX matters_by_parent ON matters (parent_id, id) WHERE parent_id IS NOT NULL;

CREATE INDEX matters_by_state ON matters (realm_id, procedure, state, touched_at, id);

CREATE INDEX matters_by_taker ON matters (taker_id, ended_at, id) WHERE taker_id IS NOT NULL;

CREATE INDEX matters_ended_by_lead ON matters (lead_id, ended_at, id) WHERE ended_at IS NOT NULL;

CREATE INDEX matters_open_by_due
    ON matters (realm_id, due_order, id, place_path, procedure, state, category, suspended, due_at,
        amber_at)
    WHERE ended_at IS NULL;

CREATE INDEX matters_open_by_lead
    ON matters (lead_id, due_order, id, place_path, procedure, state, category, suspended, due_at,
        amber_at, touched_at, toucher_id)
    WHERE ended_at IS NULL;

CREATE INDEX matters_open_by_match
    ON matters (realm_id, procedure, matched, id, place_path, category)
    WHERE ended_at IS NULL;

CREATE INDEX matters_open_by_state
    ON matters (realm_id, procedure, state, due_order, id, place_path, lead_id, taker_id, category,
        suspended, due_at, amber_at, touched_at, toucher_id)
    WHERE ended_at IS NULL;

CREATE INDEX matters_paused ON matters (realm_id, due_order, id, place_path)
    WHERE ended_at IS NULL AND suspended = 1;

CREATE INDEX matters_unerased ON matters (realm_id, ended_at, id)
    WHERE ended_at IS NOT NULL AND erased_at IS NULL;

CREATE INDEX matters_with_contact ON matters (realm_id, ended_at, id)
    WHERE person_key IS NOT NULL AND ended_at IS NOT NULL;

CREATE INDEX meal_grants_by_venue ON meal_grants (venue_id, source, id);

CREATE INDEX meals_by_day ON meals (venue_id, day, id);

CREATE UNIQUE INDEX meals_once ON meals (card_id, day, mealtime)
    WHERE card_id IS NOT NULL AND taken_back_at IS NULL;

CREATE INDEX meeting_resolutions_by_alliance ON meeting_resolutions (alliance_id, matter_id);

CREATE INDEX meeting_reviews_by_matter ON meeting_reviews (matter_id, standing);

CREATE INDEX meetings_by_alliance ON meetings (alliance_id, starts_at, id)
    WHERE alliance_id IS NOT NULL;

CREATE INDEX meetings_by_day ON meetings (realm_id, starts_at, id);

CREATE INDEX meetings_by_matter ON meetings (matter_id, starts_at, id);

CREATE INDEX memberships_by_alliance ON memberships (alliance_id, from_day, id);

CREATE INDEX memberships_by_member ON memberships (member_id, from_day, id);

CREATE INDEX notices_by_day ON notices (realm_id, until_day, id);

CREATE INDEX outlets_active ON outlets (id) WHERE state = 'active';

CREATE INDEX outlets_by_realm ON outlets (realm_id, id);

CREATE INDEX pairing_consents_by_pairing ON pairing_consents (pairing_id, id);

CREATE INDEX pairing_readings_by_pairing ON pairing_readings (pairing_id, id);

CREATE INDEX pairing_supporters_by_body ON pairing_supporters (body_id, state, pairing_id);

CREATE INDEX pairing_supporters_by_person ON pairing_supporters (person_id, state, pairing_id);

CREATE INDEX pairing_visits_by_pairing ON pairing_visits (pairing_id, id);

CREATE INDEX pairings_by_keeper ON pairings (keeper_id, state, due_on, id);

CREATE INDEX pairings_by_place ON pairings (realm_id, place_path, state, kind);

CREATE INDEX pairings_to_erase ON pairings (realm_id, ended_at, id)
    WHERE seal_key IS NOT NULL AND ended_at IS NOT NULL;

CREATE INDEX pairings_waiting ON pairings (realm_id, proposed_at, id)
    WHERE state = 'proposed' AND seal_key IS NOT NULL;

CREATE INDEX passkeys_by_person ON passkeys (person_id, id);

CREATE INDEX people_by_realm ON people (realm_id, name, id);

CREATE INDEX personal_fields_by_keeping ON personal_fields (keep_days);

CREATE INDEX personal_readings_by_matter ON personal_readings (matter_id, id);

CREATE INDEX photographs_by_matter ON photographs (matter_id, id);

CREATE INDEX photographs_unattached ON photographs (added_at) WHERE matter_id IS NULL;

CREATE UNIQUE INDEX place_extents_by_key ON place_extents (realm_id, map_key, place_id);

CREATE INDEX place_facts_by_place ON place_facts (place_id, id);

CREATE UNIQUE INDEX place_facts_current ON place_facts (place_id, kind) WHERE is_current = 1;

CREATE UNIQUE INDEX places_by_code ON places (realm_id, code);

CREATE INDEX places_by_level ON places (realm_id, level, path);

CREATE INDEX places_by_name ON places (realm_id, name_zh, id, name_en);

CREATE INDEX places_by_parent ON places (parent_id, name_zh, id, until_day);

CREATE INDEX places_roots ON places (realm_id, path) WHERE parent_id IS NULL;

CREATE INDEX pledges_by_realm ON pledges (realm_id, id);

CREATE INDEX posts_by_body ON posts (body_id, id);

CREATE INDEX posts_by_person ON posts (person_id, id);

CREATE INDEX posts_by_place ON posts (place_id, id);

CREATE INDEX posts_by_role ON posts (realm_id, role, id);

CREATE INDEX profile_drafts_by_realm ON profile_drafts (realm_id, id);

CREATE UNIQUE INDEX profile_drafts_open ON profile_drafts (realm_id) WHERE ended_at IS NULL;

CREATE INDEX program_keys_by_post ON program_keys (post_id, id);

CREATE INDEX program_keys_by_realm ON program_keys (realm_id, id);

CREATE UNIQUE INDEX provider_links_by_person ON provider_links (person_id, issuer);

CREATE INDEX public_matters_by_key ON public_matters (realm_id, map_key, matter_id, opened_at)
    WHERE map_key IS NOT NULL;

CREATE INDEX public_matters_by_opening ON public_matters (realm_id, opened_at, matter_id);

CREATE INDEX public_matters_by_place ON public_matters (place_id, matter_id);

CREATE INDEX records_by_person ON records (person_id, sequence, subject_id)
    WHERE person_id IS NOT NULL AND subject_kind = 'matter';

CREATE INDEX records_by_subject ON records (subject_kind, subject_id, sequence);

CREATE INDEX records_by_time ON records (realm_id, at, sequence);

CREATE INDEX reports_by_realm ON reports (realm_id, id);

CREATE INDEX room_times_by_subject ON room_times (subject_id, noun, room_id, at);

CREATE INDEX rooms_by_venue ON rooms (venue_id, id);

CREATE INDEX rosters_ended ON rosters (realm_id, id) WHERE ended_on IS NOT NULL;

CREATE INDEX rosters_open ON rosters (realm_id, place_path, id) WHERE ended_on IS NULL;

CREATE INDEX sent_calls_by_time ON sent_calls (sent_at);

CREATE INDEX sent_forms_by_time ON sent_forms (sent_at);

CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE INDEX sessions_by_person ON sessions (person_id, opened_at);

CREATE INDEX sheet_imports_at_work ON sheet_imports (worker_id, id) WHERE worker_id IS NOT NULL;

CREATE INDEX sheet_imports_by_realm ON sheet_imports (realm_id, id);

CREATE INDEX sheet_imports_taking ON sheet_imports (accepted_at) WHERE state = 'taking';

CREATE INDEX sheet_imports_waiting ON sheet_imports (sent_at) WHERE state = 'waiting';

CREATE INDEX sign_in_warnings_by_person ON sign_in_warnings (person_id, id);

CREATE INDEX sign_ups_by_person ON sign_ups (person_id, activity_id);

CREATE INDEX sittings_by_day ON sittings (realm_id, starts_at, id);

CREATE INDEX sittings_by_venue ON sittings (venue_id, starts_at, id);

CREATE INDEX transfers_by_subject ON transfers (subject_kind, subject_id, id);

CREATE INDEX unit_notes_by_unit ON unit_notes (unit_id, id);

CREATE INDEX unit_registrations_by_place ON unit_registrations (realm_id, place_path, id);

CREATE UNIQUE INDEX unit_registrations_standing ON unit_registrations (body_id, place_id)
    WHERE state <> 'ended';

CREATE INDEX venues_by_realm ON venues (realm_id, name_zh, id);

CREATE INDEX work_lines_by_day ON work_lines (realm_id, line, day, id);
