-- What bodies of one kind led is read off the months, as all other figures are, instead of off
-- every fact. The months are summed up anew from the facts, which stand as they are: those of
-- erased matters could not be worked out again.
DROP TABLE fact_months;
CREATE TABLE fact_months (
    realm_id {INT} NOT NULL REFERENCES realms (id),
    noun TEXT NOT NULL,
    event TEXT NOT NULL,
    place_id {INT} NOT NULL,
    -- Such as 2026-11.
    month TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- The kind of the body that leads or holds it; empty for none.
    led_by TEXT NOT NULL,
    count {INT} NOT NULL,
    amount {INT} NOT NULL,
    PRIMARY KEY (realm_id, noun, event, place_id, month, kind, led_by)
) {STRICT};
INSERT INTO fact_months
    (realm_id, noun, event, place_id, month, kind, led_by, count, amount)
WITH RECURSIVE above (path, place_id, parent_id) AS (
    SELECT path, id, parent_id FROM places
    UNION ALL
    SELECT above.path, places.id, places.parent_id
    FROM above JOIN places ON places.id = above.parent_id)
SELECT sums.realm_id, sums.noun, sums.event, above.place_id, sums.month, sums.kind, sums.led_by,
    CAST(SUM(sums.count) AS BIGINT), CAST(SUM(sums.amount) AS BIGINT)
FROM (
    SELECT facts.realm_id, noun, event, place_path, substr(day, 1, 7) AS month, facts.kind,
        COALESCE(bodies.kind, '') AS led_by, COUNT(*) AS count, SUM(amount) AS amount
    FROM facts LEFT JOIN bodies ON bodies.id = facts.body_id
    GROUP BY facts.realm_id, noun, event, place_path, substr(day, 1, 7), facts.kind,
        COALESCE(bodies.kind, '')) AS sums
JOIN above ON above.path = sums.place_path
GROUP BY sums.realm_id, sums.noun, sums.event, above.place_id, sums.month, sums.kind, sums.led_by;
