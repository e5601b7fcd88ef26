-- The words of open matters in an index of their own: a search among the few that are open does not
-- look at all that ever had the word. Pieces are parted by spaces alone and asked for one by one.
DROP TABLE matter_search;
CREATE TABLE open_search (
    rowid BIGINT PRIMARY KEY,
    grams TEXT NOT NULL,
    words TSVECTOR GENERATED ALWAYS AS (array_to_tsvector(string_to_array(grams, ' '))) STORED
);
CREATE INDEX open_search_words ON open_search USING gin (words);
CREATE TABLE ended_search (
    rowid BIGINT PRIMARY KEY,
    grams TEXT NOT NULL,
    words TSVECTOR GENERATED ALWAYS AS (array_to_tsvector(string_to_array(grams, ' '))) STORED
);
CREATE INDEX ended_search_words ON ended_search USING gin (words);
