/// A table as its engine describes it, for copying whole databases from one engine to another.
package struct Table: Hashable, Sendable {
    package let name: String
    /// Those that hold something of their own, by name: none that the engine works out.
    package let columns: [String]
    /// The columns by which a row is known, in their order.
    package let key: [String]
    /// How its rows refer to others.
    package let references: [Reference]

    /// Columns by which rows name a row of a table.
    package struct Reference: Hashable, Sendable {
        package let columns: [String]
        package let parent: String
        /// The columns of the parent that they name.
        package let names: [String]
        /// Whether every row names one.
        package let isRequired: Bool

        package init(
            columns: [String], parent: String, names: [String], isRequired: Bool
        ) {
            self.columns = columns
            self.parent = parent
            self.names = names
            self.isRequired = isRequired
        }
    }

    /// Columns that refer to rows of the table itself.
    package var ownReferences: [String] {
        references.filter { $0.parent == name }.flatMap(\.columns).sorted()
    }

    /// The other tables that its rows refer to.
    package var parents: Set<String> { Set(references.map(\.parent)).subtracting([name]) }

    /// Rows beyond a key, in the order of keys.
    ///
    /// - Parameter condition: which of them; nil for all.
    package func page(
        where condition: SQL? = nil, after key: [SQLValue]?, limit: Int
    ) -> SQL {
        let beyond: SQL? = key.map { key in
            let names = SQL(text: Self.list(self.key), values: [])
            return "(\(names)) > \(list: key)"
        }
        return SQL(text: "SELECT \(Self.list(columns)) FROM \(Self.quoted(name))", values: [])
            + Self.filter([condition, beyond])
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

    /// How many rows there are.
    package func count(where condition: SQL? = nil) -> SQL {
        SQL(text: "SELECT COUNT(*) FROM \(Self.quoted(name))", values: [])
            + Self.filter([condition])
    }

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

    private static func filter(_ conditions: [SQL?]) -> SQL {
        let all = conditions.compactMap(\.self)
        return all.isEmpty ? .empty : " WHERE \(all.joined(separator: " AND "))"
    }

    private static func list(_ names: [String]) -> String {
        names.map(quoted).joined(separator: ", ")
    }

    /// Names come from the schema, never from outside.
    static func quoted(_ name: String) -> String {
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

    private init(_ name: String, columns: [String], key: [String], references: [Reference]) {
        self.name = name
        self.columns = columns.sorted()
        self.key = key
        self.references = references.sorted {
            $0.columns.lexicographicallyPrecedes($1.columns)
        }
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
                SELECT name, pk, "notnull" FROM pragma_table_xinfo(\(name))
                WHERE hidden = 0 ORDER BY cid
                """
            ) {
                let (name, place) = (try $0.text(0), try $0.int(1))
                return (name: name, place: place, isRequired: try place > 0 || $0.bool(2))
            }
            let required = Set(columns.filter(\.isRequired).map(\.name))
            let references = try db.rows(
                """
                SELECT id, "from", "table", "to" FROM pragma_foreign_key_list(\(name))
                ORDER BY id, seq
                """
            ) {
                Naming(
                    number: try $0.int(0), column: try $0.text(1), parent: try $0.text(2),
                    name: try $0.text(3))
            }
            let key = columns.filter { $0.place > 0 }.sorted { $0.place < $1.place }.map(\.name)
            // An index of words is known by the number of its row.
            return Table(
                name, columns: columns.map(\.name) + (isIndex ? ["rowid"] : []),
                key: isIndex ? ["rowid"] : key,
                references: Naming.references(references, required: required))
        }
    }

    private static func ofPostgres(_ db: any Reader) throws -> [Table] {
        let columns = try db.rows(
            """
            SELECT CAST(columns.table_name AS TEXT), CAST(columns.column_name AS TEXT),
                is_nullable = 'NO'
            FROM information_schema.columns JOIN information_schema.tables
                ON tables.table_schema = columns.table_schema
                    AND tables.table_name = columns.table_name
            WHERE columns.table_schema = current_schema() AND tables.table_type = 'BASE TABLE'
                AND is_generated = 'NEVER'
                AND columns.table_name NOT IN ('migrations', 'writing_turns')
                AND NOT EXISTS (SELECT 1 FROM pg_class
                    WHERE oid = to_regclass(columns.table_name) AND relispartition)
            ORDER BY columns.table_name, ordinal_position
            """
        ) { (table: try $0.text(0), name: try $0.text(1), isRequired: try $0.bool(2)) }
        let keys = try db.rows(
            """
            SELECT CAST(conrelid::regclass AS TEXT), CAST(pg_constraint.oid AS BIGINT),
                CAST(own.attname AS TEXT),
                COALESCE(CAST(NULLIF(confrelid, 0)::regclass AS TEXT), ''),
                COALESCE(CAST(named.attname AS TEXT), '')
            FROM pg_constraint
                JOIN unnest(conkey, confkey) WITH ORDINALITY AS part (number, other, place) ON TRUE
                JOIN pg_attribute AS own ON own.attrelid = conrelid AND own.attnum = part.number
                LEFT JOIN pg_attribute AS named
                    ON named.attrelid = confrelid AND named.attnum = part.other
            WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'f')
            ORDER BY conrelid, contype DESC, conname, part.place
            """
        ) {
            (
                table: try $0.text(0),
                part: Naming(
                    number: try $0.int(1), column: try $0.text(2), parent: try $0.text(3),
                    name: try $0.text(4))
            )
        }
        return Dictionary(grouping: columns, by: \.table).map { name, columns in
            let own = keys.filter { $0.table == name }.map(\.part)
            return Table(
                name, columns: columns.map(\.name),
                key: own.filter(\.parent.isEmpty).map(\.column),
                references: Naming.references(
                    own.filter { !$0.parent.isEmpty },
                    required: Set(columns.filter(\.isRequired).map(\.name))))
        }
    }
}

/// One column of a reference, as the engines tell it.
private struct Naming {
    /// The same for all columns of one reference.
    let number: Int64
    let column: String
    let parent: String
    let name: String

    static func references(_ all: [Naming], required: Set<String>) -> [Table.Reference] {
        Dictionary(grouping: all, by: \.number).values.map { parts in
            Table.Reference(
                columns: parts.map(\.column), parent: parts[0].parent, names: parts.map(\.name),
                isRequired: parts.allSatisfy { required.contains($0.column) })
        }
    }
}
