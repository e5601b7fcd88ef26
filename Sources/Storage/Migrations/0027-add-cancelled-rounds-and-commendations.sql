-- A round of appraisal that was called off: nothing of it is awarded, and its month is not drawn
-- again.
CREATE TABLE appraisal_cancellations (
    round_id {INT} NOT NULL PRIMARY KEY REFERENCES appraisal_rounds (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    post_id {INT} NOT NULL REFERENCES posts (id),
    cancelled_at {INT} NOT NULL
) {STRICT};

-- A volunteer whom a community would like to thank in public. Nothing of it is shown to others
-- before the person agrees.
CREATE TABLE commendations (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    person_id {INT} NOT NULL REFERENCES people (id),
    post_id {INT} NOT NULL REFERENCES posts (id),
    -- What for, without a name.
    deed TEXT NOT NULL CHECK (deed <> ''),
    asked_at {INT} NOT NULL,
    declined_at {INT}
) {STRICT};
CREATE INDEX commendations_by_person ON commendations (person_id, id);
CREATE INDEX commendations_by_realm ON commendations (realm_id, id);

-- The consent to it, given and withdrawn by the person alone.
CREATE TABLE commendation_consents (
    commendation_id {INT} NOT NULL PRIMARY KEY REFERENCES commendations (id),
    -- How they want to be called, and their own words; gone with the withdrawal.
    called TEXT,
    own_words TEXT,
    given_at {INT} NOT NULL,
    withdrawn_at {INT},
    CHECK ((withdrawn_at IS NULL) = (called IS NOT NULL)),
    CHECK (withdrawn_at IS NULL OR own_words IS NULL)
) {STRICT};
