package import Kernel
package import SQL

/// Rows of who chairs which alliance in which month.
package enum ChairTurns {
    private static let columns: SQL = "month, body_id, passed_over_id, reason"

    /// How many months of one alliance are read: fifty years.
    package static let monthsMax = 600
    /// How many turns of a month, or of a body from a month on, a page shows.
    package static let shownMax = 50

    /// A turn, with the alliance that it is in.
    package struct Of: Hashable, Sendable {
        package let alliance: Body.ID
        package let turn: ChairTurn
    }

    /// All turns of an alliance, the earliest first.
    package static func of(_ alliance: Body.ID, _ db: any Reader) throws -> [ChairTurn] {
        try db.rows(
            """
            SELECT \(columns) FROM chair_turns WHERE alliance_id = \(alliance)
            ORDER BY month LIMIT \(monthsMax)
            """
        ) { try decode($0, from: 0) }
    }

    /// Who chairs an alliance in a month; nil while nobody set it down.
    package static func find(
        _ month: Month, of alliance: Body.ID, _ db: any Reader
    ) throws -> ChairTurn? {
        try db.first(
            """
            SELECT \(columns) FROM chair_turns
            WHERE alliance_id = \(alliance) AND month = \(month)
            """
        ) { try decode($0, from: 0) }
    }

    /// The turns of a realm from one month to another.
    package static func between(
        _ first: Month, and last: Month, in realm: Realm.ID, _ db: any Reader
    ) throws -> [Of] {
        try db.rows(
            """
            SELECT alliance_id, \(columns) FROM chair_turns
            WHERE realm_id = \(realm) AND month >= \(first) AND month <= \(last)
            ORDER BY month, alliance_id LIMIT \(shownMax)
            """, decodeOf)
    }

    /// When a body chairs, from a month on, the nearest first.
    package static func ahead(
        of body: Body.ID, from month: Month, _ db: any Reader
    ) throws -> [Of] {
        try db.rows(
            """
            SELECT alliance_id, \(columns) FROM chair_turns
            WHERE body_id = \(body) AND month >= \(month)
            ORDER BY month, alliance_id LIMIT \(shownMax)
            """, decodeOf)
    }

    /// Sets a turn down in place of what stood for its month.
    package static func set(
        _ turn: ChairTurn, of alliance: Body, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO chair_turns (realm_id, alliance_id, \(columns))
            VALUES (\(alliance.realm), \(alliance.id), \(turn.month), \(turn.body),
                \(turn.passedOver?.body), \(turn.passedOver?.reason))
            ON CONFLICT (alliance_id, month) DO UPDATE SET body_id = excluded.body_id,
                passed_over_id = excluded.passed_over_id, reason = excluded.reason
            """)
    }

    package static func remove(
        _ month: Month, of alliance: Body.ID, _ db: any Writer
    ) throws {
        try db.run(
            "DELETE FROM chair_turns WHERE alliance_id = \(alliance) AND month = \(month)")
    }

    private static func decodeOf(_ row: any Row) throws -> Of {
        Of(alliance: try row.id(0), turn: try decode(row, from: 1))
    }

    private static func decode(_ row: any Row, from first: Int) throws -> ChairTurn {
        let over: Body.ID? = try row.idOrNil(first + 2)
        let reason = try row.textOrNil(first + 3) ?? ""
        let text = try row.text(first)
        guard let month = Month(parsing: text) else { throw Day.Problem.malformed(text) }
        return ChairTurn(
            month: month, body: try row.id(first + 1),
            passedOver: over.map { ChairTurn.PassedOver(body: $0, reason: reason) })
    }
}
