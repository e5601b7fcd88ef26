package import Kernel
package import SQL

/// The rows of a table that waits, sealed some hundred together; what it did when it was accepted,
/// and what was left out.
package enum SheetImportRows {
    /// The key under which the rows are sealed; nil when they are gone.
    package static func key(
        of sheet: SheetImport.ID, vault: Vault, _ db: any Reader
    ) throws -> Vault.Key? {
        let wrapped = try db.first(
            "SELECT seal_key FROM sheet_imports WHERE id = \(sheet)"
        ) { try $0.blobOrNil(0) }
        return try wrapped?.map { try vault.unwrap($0, context: context(sheet)) }
    }

    package static func context(_ sheet: SheetImport.ID) -> String { "sheet import \(sheet)" }

    package static func insert(
        _ sealed: [UInt8], at ordinal: Int, of sheet: SheetImport.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO sheet_import_rows (import_id, ordinal, sealed)
            VALUES (\(sheet), \(ordinal), \(sealed))
            """)
    }

    package static func sealed(
        at ordinal: Int, of sheet: SheetImport.ID, _ db: any Reader
    ) throws -> [UInt8]? {
        try db.first(
            """
            SELECT sealed FROM sheet_import_rows
            WHERE import_id = \(sheet) AND ordinal = \(ordinal)
            """
        ) { try $0.blob(0) }
    }

    // MARK: - What it did

    package static func insert(
        _ item: SheetImport.Item, of sheet: SheetImport.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO sheet_import_items
                (import_id, ordinal, row_number, kind, subject_id, before_text, after_text)
            VALUES (\(sheet), \(item.ordinal), \(item.row), \(item.kind.rawValue),
                \(item.subject), \(item.before), \(item.after))
            """)
    }

    package static func itemCount(of sheet: SheetImport.ID, _ db: any Reader) throws -> Int {
        Int(
            try db.int(
                "SELECT MAX(ordinal) + 1 FROM sheet_import_items WHERE import_id = \(sheet)") ?? 0)
    }

    /// What is not taken back yet, the last first.
    package static func standing(
        of sheet: SheetImport.ID, before ordinal: Int?, limit: Int, _ db: any Reader
    ) throws -> [SheetImport.Item] {
        try db.rows(
            """
            SELECT ordinal, row_number, kind, subject_id, before_text, after_text, undone_at
            FROM sheet_import_items
            WHERE import_id = \(sheet) AND undone_at IS NULL AND ordinal < \(ordinal ?? Int.max)
            ORDER BY ordinal DESC LIMIT \(limit)
            """
        ) { row in
            SheetImport.Item(
                ordinal: Int(try row.int(0)), row: Int(try row.int(1)),
                kind: try row.member(2, of: SheetImport.Item.Kind.self),
                subject: try row.int(3), before: try row.textOrNil(4),
                after: try row.textOrNil(5), undoneAt: try row.instantOrNil(6))
        }
    }

    package static func markUndone(
        _ item: SheetImport.Item, of sheet: SheetImport.ID, at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE sheet_import_items SET undone_at = \(now)
            WHERE import_id = \(sheet) AND ordinal = \(item.ordinal)
            """)
    }

    // MARK: - What was left out

    /// A row that was left out: the cell, and the key of the sentence.
    package struct LeftOut: Hashable, Sendable {
        package let row: Int
        package let cell: Int?
        package let complaint: String

        package init(row: Int, cell: Int?, complaint: String) {
            self.row = row
            self.cell = cell
            self.complaint = complaint
        }
    }

    package static func insert(
        _ left: LeftOut, of sheet: SheetImport.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO sheet_import_left_out (import_id, row_number, cell, complaint)
            VALUES (\(sheet), \(left.row), \(left.cell), \(left.complaint))
            ON CONFLICT (import_id, row_number) DO NOTHING
            """)
    }

    package static func leftOut(
        of sheet: SheetImport.ID, _ db: any Reader
    ) throws -> [LeftOut] {
        try db.rows(
            """
            SELECT row_number, cell, complaint FROM sheet_import_left_out
            WHERE import_id = \(sheet) ORDER BY row_number LIMIT \(SheetImports.leftOutMax)
            """
        ) { row in
            LeftOut(
                row: Int(try row.int(0)), cell: try row.intOrNil(1).map { Int($0) },
                complaint: try row.text(2))
        }
    }
}
