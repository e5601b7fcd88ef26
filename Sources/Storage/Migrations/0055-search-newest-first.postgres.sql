-- The index of words knows no order. With the time in which a matter was opened among its words, in
-- spans of 19 hours, 6 days and 50 days, a word can be asked for among the newest alone. The spans
-- are cut from the identifier, as SearchSpan.swift cuts them.
ALTER TABLE ended_search DROP COLUMN words;
ALTER TABLE ended_search ADD COLUMN words TSVECTOR GENERATED ALWAYS AS (
    array_to_tsvector(
        string_to_array(grams, ' ') || ARRAY[
            '#48.' || CAST(rowid >> 48 AS TEXT), '#51.' || CAST(rowid >> 51 AS TEXT),
            '#54.' || CAST(rowid >> 54 AS TEXT)])
) STORED;
CREATE INDEX ended_search_words ON ended_search USING gin (words);
