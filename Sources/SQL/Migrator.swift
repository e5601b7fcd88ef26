/// Brings the schema of a database up to the program, one numbered step after another.
package struct Migrator: Sendable {
    /// In order, numbered 1, 2, 3, … without a gap.
    package let migrations: [Migration]

    /// - Throws: `.repeated` or `.gap` when the numbers are not 1, 2, 3, ….
    package init(_ migrations: [Migration]) throws(Problem) {
        let ordered = migrations.sorted { ($0.number, $0.name) < ($1.number, $1.name) }
        for (index, migration) in ordered.enumerated() where migration.number != index + 1 {
            guard migration.number > index else { throw .repeated(number: migration.number) }
            throw .gap(missing: index + 1)
        }
        self.migrations = ordered
    }

    /// The steps this database still lacks, in order.
    ///
    /// - Throws: `Problem` when the database is newer than the program or an applied file was
    ///   changed since; `SQLError`.
    package func pending(_ db: any Reader) throws -> [Migration] {
        let applied = try Self.applied(db)
        guard applied.count <= migrations.count else {
            throw Problem.newer(database: applied.count, program: migrations.count)
        }
        for (done, migration) in zip(applied, migrations) {
            guard done.number == migration.number else {
                throw Problem.unrecorded(number: migration.number)
            }
            guard done.digest == migration.digest else {
                throw Problem.changed(number: migration.number, name: migration.name)
            }
        }
        return Array(migrations.dropFirst(applied.count))
    }

    /// Applies what is missing, each step in its own transaction, so that a step that fails leaves
    /// the earlier ones in place. Two programs may do this at once: each step is applied once.
    ///
    /// - Parameter now: the instant to record, in milliseconds since 1970.
    /// - Returns: the steps applied by this call; none when the schema was up to date.
    /// - Throws: `Problem`; `SQLError`.
    @discardableResult
    package func migrate(_ database: some Database, now: Int64) async throws -> [Migration] {
        // A database that is newer or altered is refused before anything is written to it.
        guard try await !database.read({ try pending($0) }).isEmpty else { return [] }
        try await database.write { db in try db.script(Self.table(for: db.dialect)) }
        var applied: [Migration] = []
        while let next = try await database.write({ try applyNext($0, now: now) }) {
            applied.append(next)
        }
        return applied
    }

    private func applyNext(_ db: any Writer, now: Int64) throws -> Migration? {
        guard let next = try pending(db).first else { return nil }
        do {
            try db.script(next.text(for: db.dialect))
        } catch let error as SQLError {
            throw Problem.failed(number: next.number, name: next.name, reason: "\(error)")
        }
        try db.run(
            """
            INSERT INTO migrations (number, name, digest, applied_at)
            VALUES (\(next.number), \(next.name), \(next.digest), \(now))
            """)
        return next
    }

    private static func applied(_ db: any Reader) throws -> [(number: Int, digest: String)] {
        guard try hasTable("migrations", db) else { return [] }
        return try db.rows("SELECT number, digest FROM migrations ORDER BY number") { row in
            (number: Int(try row.int(0)), digest: try row.text(1))
        }
    }

    /// Whether the schema has a table.
    package static func hasTable(_ name: String, _ db: any Reader) throws -> Bool {
        switch db.dialect {
        case .sqlite:
            try db.exists("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = \(name)")
        case .postgres:
            try db.exists(
                """
                SELECT 1 FROM pg_tables
                WHERE schemaname = current_schema() AND tablename = \(name)
                """)
        }
    }

    private static func table(for dialect: Dialect) -> String {
        """
        CREATE TABLE IF NOT EXISTS migrations (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            name TEXT NOT NULL,
            -- Of the text of the file, to notice an edit.
            digest TEXT NOT NULL,
            -- Milliseconds since 1970.
            applied_at \(dialect == .sqlite ? "INTEGER" : "BIGINT") NOT NULL
        ) \(dialect == .sqlite ? "STRICT" : "")
        """
    }
}
