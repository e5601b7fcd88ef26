-- Whether the program may also keep the settings of the realm, where the post manages it.
ALTER TABLE program_keys ADD COLUMN sets {INT} NOT NULL DEFAULT 0 CHECK (sets IN (0, 1));
