package import Kernel
package import SQL

/// The words of matters in the index of the engine, open and ended ones apart: a search among the
/// few that are open does not look at all that ever had the word.
package enum SearchIndex {
    static func insert(_ matter: Matter, _ db: any Writer) throws {
        try db.send(
            """
            INSERT INTO \(table(isOpen: matter.isOpen)) (rowid, grams)
            VALUES (\(matter.id), \(Grams.indexed(matter)))
            """)
    }

    static func update(_ matter: Matter, from before: Matter, _ db: any Writer) throws {
        if matter.isOpen != before.isOpen {
            try delete(before.id, isOpen: before.isOpen, db)
            try insert(matter, db)
        } else if Grams.source(of: matter) != Grams.source(of: before) {
            try db.send(
                """
                UPDATE \(table(isOpen: matter.isOpen)) SET grams = \(Grams.indexed(matter))
                WHERE rowid = \(matter.id)
                """)
        }
    }

    static func delete(_ id: Matter.ID, isOpen: Bool, _ db: any Writer) throws {
        try db.send("DELETE FROM \(table(isOpen: isOpen)) WHERE rowid = \(id)")
    }

    /// A matter that has the words, and its mark where it meets the condition too.
    package struct Hit: Sendable {
        package let id: Matter.ID
        let mark: MatterMark?

        /// Of `hits`, left joined with the `matters` that meet the condition.
        static let columns: SQL = "\(MatterMark.columns), hits.rowid"

        init(_ row: any Row) throws {
            id = try row.id(MatterMark.columnCount)
            mark = try row.idOrNil(0).map { (_: Matter.ID) in try MatterMark(row) }
        }
    }

    /// The matters of a realm that a query of `Grams` finds, newest first.
    ///
    /// - Parameters:
    ///   - condition: on `matters`, which those have to meet that get a mark.
    ///   - reaches: how far back words lay before.
    ///   - strays: whether those of other realms may be among them, on the engine that gives a word
    ///     alone sooner than a word of one realm.
    package static func hits(
        _ grams: String, in realm: Realm.ID, within condition: SQL, strays: Bool, isOpen: Bool,
        before: Matter.ID, limit: Int, reaches: WordReaches, _ db: any Reader
    ) throws -> [Hit] {
        switch db.dialect {
        case .sqlite:
            let table = table(isOpen: isOpen)
            let grams = strays ? grams : "\(grams) AND \"\(Grams.piece(of: realm))\""
            return try db.rows(
                """
                SELECT \(Hit.columns) FROM (
                    SELECT rowid FROM \(table) WHERE \(table) MATCH \(grams) AND rowid < \(before)
                    ORDER BY rowid DESC LIMIT \(limit)) AS hits
                LEFT JOIN matters ON matters.id = hits.rowid AND \(condition)
                ORDER BY hits.rowid DESC
                """, Hit.init)
        case .postgres:
            return try SpannedSearch(
                grams, in: realm, within: condition, isOpen: isOpen, reaches: reaches, db
            ).hits(before: before, limit: limit)
        }
    }

    /// What the index holds of a matter: once among the open or the ended ones, or not at all.
    static func held(of id: Matter.ID, _ db: any Reader) throws -> [(isOpen: Bool, grams: String?)]
    {
        try db.rows(
            """
            SELECT 1, grams FROM open_search WHERE rowid = \(id)
            UNION ALL SELECT 0, grams FROM ended_search WHERE rowid = \(id)
            """
        ) { (isOpen: try $0.bool(0), grams: try $0.textOrNil(1)) }
    }

    static func table(isOpen: Bool) -> SQL { isOpen ? "open_search" : "ended_search" }
}
