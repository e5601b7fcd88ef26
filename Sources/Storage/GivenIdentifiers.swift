package import SQL

/// The identifiers that are stored.
package enum GivenIdentifiers {
    /// The highest of those that are given all the time; 0 where there are none yet.
    package static func highest(_ db: any Reader) throws -> Int64 {
        try db.int(
            """
            SELECT MAX(highest) FROM (
                SELECT MAX(id) AS highest FROM records UNION ALL SELECT MAX(id) FROM matters
                UNION ALL SELECT MAX(id) FROM photographs) AS given
            """) ?? 0
    }
}
