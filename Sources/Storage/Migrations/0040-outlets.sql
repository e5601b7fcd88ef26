-- Where a realm's events are told outside: webhooks, robots of chat groups, mailboxes, duty phones.
CREATE TABLE outlets (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    kind TEXT NOT NULL CHECK (kind IN ('webhook', 'wecom', 'dingtalk', 'feishu', 'email', 'sms')),
    name TEXT NOT NULL CHECK (name <> ''),
    state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
    language TEXT NOT NULL,
    -- Only what happens here and below; null for the whole realm.
    place_id {INT} REFERENCES places (id),
    -- Whether it hears of matters that not everyone may read.
    hears_all {INT} NOT NULL CHECK (hears_all IN (0, 1)),
    -- Addresses, secrets and recipients, sealed with the installation's key; null once it ended.
    target {BLOB},
    -- What was recorded up to here it is never told.
    since_sequence {INT} NOT NULL,
    version {INT} NOT NULL CHECK (version > 0),
    made_at {INT} NOT NULL,
    CHECK ((state = 'ended') = (target IS NULL))
) {STRICT};
CREATE INDEX outlets_by_realm ON outlets (realm_id, id);
CREATE INDEX outlets_active ON outlets (id) WHERE state = 'active';

-- What each is told, and in its own words where it has some.
CREATE TABLE outlet_events (
    outlet_id {INT} NOT NULL REFERENCES outlets (id),
    event TEXT NOT NULL,
    sentence TEXT,
    PRIMARY KEY (outlet_id, event)
) {STRICT};

-- Matters of which procedures; none for all.
CREATE TABLE outlet_procedures (
    outlet_id {INT} NOT NULL REFERENCES outlets (id),
    procedure TEXT NOT NULL,
    PRIMARY KEY (outlet_id, procedure)
) {STRICT};

-- One event on its way to one outlet.
CREATE TABLE deliveries (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    outlet_id {INT} NOT NULL REFERENCES outlets (id),
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- The event in canonical JSON: nothing in it is personal.
    body TEXT NOT NULL,
    made_at {INT} NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts {INT} NOT NULL CHECK (attempts >= 0),
    next_at {INT} NOT NULL,
    done_at {INT},
    -- What came back the last time: the status of HTTP, a word, and what the other side said.
    answer_status {INT},
    answer_word TEXT,
    answer_detail TEXT,
    CHECK ((state = 'waiting') = (done_at IS NULL))
) {STRICT};
CREATE INDEX deliveries_due ON deliveries (next_at, id) WHERE state = 'waiting';
CREATE INDEX deliveries_by_outlet ON deliveries (outlet_id, id);
CREATE INDEX deliveries_waiting ON deliveries (outlet_id, next_at) WHERE state = 'waiting';
CREATE INDEX deliveries_failed ON deliveries (outlet_id, id) WHERE state = 'failed';
CREATE INDEX deliveries_done ON deliveries (done_at) WHERE done_at IS NOT NULL;
