package import Kernel
package import SQL

/// Rows of tables that somebody sent.
package enum SheetImports {
    private static let columns: SQL = """
        id, realm_id, noun, state, post_id, sent_at, encoding, row_count, taken_count,
        created_count, changed_count, same_count, left_out_count, emptied_count, accepted_at,
        version, worker_id, undo_before, undone_count, standing_count
        """

    /// How many the page lists.
    package static let shownMax = 50
    /// Rows that are sealed together.
    package static let chunkRows = 200
    /// Rows left out of which the reason is kept; all are counted.
    package static let leftOutMax = 500

    package static func find(
        _ id: SheetImport.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> SheetImport? {
        let found = try db.first(
            "SELECT \(columns) FROM sheet_imports WHERE id = \(id) AND realm_id = \(realm)",
            decode)
        return try found?.mapped(uses(of: id, db), forAll: values(of: id, db))
    }

    /// The newest first, without their columns.
    package static func latest(
        in realm: Realm.ID, nouns: [SheetNoun], _ db: any Reader
    ) throws -> [SheetImport] {
        try db.rows(
            """
            SELECT \(columns) FROM sheet_imports
            WHERE realm_id = \(realm) AND noun IN \(list: nouns.map(\.rawValue))
            ORDER BY id DESC LIMIT \(shownMax)
            """, decode)
    }

    /// How many wait in a realm.
    package static func waiting(in realm: Realm.ID, _ db: any Reader) throws -> Int {
        Int(
            try db.int(
                """
                SELECT COUNT(*) FROM sheet_imports
                WHERE realm_id = \(realm) AND state = 'waiting'
                """) ?? 0)
    }

    package static func insert(
        _ sheet: SheetImport, sealKey: [UInt8], _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO sheet_imports (\(columns), seal_key)
            VALUES (\(sheet.id), \(sheet.realm), \(sheet.noun.rawValue),
                \(sheet.state.rawValue), \(sheet.post), \(sheet.sentAt), \(sheet.encoding),
                \(sheet.rows), 0, 0, 0, 0, 0, \(sheet.emptied), \(sheet.acceptedAt),
                \(sheet.version), NULL, NULL, 0, 0, \(sealKey))
            """)
        for column in sheet.columns {
            try db.run(
                """
                INSERT INTO sheet_import_columns (import_id, ordinal, header, field, forbidden)
                VALUES (\(sheet.id), \(column.index), \(column.header), \(column.use.field),
                    \(column.use.reason))
                """)
        }
    }

    /// Says anew what the columns become and what holds for all rows.
    ///
    /// - Returns: false when somebody else changed it since.
    package static func map(
        _ sheet: SheetImport, fields: [Int: String], forAll: [String: String], _ db: any Writer
    ) throws -> Bool {
        guard try touch(sheet, db) else { return false }
        for column in sheet.columns where column.use.reason == nil {
            try db.run(
                """
                UPDATE sheet_import_columns SET field = \(fields[column.index])
                WHERE import_id = \(sheet.id) AND ordinal = \(column.index)
                """)
        }
        try db.run("DELETE FROM sheet_import_values WHERE import_id = \(sheet.id)")
        for (field, value) in forAll.sorted(by: { $0.key < $1.key }) {
            try db.run(
                """
                INSERT INTO sheet_import_values (import_id, field, value)
                VALUES (\(sheet.id), \(field), \(value))
                """)
        }
        return true
    }

    private static func touch(_ sheet: SheetImport, _ db: any Writer) throws -> Bool {
        try db.run(
            """
            UPDATE sheet_imports SET version = version + 1
            WHERE id = \(sheet.id) AND version = \(sheet.version)
                AND state = \(sheet.state.rawValue)
            """) == 1
    }

    // MARK: - Parts

    private static func uses(
        of sheet: SheetImport.ID, _ db: any Reader
    ) throws -> [SheetImport.Column] {
        try db.rows(
            """
            SELECT ordinal, header, field, forbidden FROM sheet_import_columns
            WHERE import_id = \(sheet) ORDER BY ordinal LIMIT 1000
            """
        ) { row in
            let use: SheetImport.Column.Use =
                if let reason = try row.textOrNil(3) {
                    .forbidden(reason)
                } else if let field = try row.textOrNil(2) {
                    .field(field)
                } else {
                    .leftAside
                }
            return SheetImport.Column(
                index: Int(try row.int(0)), header: try row.text(1), use: use)
        }
    }

    private static func values(
        of sheet: SheetImport.ID, _ db: any Reader
    ) throws -> [String: String] {
        let rows = try db.rows(
            """
            SELECT field, value FROM sheet_import_values WHERE import_id = \(sheet)
            ORDER BY field LIMIT 100
            """
        ) { (try $0.text(0), try $0.text(1)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    private static func decode(_ row: any Row) throws -> SheetImport {
        let undoing = SheetImport.Undoing(
            before: try row.intOrNil(17).map { Int($0) }, undone: Int(try row.int(18)),
            standing: Int(try row.int(19)))
        let state = try row.member(3, of: SheetImport.State.self)
        return SheetImport(
            id: try row.id(0), realm: try row.id(1), noun: try row.member(2, of: SheetNoun.self),
            state: undoing.before == nil ? state : .undoing, post: try row.idOrNil(4),
            sentAt: try row.instant(5), encoding: try row.text(6), rows: Int(try row.int(7)),
            taken: Int(try row.int(8)),
            counts: SheetImport.Counts(
                created: Int(try row.int(9)), changed: Int(try row.int(10)),
                same: Int(try row.int(11)), leftOut: Int(try row.int(12))),
            emptied: Int(try row.int(13)), acceptedAt: try row.instantOrNil(14),
            worker: try row.idOrNil(16), undoing: undoing, columns: [],
            version: Int(try row.int(15)))
    }
}

extension SheetImport.Column.Use {
    var field: String? { if case .field(let name) = self { name } else { nil } }

    var reason: String? { if case .forbidden(let reason) = self { reason } else { nil } }
}
