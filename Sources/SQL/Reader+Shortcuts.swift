extension Reader {
    /// The integer in the first column of the first row; nil for no row and for a NULL.
    package func int(_ sql: SQL) throws -> Int64? {
        try first(sql) { try $0.intOrNil(0) } ?? nil
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
