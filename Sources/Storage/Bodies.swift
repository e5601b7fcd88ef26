package import Kernel
package import SQL

/// Rows of organisations and of their duty lists.
package enum Bodies {
    private static let clauseColumns: SQL = """
        id, body_id, code, text, stance, from_day, until_day
        """
    static let columns: SQL = """
        id, realm_id, parent_id, kind, name_zh, name_en, phone, place_id, from_day, until_day
        """

    /// How many bodies one realm's pages list at most.
    package static let countMax = 2_000

    package static func all(in realm: Realm.ID, _ db: any Reader) throws -> [Body] {
        try db.rows(
            """
            SELECT \(columns) FROM bodies WHERE realm_id = \(realm)
            ORDER BY name_zh, id LIMIT \(countMax)
            """, decode)
    }

    /// How many there are, ended ones included.
    package static func count(in realm: Realm.ID, _ db: any Reader) throws -> Int {
        Int(try db.int("SELECT COUNT(*) FROM bodies WHERE realm_id = \(realm)") ?? 0)
    }

    /// Those that bear exactly this Chinese name, ended ones included.
    package static func called(
        _ name: String, in realm: Realm.ID, _ db: any Reader
    ) throws -> [Body] {
        try db.rows(
            """
            SELECT \(columns) FROM bodies WHERE realm_id = \(realm) AND name_zh = \(name)
            ORDER BY id LIMIT \(countMax)
            """, decode)
    }

    package static func find(_ id: Body.ID, in realm: Realm.ID, _ db: any Reader) throws -> Body? {
        try db.first(
            "SELECT \(columns) FROM bodies WHERE id = \(id) AND realm_id = \(realm)", decode)
    }

    package static func find(
        ids: [Body.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Body.ID: Body] {
        let found = try db.rows(
            """
            SELECT \(columns) FROM bodies WHERE id IN \(list: ids) AND realm_id = \(realm)
            ORDER BY id LIMIT \(ids.count)
            """, decode)
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Of which kind each of some bodies is.
    static func kinds(of ids: Set<Body.ID>, _ db: any Reader) throws -> [Body.ID: String] {
        var kinds: [Body.ID: String] = [:]
        for asked in ids.sorted().chunks(of: kindsAtOnce) {
            let found = try db.rows(
                """
                SELECT id, kind FROM bodies WHERE id IN \(list: asked.filled(to: kindsAtOnce))
                ORDER BY id LIMIT \(kindsAtOnce)
                """
            ) { (try $0.id(0) as Body.ID, try $0.text(1)) }
            for (id, kind) in found { kinds[id] = kind }
        }
        return kinds
    }

    private static let kindsAtOnce = 50

    package static func insert(_ body: Body, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO bodies
                (id, realm_id, parent_id, kind, name_zh, name_en, phone, place_id, from_day,
                until_day)
            VALUES (\(body.id), \(body.realm), \(body.parent), \(body.kind), \(body.name.zh),
                \(body.name.en), \(body.phone), \(body.place), \(body.from), \(body.until))
            """)
    }

    package static func clauses(of body: Body.ID, _ db: any Reader) throws -> [DutyClause] {
        try db.rows(
            """
            SELECT \(clauseColumns) FROM duty_clauses WHERE body_id = \(body)
            ORDER BY code, id LIMIT 500
            """, decodeClause)
    }

    package static func clause(_ id: DutyClause.ID, _ db: any Reader) throws -> DutyClause? {
        try db.first(
            "SELECT \(clauseColumns) FROM duty_clauses WHERE id = \(id)",
            decodeClause)
    }

    package static func insert(_ clause: DutyClause, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO duty_clauses (id, body_id, code, text, stance, from_day, until_day)
            VALUES (\(clause.id), \(clause.body), \(clause.code), \(clause.text),
                \(clause.stance.rawValue), \(clause.from), \(clause.until))
            """)
    }

    private static func decodeClause(_ row: any Row) throws -> DutyClause {
        DutyClause(
            id: try row.id(0), body: try row.id(1), code: try row.text(2), text: try row.text(3),
            stance: try row.member(4, of: DutyClause.Stance.self), from: try row.dayOrNil(5),
            until: try row.dayOrNil(6))
    }

    static func decode(_ row: any Row) throws -> Body {
        Body(
            id: try row.id(0), realm: try row.id(1), parent: try row.idOrNil(2),
            kind: try row.text(3), name: try row.localName(4), phone: try row.textOrNil(6),
            place: try row.idOrNil(7), from: try row.dayOrNil(8), until: try row.dayOrNil(9))
    }
}
