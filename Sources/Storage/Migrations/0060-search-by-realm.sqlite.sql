-- The words of a matter end with its realm: where the newest matters with a word are mostly other
-- streets', its own are asked for by it.
UPDATE open_search SET grams = ltrim(grams || ' @' || (
    SELECT realm_id FROM matters WHERE matters.id = open_search.rowid));
UPDATE ended_search SET grams = ltrim(grams || ' @' || (
    SELECT realm_id FROM matters WHERE matters.id = ended_search.rowid));
