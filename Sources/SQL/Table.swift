/// A table as its engine describes it, for copying whole databases from one engine to another.
package struct Table: Hashable, Sendable {
    package let name: String
    /// Those that hold something of their own, by name: none that the engine works out.
    package let columns: [String]
    /// The columns by which a row is known, in their order.
    package let key: [String]
    /// Columns that refer to rows of the table itself.
    package let ownReferences: [String]
    /// The other tables that its rows refer to.
    package let parents: Set<String>

    /// Rows beyond a key, in the order of keys.
    package func page(after key: [SQLValue]?, limit: Int) -> SQL {
        let beyond: SQL =
            key.map { key in
                let names = SQL(text: Self.list(self.key), values: [])
                return "WHERE (\(names)) > \(list: key)"
            } ?? .empty
        return SQL(text: "SELECT \(Self.list(columns)) FROM \(Self.quoted(name)) ", values: [])
            + beyond
            + SQL(text: " ORDER BY \(Self.list(self.key)) LIMIT \(limit)", values: [])
    }

    /// The highest key that is stored.
    package var last: SQL {
        let descending = key.map { Self.quoted($0) + " DESC" }.joined(separator: ", ")
        return SQL(
            text:
                "SELECT \(Self.list(key)) FROM \(Self.quoted(name)) ORDER BY \(descending) LIMIT 1",
            values: [])
    }

    package var count: SQL { SQL(text: "SELECT COUNT(*) FROM \(Self.quoted(name))", values: []) }

    /// Stores rows with the values of `columns`.
    package func insertion(of rows: [[SQLValue]]) -> SQL {
        let one = "(" + columns.map { _ in "?" }.joined(separator: ", ") + ")"
        return SQL(
            text: "INSERT INTO \(Self.quoted(name)) (\(Self.list(columns))) VALUES "
                + rows.map { _ in one }.joined(separator: ", "),
            values: rows.flatMap(\.self))
    }

    /// Sets the columns that refer to the table itself in one row.
    package func settingOwnReferences(to values: [SQLValue], of key: [SQLValue]) -> SQL {
        let settings = ownReferences.map { Self.quoted($0) + " = ?" }.joined(separator: ", ")
        let names = self.key.map { Self.quoted($0) + " = ?" }.joined(separator: " AND ")
        return SQL(
            text: "UPDATE \(Self.quoted(name)) SET \(settings) WHERE \(names)",
            values: values + key)
    }

    private static func list(_ names: [String]) -> String {
        names.map(quoted).joined(separator: ", ")
    }

    /// Names come from the schema, never from outside.
    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }
}

extension Table {
    /// Every table but that of the migrations, those first that others refer to.
    package static func all(_ db: any Reader) throws -> [Table] {
        let tables = try db.dialect == .sqlite ? ofSQLite(db) : ofPostgres(db)
        var rest = tables.sorted { $0.name < $1.name }
        var ordered: [Table] = []
        var placed: Set<String> = []
        while let place = rest.firstIndex(where: { $0.parents.isSubset(of: placed) }) {
            let table = rest.remove(at: place)
            placed.insert(table.name)
            ordered.append(table)
        }
        guard rest.isEmpty else {
            let names = rest.map(\.name).joined(separator: ", ")
            throw SQLError.unexpected("Tables refer to each other in a circle: \(names).")
        }
        return ordered
    }

    private init(
        _ name: String, columns: [String], key: [String],
        references: [(column: String, table: String)]
    ) {
        self.name = name
        self.columns = columns.sorted()
        self.key = key
        ownReferences = references.filter { $0.table == name }.map(\.column).sorted()
        parents = Set(references.map(\.table)).subtracting([name])
    }

    private static func ofSQLite(_ db: any Reader) throws -> [Table] {
        let found = try db.rows(
            """
            SELECT name, type = 'virtual' FROM pragma_table_list
            WHERE schema = 'main' AND type IN ('table', 'virtual')
                AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'migrations'
            ORDER BY name
            """
        ) { (name: try $0.text(0), isIndex: try $0.bool(1)) }
        return try found.map { name, isIndex in
            let columns = try db.rows(
                """
                SELECT name, pk FROM pragma_table_xinfo(\(name)) WHERE hidden = 0 ORDER BY cid
                """
            ) { (name: try $0.text(0), place: try $0.int(1)) }
            let references = try db.rows(
                """
                SELECT "from", "table" FROM pragma_foreign_key_list(\(name)) ORDER BY id, seq
                """
            ) { (column: try $0.text(0), table: try $0.text(1)) }
            let key = columns.filter { $0.place > 0 }.sorted { $0.place < $1.place }.map(\.name)
            // An index of words is known by the number of its row.
            return Table(
                name, columns: columns.map(\.name) + (isIndex ? ["rowid"] : []),
                key: isIndex ? ["rowid"] : key, references: references)
        }
    }

    private static func ofPostgres(_ db: any Reader) throws -> [Table] {
        let columns = try db.rows(
            """
            SELECT CAST(columns.table_name AS TEXT), CAST(columns.column_name AS TEXT)
            FROM information_schema.columns JOIN information_schema.tables
                ON tables.table_schema = columns.table_schema
                    AND tables.table_name = columns.table_name
            WHERE columns.table_schema = current_schema() AND tables.table_type = 'BASE TABLE'
                AND is_generated = 'NEVER' AND columns.table_name <> 'migrations'
                AND NOT EXISTS (SELECT 1 FROM pg_class
                    WHERE oid = to_regclass(columns.table_name) AND relispartition)
            ORDER BY columns.table_name, ordinal_position
            """
        ) { (table: try $0.text(0), name: try $0.text(1)) }
        let keys = try db.rows(
            """
            SELECT CAST(conrelid::regclass AS TEXT), CAST(attname AS TEXT),
                COALESCE(CAST(NULLIF(confrelid, 0)::regclass AS TEXT), '')
            FROM pg_constraint
                JOIN unnest(conkey) WITH ORDINALITY AS part (number, place) ON TRUE
                JOIN pg_attribute ON attrelid = conrelid AND attnum = part.number
            WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'f')
            ORDER BY conrelid, contype DESC, conname, part.place
            """
        ) { (table: try $0.text(0), column: try $0.text(1), other: try $0.text(2)) }
        return Dictionary(grouping: columns, by: \.table).map { name, columns in
            let own = keys.filter { $0.table == name }
            return Table(
                name, columns: columns.map(\.name),
                key: own.filter { $0.other.isEmpty }.map(\.column),
                references: own.filter { !$0.other.isEmpty }.map { ($0.column, $0.other) })
        }
    }
}
