extension SQL {
    /// Opens a cursor over a query, for an engine that holds answers as a whole.
    package static func declaring(cursor number: Int, for query: SQL) -> SQL {
        SQL(
            text: "DECLARE walk_\(number) NO SCROLL CURSOR FOR \(query.text)",
            values: query.values)
    }

    package static func fetching(_ count: Int, fromCursor number: Int) -> SQL {
        SQL(text: "FETCH FORWARD \(count) FROM walk_\(number)", values: [])
    }
}
