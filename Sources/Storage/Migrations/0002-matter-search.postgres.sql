-- The words of matters; 0011 gives them their index.
CREATE TABLE matter_search (rowid BIGINT PRIMARY KEY, grams TEXT NOT NULL);
