-- What whoever looks in on somebody asked for or joined: a matter at the same place, in which nothing
-- says from which pairing it came.
CREATE TABLE pairing_follow_ups (
    pairing_id {INT} NOT NULL REFERENCES pairings (id),
    matter_id {INT} NOT NULL REFERENCES matters (id),
    post_id {INT} NOT NULL REFERENCES posts (id),
    asked_at {INT} NOT NULL,
    PRIMARY KEY (pairing_id, matter_id)
) {STRICT};
