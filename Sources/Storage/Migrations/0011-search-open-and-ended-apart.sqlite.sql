-- The words of open matters in an index of their own: a search among the few that are open does not
-- look at all that ever had the word. Pieces are parted by spaces alone, asked for one by one, and
-- never ranked, so neither their places nor their number are kept.
CREATE VIRTUAL TABLE open_search USING fts5 (
    grams, detail = 'none', columnsize = 0,
    tokenize = "unicode61 categories 'L* M* N* P* S* C*'");
CREATE VIRTUAL TABLE ended_search USING fts5 (
    grams, detail = 'none', columnsize = 0,
    tokenize = "unicode61 categories 'L* M* N* P* S* C*'");
INSERT INTO open_search (rowid, grams)
    SELECT rowid, replace(grams, ' ' || char(57344), '') FROM matter_search
    WHERE rowid IN (SELECT id FROM matters WHERE ended_at IS NULL) ORDER BY rowid;
INSERT INTO ended_search (rowid, grams)
    SELECT rowid, replace(grams, ' ' || char(57344), '') FROM matter_search
    WHERE rowid IN (SELECT id FROM matters WHERE ended_at IS NOT NULL) ORDER BY rowid;
DROP TABLE matter_search;
