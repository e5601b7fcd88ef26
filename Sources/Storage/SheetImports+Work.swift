package import Kernel
package import SQL

/// How far a table came, step by step.
extension SheetImports {
    /// - Returns: false when somebody accepted or changed it since.
    package static func accept(
        _ sheet: SheetImport, for worker: Post.ID?, at now: Instant, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE sheet_imports
            SET state = 'taking', accepted_at = \(now), worker_id = \(worker),
                version = version + 1
            WHERE id = \(sheet.id) AND version = \(sheet.version) AND state = 'waiting'
            """) == 1
    }

    /// Says for whom the program goes on with it; nil for nobody.
    package static func work(
        on sheet: SheetImport.ID, for worker: Post.ID?, _ db: any Writer
    ) throws {
        try db.run("UPDATE sheet_imports SET worker_id = \(worker) WHERE id = \(sheet)")
    }

    /// One that the program goes on with.
    package struct AtWork: Sendable {
        package let sheet: SheetImport.ID
        package let realm: Realm.ID
        package let worker: Post.ID
    }

    /// Those that the program goes on with, of any realm.
    package static func atWork(limit: Int, _ db: any Reader) throws -> [AtWork] {
        try db.rows(
            """
            SELECT id, realm_id, worker_id FROM sheet_imports WHERE worker_id IS NOT NULL
            ORDER BY worker_id, id LIMIT \(limit)
            """
        ) { AtWork(sheet: try $0.id(0), realm: try $0.id(1), worker: try $0.id(2)) }
    }

    /// Notes that further rows were gone through.
    ///
    /// - Returns: false when somebody else went through them.
    package static func advance(
        _ sheet: SheetImport.ID, from taken: Int, by rows: Int, _ counts: SheetImport.Counts,
        _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE sheet_imports
            SET taken_count = taken_count + \(rows),
                created_count = created_count + \(counts.created),
                changed_count = changed_count + \(counts.changed),
                same_count = same_count + \(counts.same),
                left_out_count = left_out_count + \(counts.leftOut)
            WHERE id = \(sheet) AND taken_count = \(taken) AND state = 'taking'
            """) == 1
    }

    /// Ends it: its rows and their key are gone.
    package static func end(
        _ sheet: SheetImport.ID, as state: SheetImport.State, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE sheet_imports
            SET state = \(state.rawValue), seal_key = NULL, worker_id = NULL, undo_before = NULL,
                version = version + 1
            WHERE id = \(sheet)
            """)
        try db.run("DELETE FROM sheet_import_rows WHERE import_id = \(sheet)")
    }

    /// Those that nobody accepted in time, of any realm.
    package static func expired(
        before instant: Instant, limit: Int, _ db: any Reader
    ) throws -> [SheetImport.ID] {
        try db.rows(
            """
            SELECT id FROM sheet_imports WHERE state = 'waiting' AND sent_at < \(instant)
            ORDER BY sent_at, id LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    /// Those that were begun and that nobody went on with in time, of any realm.
    package static func stalled(
        acceptedBefore instant: Instant, limit: Int, _ db: any Reader
    ) throws -> [SheetImport.ID] {
        try db.rows(
            """
            SELECT id FROM sheet_imports WHERE state = 'taking' AND accepted_at < \(instant)
            ORDER BY accepted_at, id LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    // MARK: - Taking back

    /// Begins to take back what an ended table made.
    ///
    /// - Parameter items: how many things it made.
    package static func beginUndo(
        _ sheet: SheetImport.ID, items: Int, for worker: Post.ID?, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE sheet_imports
            SET undo_before = \(items), undone_count = 0, standing_count = 0,
                worker_id = \(worker), version = version + 1
            WHERE id = \(sheet) AND state = 'taken'
            """)
    }

    /// Notes that further things were looked at.
    ///
    /// - Returns: false when somebody else looked at them.
    package static func advanceUndo(
        _ sheet: SheetImport.ID, from before: Int, to next: Int, undone: Int, standing: Int,
        _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE sheet_imports
            SET undo_before = \(next), undone_count = undone_count + \(undone),
                standing_count = standing_count + \(standing)
            WHERE id = \(sheet) AND undo_before = \(before)
            """) == 1
    }
}
