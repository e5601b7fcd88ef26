package import Kernel
package import SQL

/// Rows of outlets. Where they lead is sealed and read apart.
package enum Outlets {
    private static let columns: SQL = """
        outlets.id, outlets.realm_id, outlets.kind, outlets.name, outlets.state, outlets.language,
        outlets.place_id, places.path, outlets.hears_all, outlets.since_sequence, outlets.version
        """

    /// How many are read at once, of however many realms.
    package static let countMax = 10_000
    /// How many of a realm are shown, ended ones among them.
    package static let shownMax = 200

    /// Every outlet of the installation that is told something.
    package static func active(_ db: any Reader) throws -> [Outlet] {
        try whole(
            db.rows(
                """
                SELECT \(columns) FROM outlets LEFT JOIN places ON places.id = outlets.place_id
                WHERE outlets.state = 'active' ORDER BY outlets.id LIMIT \(countMax)
                """, decode), db)
    }

    /// The newest first.
    package static func all(in realm: Realm.ID, _ db: any Reader) throws -> [Outlet] {
        try whole(
            db.rows(
                """
                SELECT \(columns) FROM outlets LEFT JOIN places ON places.id = outlets.place_id
                WHERE outlets.realm_id = \(realm) ORDER BY outlets.id DESC LIMIT \(shownMax)
                """, decode), db)
    }

    package static func find(
        _ id: Outlet.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Outlet? {
        try whole(
            db.rows(
                """
                SELECT \(columns) FROM outlets LEFT JOIN places ON places.id = outlets.place_id
                WHERE outlets.id = \(id) AND outlets.realm_id = \(realm) ORDER BY outlets.id LIMIT 1
                """, decode), db
        ).first
    }

    package static func count(in realm: Realm.ID, _ db: any Reader) throws -> Int {
        Int(
            try db.int(
                """
                SELECT COUNT(*) FROM outlets WHERE realm_id = \(realm) AND state <> 'ended'
                """) ?? 0)
    }

    /// The sealed target; nil for an outlet that ended.
    package static func target(of id: Outlet.ID, _ db: any Reader) throws -> [UInt8]? {
        try db.first("SELECT target FROM outlets WHERE id = \(id)") { try $0.blobOrNil(0) } ?? nil
    }

    package static func insert(
        _ outlet: Outlet, target: [UInt8], at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO outlets
                (id, realm_id, kind, name, state, language, place_id, hears_all, target,
                since_sequence, version, made_at)
            VALUES (\(outlet.id), \(outlet.realm), \(outlet.kind.rawValue), \(outlet.name),
                \(outlet.state.rawValue), \(outlet.language.rawValue), \(outlet.place),
                \(outlet.hearsAll), \(target), \(outlet.since), \(outlet.version), \(now))
            """)
        try insertParts(of: outlet, db)
    }

    /// - Parameter target: nil for an outlet that ended.
    /// - Returns: false when somebody else changed it since.
    package static func update(
        _ outlet: Outlet, target: [UInt8]?, from before: Outlet, _ db: any Writer
    ) throws -> Bool {
        let isStored =
            try db.run(
                """
                UPDATE outlets SET name = \(outlet.name), state = \(outlet.state.rawValue),
                    language = \(outlet.language.rawValue), place_id = \(outlet.place),
                    hears_all = \(outlet.hearsAll), target = \(target),
                    since_sequence = \(outlet.since), version = \(outlet.version)
                WHERE id = \(outlet.id) AND realm_id = \(outlet.realm)
                    AND version = \(before.version)
                """) == 1
        guard isStored else { return false }
        try db.run("DELETE FROM outlet_events WHERE outlet_id = \(outlet.id)")
        try db.run("DELETE FROM outlet_procedures WHERE outlet_id = \(outlet.id)")
        try insertParts(of: outlet, db)
        return true
    }

    private static func insertParts(of outlet: Outlet, _ db: any Writer) throws {
        for event in outlet.events.sorted(by: { $0.rawValue < $1.rawValue }) {
            try db.run(
                """
                INSERT INTO outlet_events (outlet_id, event, sentence)
                VALUES (\(outlet.id), \(event.rawValue), \(outlet.texts[event]))
                """)
        }
        for procedure in outlet.procedures.sorted() {
            try db.run(
                """
                INSERT INTO outlet_procedures (outlet_id, procedure)
                VALUES (\(outlet.id), \(procedure))
                """)
        }
    }

    /// What outlets are told, laid into them.
    private static func whole(_ outlets: [Outlet], _ db: any Reader) throws -> [Outlet] {
        guard !outlets.isEmpty else { return [] }
        var found = Dictionary(outlets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for ids in outlets.map(\.id).chunks(of: 200) {
            try db.forEach(
                """
                SELECT outlet_id, event, sentence FROM outlet_events WHERE outlet_id IN \(list: ids)
                ORDER BY outlet_id, event LIMIT \(ids.count * Event.Kind.allCases.count)
                """
            ) { row in
                // A kind of a later program is left aside.
                guard let kind = Event.Kind(rawValue: try row.text(1)) else { return }
                let id = try row.id(0) as Outlet.ID
                found[id]?.events.insert(kind)
                found[id]?.texts[kind] = try row.textOrNil(2)
            }
            try db.forEach(
                """
                SELECT outlet_id, procedure FROM outlet_procedures WHERE outlet_id IN \(list: ids)
                ORDER BY outlet_id, procedure LIMIT \(ids.count * proceduresMax)
                """
            ) { row in found[try row.id(0)]?.procedures.insert(try row.text(1)) }
        }
        return outlets.compactMap { found[$0.id] }
    }

    /// How many procedures one outlet may name.
    package static let proceduresMax = 100

    private static func decode(_ row: any Row) throws -> Outlet {
        Outlet(
            id: try row.id(0), realm: try row.id(1), kind: try row.member(2, of: Outlet.Kind.self),
            name: try row.text(3), state: try row.member(4, of: Outlet.State.self),
            language: try row.member(5, of: Language.self), events: [],
            place: try row.idOrNil(6), placePath: try row.textOrNil(7).map(PlacePath.init(stored:)),
            hearsAll: try row.bool(8), since: try row.int(9), version: Int(try row.int(10)))
    }

    // MARK: - How far the record was read

    private static let readName = "events told"

    /// The sequence of the last record that was looked at for events; nil where none ever was.
    package static func lastRead(_ db: any Reader) throws -> Int64? {
        try Settings.value(readName, db).flatMap { Int64($0) }
    }

    package static func setLastRead(_ sequence: Int64, _ db: any Writer) throws {
        try Settings.set(readName, to: String(sequence), db)
    }
}
