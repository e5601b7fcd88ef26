-- The words of a matter end with its realm. This engine asks for a word together with a span of
-- time: now of one realm, so that a street's search is not given other streets' matters, however
-- many share the database.
ALTER TABLE open_search DROP COLUMN words;
ALTER TABLE ended_search DROP COLUMN words;
UPDATE open_search SET grams = ltrim(grams || ' @' || matters.realm_id)
    FROM matters WHERE matters.id = open_search.rowid;
UPDATE ended_search SET grams = ltrim(grams || ' @' || matters.realm_id)
    FROM matters WHERE matters.id = ended_search.rowid;
ALTER TABLE open_search ADD COLUMN words TSVECTOR GENERATED ALWAYS AS (
    array_to_tsvector(
        string_to_array(grams, ' ')
            || ('#48' || substring(grams FROM '@[0-9]+$') || '.' || CAST(rowid >> 48 AS TEXT)))
) STORED;
ALTER TABLE ended_search ADD COLUMN words TSVECTOR GENERATED ALWAYS AS (
    array_to_tsvector(
        string_to_array(grams, ' ') || ARRAY[
            '#48' || substring(grams FROM '@[0-9]+$') || '.' || CAST(rowid >> 48 AS TEXT),
            '#51' || substring(grams FROM '@[0-9]+$') || '.' || CAST(rowid >> 51 AS TEXT),
            '#54' || substring(grams FROM '@[0-9]+$') || '.' || CAST(rowid >> 54 AS TEXT)])
) STORED;
CREATE INDEX open_search_words ON open_search USING gin (words);
CREATE INDEX ended_search_words ON ended_search USING gin (words);
