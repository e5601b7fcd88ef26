-- What only grows is cut into a part a month, by the key under which it grows: the program begins
-- the parts (GrowingTable.swift). What is there already is the first.
ALTER TABLE records RENAME TO records_start;
ALTER INDEX records_pkey RENAME TO records_start_pkey;
ALTER INDEX records_id_key RENAME TO records_start_id;
ALTER INDEX records_by_subject RENAME TO records_start_by_subject;
ALTER INDEX records_by_time RENAME TO records_start_by_time;
ALTER INDEX records_by_person RENAME TO records_start_by_person;
CREATE TABLE records (LIKE records_start) PARTITION BY RANGE (sequence);
ALTER TABLE records ADD CONSTRAINT records_pkey PRIMARY KEY (sequence);
CREATE INDEX records_by_subject ON records (subject_kind, subject_id, sequence);
CREATE INDEX records_by_time ON records (realm_id, at, sequence);
CREATE INDEX records_by_person ON records (person_id, sequence, subject_id)
    WHERE person_id IS NOT NULL AND subject_kind = 'matter';
ALTER TABLE records ATTACH PARTITION records_start FOR VALUES FROM (MINVALUE) TO (MAXVALUE);

ALTER TABLE personal_readings RENAME TO personal_readings_start;
ALTER INDEX personal_readings_pkey RENAME TO personal_readings_start_pkey;
ALTER INDEX personal_readings_by_matter RENAME TO personal_readings_start_by_matter;
CREATE TABLE personal_readings (LIKE personal_readings_start) PARTITION BY RANGE (id);
ALTER TABLE personal_readings ADD CONSTRAINT personal_readings_pkey PRIMARY KEY (id);
ALTER TABLE personal_readings ADD FOREIGN KEY (realm_id) REFERENCES realms (id);
ALTER TABLE personal_readings ADD FOREIGN KEY (matter_id) REFERENCES matters (id);
ALTER TABLE personal_readings ADD FOREIGN KEY (person_id) REFERENCES people (id);
ALTER TABLE personal_readings ADD FOREIGN KEY (post_id) REFERENCES posts (id);
CREATE INDEX personal_readings_by_matter ON personal_readings (matter_id, id);
ALTER TABLE personal_readings
    ATTACH PARTITION personal_readings_start FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
