-- Canteens of venues: what a meal costs, who may eat at the reduced price, what pays for it, and how
-- many meals there were.
CREATE TABLE canteens (
    venue_id {INT} PRIMARY KEY REFERENCES venues (id),
    realm_id {INT} NOT NULL REFERENCES realms (id),
    price_fen {INT} NOT NULL CHECK (price_fen > 0),
    -- What of it is paid for whoever is eligible.
    subsidy_fen {INT} NOT NULL CHECK (subsidy_fen > 0 AND subsidy_fen <= price_fen),
    version {INT} NOT NULL CHECK (version > 0)
) {STRICT};

-- Money that pays for reduced meals, by source; what is left after its day goes back.
CREATE TABLE meal_grants (
    id {ID},
    venue_id {INT} NOT NULL REFERENCES canteens (venue_id),
    source TEXT NOT NULL CHECK (source IN ('fiscal', 'own', 'donation', 'common')),
    fen {INT} NOT NULL CHECK (fen > 0),
    -- The last day on which it may be used; null for always.
    until_day TEXT,
    words TEXT NOT NULL CHECK (words <> ''),
    post_id {INT} NOT NULL REFERENCES posts (id),
    at {INT} NOT NULL,
    transfer_id {INT} NOT NULL UNIQUE REFERENCES transfers (id),
    -- When what was left of it after its day went back.
    settled_at {INT}
) {STRICT};
CREATE INDEX meal_grants_by_venue ON meal_grants (venue_id, source, id);

-- That whoever holds the card may eat at the reduced price: how that was shown, and to whom. No name,
-- no day of birth: the number is all that there is.
CREATE TABLE meal_cards (
    id {ID},
    realm_id {INT} NOT NULL REFERENCES realms (id),
    number {INT} NOT NULL CHECK (number > 0),
    proof TEXT NOT NULL CHECK (proof IN ('identityCard', 'seniorCard', 'register')),
    post_id {INT} NOT NULL REFERENCES posts (id),
    proved_on TEXT NOT NULL,
    ended_on TEXT,
    UNIQUE (realm_id, number)
) {STRICT};

CREATE TABLE meals (
    id {ID},
    venue_id {INT} NOT NULL REFERENCES canteens (venue_id),
    day TEXT NOT NULL,
    mealtime TEXT NOT NULL CHECK (mealtime IN ('lunch', 'supper')),
    -- Forgotten two months after; null for whoever pays the whole price.
    card_id {INT} REFERENCES meal_cards (id),
    plates {INT} NOT NULL CHECK (plates > 0),
    price_fen {INT} NOT NULL CHECK (price_fen > 0),
    subsidy_fen {INT} NOT NULL CHECK (subsidy_fen >= 0),
    source TEXT,
    transfer_id {INT} UNIQUE REFERENCES transfers (id),
    post_id {INT} NOT NULL REFERENCES posts (id),
    at {INT} NOT NULL,
    taken_back_at {INT},
    CHECK ((subsidy_fen > 0) = (transfer_id IS NOT NULL)),
    CHECK ((subsidy_fen > 0) = (source IS NOT NULL))
) {STRICT};
CREATE UNIQUE INDEX meals_once ON meals (card_id, day, mealtime)
    WHERE card_id IS NOT NULL AND taken_back_at IS NULL;
CREATE INDEX meals_by_day ON meals (venue_id, day, id);
