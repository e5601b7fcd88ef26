-- Titles and accounts as overlapping pairs of characters, so that two-character words are found.
CREATE VIRTUAL TABLE matter_search USING fts5 (grams, tokenize = 'unicode61');
