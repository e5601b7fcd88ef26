-- This engine's index of words gives the newest first by itself. Its twin says when, too.
SELECT 1;
