package import Kernel
package import SQL

/// A matter with what is kept beside it: under which profile it was opened, and its keys.
package struct StoredMatter: Sendable {
    package internal(set) var matter: Matter
    package let profileVersion: Int
    package let keys: WrappedKeys
    /// Whether it ordered other matters.
    package let hasChildren: Bool
    /// The sequence of the installation's last record when it was read, so that whoever writes the
    /// next one in the same transaction need not ask.
    package let lastSequence: Int64
}

/// Rows of matters, each read as a whole Kernel value.
package enum Matters {
    /// Those of the matter, then those of one clock; a row for each clock.
    private static let columns: SQL = """
        matters.id, realm_id, reference, procedure, procedure_version, channel, opened_at, state, title,
        account, place_id, place_path, spot, category, urgency, triage, supervision, lead_id,
        first_receiver_id, taker_id, parent_id, merged_into_id, ended_at, ending, version,
        profile_version, story_key, person_key,
        EXISTS (SELECT 1 FROM matter_assists WHERE matter_id = matters.id),
        EXISTS (SELECT 1 FROM petitions WHERE matter_id = matters.id),
        EXISTS (SELECT 1 FROM matters AS child WHERE child.parent_id = matters.id),
        (SELECT MAX(sequence) FROM records)
        """

    package static func find(
        _ id: Matter.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Matter? {
        try stored(id, in: realm, db)?.matter
    }

    package static func find(
        _ reference: Reference, in realm: Realm.ID, _ db: any Reader
    ) throws -> Matter? {
        try stored(reference, in: realm, db)?.matter
    }

    /// A matter with what is kept beside it.
    package static func stored(
        _ id: Matter.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> StoredMatter? {
        try load("SELECT \(columns) FROM matters WHERE id = \(id) AND realm_id = \(realm)", db)
    }

    package static func stored(
        _ reference: Reference, in realm: Realm.ID, _ db: any Reader
    ) throws -> StoredMatter? {
        try load(
            """
            SELECT \(columns) FROM matters
            WHERE realm_id = \(realm) AND reference = \(reference)
            """, db)
    }

    /// Most matters have no assists and no petitions: their tables are asked only where there are.
    private static func load(_ query: SQL, _ db: any Reader) throws -> StoredMatter? {
        let found = try db.first(query) { row in
            (
                stored: StoredMatter(
                    matter: try decode(row), profileVersion: Int(try row.int(25)),
                    keys: WrappedKeys(story: try row.blobOrNil(26), person: try row.blobOrNil(27)),
                    hasChildren: try row.bool(30), lastSequence: try row.intOrNil(31) ?? 0),
                hasAssists: try row.bool(28), hasPetitions: try row.bool(29)
            )
        }
        guard let found else { return nil }
        var stored = found.stored
        stored.matter.clocks = try Clocks.of(stored.matter.id, db)
        if found.hasAssists {
            stored.matter.assists = try db.rows(
                """
                SELECT body_id FROM matter_assists WHERE matter_id = \(stored.matter.id)
                ORDER BY body_id LIMIT \(Procedure.childrenMax)
                """
            ) { try $0.id(0) }
        }
        if found.hasPetitions {
            stored.matter.petitions = try petitions(of: stored.matter.id, db)
        }
        return stored
    }

    private static func petitions(
        of id: Matter.ID, _ db: any Reader
    ) throws -> [Matter.Petitioned] {
        try db.rows(
            """
            SELECT kind, days, person_id, asked_at FROM petitions WHERE matter_id = \(id)
            ORDER BY kind LIMIT 8
            """
        ) { row in
            Matter.Petitioned(
                kind: try row.member(0, of: Procedure.Petition.self),
                days: try row.intOrNil(1).map(Int.init), person: try row.idOrNil(2),
                at: try row.instant(3))
        }
    }

    /// The version of the profile that a matter was opened under.
    package static func profileVersion(of id: Matter.ID, _ db: any Reader) throws -> Int {
        Int(
            try db.int("SELECT profile_version FROM matters WHERE id = \(id)").orThrow("a version"))
    }

    /// What has been done to a matter, oldest first, as far as rules ask.
    package static func history(of id: Matter.ID, _ db: any Reader) throws -> [Deed] {
        try db.rows(
            """
            SELECT records.action, records.person_id, posts.body_id, records.at
            FROM records LEFT JOIN posts ON posts.id = records.post_id
            WHERE records.subject_kind = 'matter' AND records.subject_id = \(id)
            ORDER BY records.sequence LIMIT 1000
            """
        ) { row in
            Deed(
                action: try row.text(0), person: try row.idOrNil(1), body: try row.idOrNil(2),
                at: try row.instant(3))
        }
    }

    package static func children(
        of id: Matter.ID, _ db: any Reader
    ) throws -> [Situation.Child] {
        try db.rows(
            """
            SELECT lead_id, ended_at FROM matters WHERE parent_id = \(id)
            ORDER BY id LIMIT 100
            """
        ) { row in
            Situation.Child(body: try row.idOrNil(0), isOpen: try row.intOrNil(1) == nil)
        }
    }

    /// The matters that a matter ordered, in the order in which it did.
    package static func childIDs(of id: Matter.ID, _ db: any Reader) throws -> [Matter.ID] {
        try db.rows("SELECT id FROM matters WHERE parent_id = \(id) ORDER BY id LIMIT 100") {
            try $0.id(0)
        }
    }

    private static func decode(_ row: any Row) throws -> Matter {
        Matter(
            id: try row.id(0), realm: try row.id(1), reference: try row.reference(2),
            procedure: Procedure.Key(name: try row.text(3), version: Int(try row.int(4))),
            channel: try row.member(5, of: Matter.Channel.self), openedAt: try row.instant(6),
            state: try row.text(7), title: try row.text(8), account: try row.text(9),
            place: try row.id(10), placePath: try row.path(11), spot: try row.textOrNil(12),
            category: try row.text(13), urgency: try row.text(14), triage: try row.textOrNil(15),
            supervision: try row.textOrNil(16), lead: try row.idOrNil(17),
            firstReceiver: try row.idOrNil(18), taker: try row.idOrNil(19),
            parent: try row.idOrNil(20), mergedInto: try row.idOrNil(21),
            endedAt: try row.instantOrNil(22),
            ending: try row.memberOrNil(23, of: Procedure.Ending.self),
            version: Int(try row.int(24)))
    }
}
