-- Of a city's open matters many may have a word: the newest are asked for by the span of 19 hours
-- in which they were opened, as the ended ones are (0055), and the older ones at once.
ALTER TABLE open_search DROP COLUMN words;
ALTER TABLE open_search ADD COLUMN words TSVECTOR GENERATED ALWAYS AS (
    array_to_tsvector(
        string_to_array(grams, ' ') || ARRAY['#48.' || CAST(rowid >> 48 AS TEXT)])
) STORED;
CREATE INDEX open_search_words ON open_search USING gin (words);
