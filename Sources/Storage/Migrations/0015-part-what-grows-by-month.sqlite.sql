-- The embedded engine keeps what only grows in one table: it has no parts of tables. Its twin has.
SELECT 1;
