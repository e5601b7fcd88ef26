-- This engine's index of words gives the newest first by itself. Its twin asks by days.
SELECT 1;
