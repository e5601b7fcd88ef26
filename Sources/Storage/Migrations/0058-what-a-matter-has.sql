-- A matter says itself in which other tables something of it lies, so that reading one looks into
-- no other: bits that are set for good (MatterParts).
ALTER TABLE matters ADD COLUMN parts {INT} NOT NULL DEFAULT 0;
UPDATE matters SET parts = parts | 1 WHERE id IN (SELECT matter_id FROM matter_assists);
UPDATE matters SET parts = parts | 2 WHERE id IN (SELECT matter_id FROM petitions);
UPDATE matters SET parts = parts | 4 WHERE id IN (SELECT matter_id FROM clock_suspensions);
UPDATE matters SET parts = parts | 8 WHERE id IN (SELECT matter_id FROM clock_extensions);
UPDATE matters SET parts = parts | 16 WHERE id IN (
    SELECT parent_id FROM matters WHERE parent_id IS NOT NULL);
UPDATE matters SET parts = parts | 32 WHERE id IN (
    SELECT merged_into_id FROM matters WHERE merged_into_id IS NOT NULL);
UPDATE matters SET parts = parts | 64 WHERE id IN (
    SELECT subject_id FROM work_lines WHERE subject_kind = 'matter');
