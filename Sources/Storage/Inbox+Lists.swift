package import Kernel
package import SQL

/// What is looked for on one list of open matters.
package struct ListQuery: Sendable {
    package let procedure: Procedure.Name
    /// The states to look in; nil looks in all.
    package var states: [Procedure.State.ID]?
    package var place: PlacePath
    /// This category and those under it.
    package var category: Category.ID?
    package var after: Cursor?

    /// Where a page of a list goes on.
    package struct Cursor: Hashable, Sendable {
        package let isMatched: Bool
        package let id: Matter.ID

        package init(isMatched: Bool, id: Matter.ID) {
            self.isMatched = isMatched
            self.id = id
        }
    }

    package init(_ procedure: Procedure.Name, place: PlacePath) {
        self.procedure = procedure
        self.place = place
    }
}

/// A matter of a list, and whether anything answers it.
package struct ListedMatter: Sendable {
    package let line: MatterLine
    package let isMatched: Bool

    package var cursor: ListQuery.Cursor { ListQuery.Cursor(isMatched: isMatched, id: line.id) }
}

/// How many stand on a list, each counted no further than `Inbox.countMax`.
package struct ListCount: Sendable {
    package let open: Int
    package let unmatched: Int
}

extension Inbox {
    /// Open matters of a list: first those that nothing answers, and of each kind the oldest first.
    package static func listed(
        _ query: ListQuery, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [ListedMatter] {
        let after: SQL =
            query.after.map { "AND (matched, id) > (\($0.isMatched ? 1 : 0), \($0.id))" } ?? ""
        return try db.rows(
            """
            SELECT \(columns), page.matched
            FROM (SELECT id, matched FROM matters WHERE \(condition(query, realm)) \(after)
                ORDER BY matched, id LIMIT \(limit)) AS page
            JOIN \(sources(of: "page"))
            ORDER BY page.matched, page.id
            """
        ) { row in
            ListedMatter(line: try decode(row), isMatched: try row.bool(25))
        }
    }

    package static func count(
        _ query: ListQuery, in realm: Realm.ID, _ db: any Reader
    ) throws -> ListCount {
        func count(_ more: SQL) throws -> Int {
            Int(
                try db.int(
                    """
                    SELECT COUNT(*) FROM (SELECT 1 FROM matters
                        WHERE \(condition(query, realm)) \(more) LIMIT \(countMax)) AS found
                    """) ?? 0)
        }
        return ListCount(open: try count(""), unmatched: try count("AND matched = 0"))
    }

    private static func condition(_ query: ListQuery, _ realm: Realm.ID) -> SQL {
        var found: [SQL] = [
            "realm_id = \(realm) AND procedure = \(query.procedure) AND ended_at IS NULL",
            "place_path >= \(query.place) AND place_path < \(query.place.end)",
        ]
        if let states = query.states { found.append("state IN \(list: states)") }
        if let category = query.category {
            found.append(
                """
                (category = \(category) OR (category > \(category + ".")
                    AND category < \(category + "/")))
                """)
        }
        return found.joined(separator: " AND ")
    }
}
