package import Kernel
package import SQL

/// A matter with what is kept beside it: under which profile it was opened, and its keys.
package struct StoredMatter: Sendable {
    package internal(set) var matter: Matter
    package let profileVersion: Int
    package let keys: WrappedKeys
    let parts: MatterParts
    /// The sequence of the installation's last record when it was read, so that whoever writes the
    /// next one in the same transaction need not ask; nil where it was read for looking at alone.
    package let lastSequence: Int64?

    /// Whether it ordered other matters.
    package var hasChildren: Bool { parts.contains(.children) }
    /// Whether others were merged into it.
    package var hasMerged: Bool { parts.contains(.merged) }
    /// Whether it may belong to a line of work.
    package var hasLines: Bool { parts.contains(.lines) }

    /// Whether personal fields may be held of it.
    package var hasPersonalFields: Bool { keys.person != nil }

    /// Whether it ordered, was ordered by, took in or went into another.
    package var isRelated: Bool {
        hasChildren || hasMerged || matter.parent != nil || matter.mergedInto != nil
    }
}

/// Rows of matters, each read as a whole Kernel value.
package enum Matters {
    private static func columns(toAct: Bool) -> SQL {
        // Every month's part of the record is opened for its last number.
        let last: SQL = toAct ? "(SELECT MAX(sequence) FROM records)" : "NULL"
        return """
            matters.id, matters.realm_id, matters.reference, matters.procedure,
            matters.procedure_version, matters.channel, matters.opened_at, matters.state,
            matters.title, matters.account, matters.place_id, matters.place_path, matters.spot,
            matters.category, matters.urgency, matters.triage, matters.supervision, matters.lead_id,
            matters.first_receiver_id, matters.taker_id, matters.parent_id, matters.merged_into_id,
            matters.ended_at, matters.ending, matters.version, matters.profile_version,
            matters.story_key, matters.person_key, matters.language, matters.parts, \(last)
            """
    }
    private static let columnCount = 31

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
    ///
    /// - Parameter toAct: whether something is to be recorded of it in the same transaction.
    package static func stored(
        _ id: Matter.ID, in realm: Realm.ID, toAct: Bool = false, _ db: any Reader
    ) throws -> StoredMatter? {
        try load(condition(id, in: realm), toAct: toAct, db).first
    }

    /// What is asked for a matter, to be expected.
    package static func query(of id: Matter.ID, in realm: Realm.ID) -> SQL {
        query(condition(id, in: realm))
    }

    private static func condition(_ id: Matter.ID, in realm: Realm.ID) -> SQL {
        "matters.id = \(id) AND matters.realm_id = \(realm)"
    }

    /// Several of them, at most `Facts.subjectsMax`.
    package static func stored(
        _ ids: [Matter.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Matter.ID: StoredMatter] {
        if ids.isEmpty { return [:] }
        let asked = ids.filled(to: Facts.subjectsMax)
        let found = try load(
            "matters.id IN \(list: asked) AND matters.realm_id = \(realm)", atMost: asked.count, db)
        return Dictionary(found.map { ($0.matter.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter toAct: whether something is to be recorded of it in the same transaction.
    package static func stored(
        _ reference: Reference, in realm: Realm.ID, toAct: Bool = false, _ db: any Reader
    ) throws -> StoredMatter? {
        try load(
            "matters.realm_id = \(realm) AND matters.reference = \(reference)", toAct: toAct, db
        ).first
    }

    /// Matters with their clocks, a row for each, brought into order here: an engine that was asked
    /// for it would take twice as long. Most have no assists and no petitions, and their clocks ran
    /// through: those tables are asked only where the matter says so.
    private static func load(
        _ condition: SQL, atMost count: Int = 1, toAct: Bool = false, _ db: any Reader
    ) throws -> [StoredMatter] {
        var loads: [Matter.ID: Load] = [:]
        try db.forEach(query(condition, atMost: count, toAct: toAct)) { row in
            let id: Matter.ID = try row.id(0)
            var load = try loads[id] ?? Load(found: stored(row))
            if try !row.isNull(columnCount) {
                load.clocks.append(try Clocks.decode(row, from: columnCount))
            }
            loads[id] = load
        }
        return try loads.values.map { load in
            var found = load.found
            let id = found.matter.id
            found.matter.clocks = try Clocks.whole(load.clocks, of: id, found.parts, db)
            if found.parts.contains(.assists) {
                found.matter.assists = try db.rows(
                    """
                    SELECT body_id FROM matter_assists WHERE matter_id = \(id)
                    ORDER BY body_id LIMIT \(Procedure.childrenMax)
                    """
                ) { try $0.id(0) }
            }
            if found.parts.contains(.petitions) {
                found.matter.petitions = try petitions(of: id, db)
            }
            return found
        }
    }

    private static func query(
        _ condition: SQL, atMost count: Int = 1, toAct: Bool = false
    ) -> SQL {
        """
        SELECT \(columns(toAct: toAct)), \(Clocks.columns)
        FROM matters LEFT JOIN clocks ON clocks.matter_id = matters.id
        WHERE \(condition) LIMIT \(count * Clocks.countMax)
        """
    }

    /// A matter of which rows still come in.
    private struct Load {
        let found: StoredMatter
        var clocks: [Clock] = []
    }

    private static func stored(_ row: any Row) throws -> StoredMatter {
        StoredMatter(
            matter: try decode(row), profileVersion: Int(try row.int(25)),
            keys: WrappedKeys(story: try row.blobOrNil(26), person: try row.blobOrNil(27)),
            parts: MatterParts(rawValue: try row.int(29)), lastSequence: try row.intOrNil(30))
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
            language: try row.textOrNil(28),
            supervision: try row.textOrNil(16), lead: try row.idOrNil(17),
            firstReceiver: try row.idOrNil(18), taker: try row.idOrNil(19),
            parent: try row.idOrNil(20), mergedInto: try row.idOrNil(21),
            endedAt: try row.instantOrNil(22),
            ending: try row.memberOrNil(23, of: Procedure.Ending.self),
            version: Int(try row.int(24)))
    }
}
