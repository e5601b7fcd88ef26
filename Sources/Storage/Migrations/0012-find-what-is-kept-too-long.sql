-- What has been kept long enough is found in the order in which it ended, without a walk over all.
CREATE INDEX matters_with_contact ON matters (realm_id, ended_at, id)
    WHERE person_key IS NOT NULL AND ended_at IS NOT NULL;
CREATE INDEX personal_fields_by_keeping ON personal_fields (keep_days);
CREATE INDEX photographs_unattached ON photographs (added_at) WHERE matter_id IS NULL;
