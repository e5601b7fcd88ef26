-- Whom a provider of OpenID Connect means, and which posts follow from what it claims.
CREATE TABLE provider_links (
    issuer TEXT NOT NULL,
    -- A keyed digest of the provider's own name for somebody.
    subject TEXT NOT NULL,
    realm_id {INT} NOT NULL REFERENCES realms (id),
    person_id {INT} NOT NULL REFERENCES people (id),
    linked_at {INT} NOT NULL,
    PRIMARY KEY (issuer, subject)
) {STRICT};
CREATE UNIQUE INDEX provider_links_by_person ON provider_links (person_id, issuer);

CREATE TABLE provided_posts (
    post_id {INT} NOT NULL PRIMARY KEY REFERENCES posts (id),
    realm_id {INT} NOT NULL REFERENCES realms (id),
    issuer TEXT NOT NULL
) {STRICT};
