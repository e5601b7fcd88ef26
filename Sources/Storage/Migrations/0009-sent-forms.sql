-- Forms that were sent and done, so that the same one sent again after a lost answer is not done a
-- second time. Kept for a week.
CREATE TABLE sent_forms (
    -- A keyed digest of the form's own key and of everything that was written into it.
    digest TEXT PRIMARY KEY,
    -- The matter that it opened or acted on.
    matter_id {INT} NOT NULL REFERENCES matters (id),
    sent_at {INT} NOT NULL
) {STRICT};
CREATE INDEX sent_forms_by_time ON sent_forms (sent_at);
