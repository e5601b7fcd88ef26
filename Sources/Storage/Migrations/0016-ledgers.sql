-- Double entry: accounts, and transfers whose entries sum to zero. Nothing is changed or deleted;
-- what was wrong is reversed.
CREATE TABLE accounts (
    realm_id {INT} NOT NULL REFERENCES realms (id),
    unit TEXT NOT NULL CHECK (unit IN ('minutes', 'points', 'meals', 'fen')),
    -- Such as “person 12” or “source service”.
    holder TEXT NOT NULL,
    -- The sum of its entries.
    balance {INT} NOT NULL,
    PRIMARY KEY (realm_id, unit, holder),
    -- Only where amounts come from lies below zero.
    CHECK (balance >= 0 OR holder LIKE 'source %'),
    -- Points are never a person's.
    CHECK (unit <> 'points' OR holder NOT LIKE 'person %')
) {STRICT};

CREATE TABLE transfers (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    unit TEXT NOT NULL,
    at {INT} NOT NULL,
    -- What it is for, such as “activity” or “appraisal”, and which.
    subject_kind TEXT NOT NULL CHECK (subject_kind <> ''),
    subject_id {INT} NOT NULL,
    -- The transfer that it undoes; each at most once.
    reverses_id {INT} UNIQUE REFERENCES transfers (id)
) {STRICT};
CREATE INDEX transfers_by_subject ON transfers (subject_kind, subject_id, id);

CREATE TABLE entries (
    realm_id {INT} NOT NULL,
    unit TEXT NOT NULL,
    holder TEXT NOT NULL,
    transfer_id {INT} NOT NULL REFERENCES transfers (id),
    -- Above zero what the account receives, below zero what it gives.
    amount {INT} NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (realm_id, unit, holder, transfer_id),
    FOREIGN KEY (realm_id, unit, holder) REFERENCES accounts (realm_id, unit, holder)
) {STRICT};
CREATE INDEX entries_by_transfer ON entries (transfer_id);
