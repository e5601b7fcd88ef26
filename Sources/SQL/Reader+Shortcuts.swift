extension Reader {
    /// The integer in the first column of the first row; nil for no row and for a NULL.
    package func int(_ sql: SQL) throws -> Int64? {
        try first(sql) { try $0.intOrNil(0) } ?? nil
    }

    /// What each of several queries for one integer answers, asked together; 0 for no row and for a
    /// NULL.
    package func ints(_ queries: [SQL]) throws -> [Int64] {
        // So many that the engines keep the statement prepared.
        let atOnce = 40
        return try stride(from: 0, to: queries.count, by: atOnce).flatMap { start in
            let asked = queries[start..<min(start + atOnce, queries.count)]
            return try first("SELECT \(asked.map { "(\($0))" as SQL }.joined(separator: ", "))") {
                row in try asked.indices.map { try row.intOrNil($0 - start) ?? 0 }
            } ?? []
        }
    }

    /// The text in the first column of the first row; nil for no row and for a NULL.
    package func text(_ sql: SQL) throws -> String? {
        try first(sql) { try $0.textOrNil(0) } ?? nil
    }

    /// Whether the query answers any row.
    package func exists(_ sql: SQL) throws -> Bool {
        try first(sql) { _ in true } ?? false
    }
}
