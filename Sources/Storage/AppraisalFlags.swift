package import Kernel
package import SQL

/// Rows of what came of a round: results, flags from day to day.
package enum AppraisalFlags {
    /// What a building got, and the transfer by which it has its points.
    package struct Award: Sendable {
        package let result: AppraisalResult
        package let transfer: Transfer.ID?
    }

    /// That a building held a flag; `until` is the day on which it moved on.
    package struct Flag: Hashable, Sendable {
        package let round: AppraisalRound.ID
        package let building: Place.ID
        /// Its place among the first, counted from 1.
        package let place: Int
        package let from: Day
        package let until: Day?
    }

    package static func insert(
        _ result: AppraisalResult, of round: AppraisalRound.ID, transfer: Transfer.ID?,
        _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO appraisal_awards (round_id, building_id, points_sum, sheets, transfer_id)
            VALUES (\(round), \(result.building), \(result.sum), \(result.sheets), \(transfer))
            """)
    }

    package static func award(
        of building: Place.ID, in round: AppraisalRound.ID, _ db: any Reader
    ) throws -> Award? {
        try db.first(
            """
            SELECT building_id, points_sum, sheets, transfer_id FROM appraisal_awards
            WHERE round_id = \(round) AND building_id = \(building)
            """, award)
    }

    package static func awards(
        of round: AppraisalRound.ID, _ db: any Reader
    ) throws -> [Award] {
        try db.rows(
            """
            SELECT building_id, points_sum, sheets, transfer_id FROM appraisal_awards
            WHERE round_id = \(round)
            ORDER BY building_id LIMIT \(AppraisalDraw.buildingsMax)
            """, award)
    }

    /// What each building has for a round now: the transfer that holds, corrections counted.
    package static func given(
        in round: AppraisalRound.ID, _ db: any Reader
    ) throws -> [Place.ID: Int64] {
        let rows = try db.rows(
            """
            SELECT appraisal_awards.building_id, entries.amount
            FROM appraisal_awards JOIN entries
                ON entries.transfer_id = appraisal_awards.transfer_id AND entries.amount > 0
            WHERE appraisal_awards.round_id = \(round)
            ORDER BY appraisal_awards.building_id LIMIT \(AppraisalDraw.buildingsMax)
            """
        ) { (try $0.id(0) as Place.ID, try $0.int(1)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    package static func setTransfer(
        _ transfer: Transfer.ID?, of building: Place.ID, in round: AppraisalRound.ID,
        _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE appraisal_awards SET transfer_id = \(transfer)
            WHERE round_id = \(round) AND building_id = \(building)
            """)
    }

    /// Takes down the flags that wave at a place.
    package static func lower(
        at place: Place.ID, in realm: Realm.ID, on day: Day, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE appraisal_flags SET until_day = \(day)
            WHERE realm_id = \(realm) AND place_id = \(place) AND until_day IS NULL
            """)
    }

    /// Moves the flags of a place on: those that wave end, those of a round begin.
    package static func move(
        to flagged: [AppraisalResult.Flagged], of round: AppraisalRound, on day: Day,
        _ db: any Writer
    ) throws {
        try lower(at: round.place, in: round.realm, on: day, db)
        for flag in flagged {
            try db.run(
                """
                INSERT INTO appraisal_flags
                    (round_id, building_id, realm_id, place_id, ordinal, from_day)
                VALUES (\(round.id), \(flag.result.building), \(round.realm), \(round.place),
                    \(flag.place), \(day))
                """)
        }
    }

    /// The flags of a place, those that wave now and those that did, the newest first.
    package static func history(
        at place: Place.ID, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Flag] {
        try db.rows(
            """
            SELECT \(columns) FROM appraisal_flags
            WHERE realm_id = \(realm) AND place_id = \(place)
            ORDER BY from_day DESC, ordinal DESC, building_id DESC LIMIT \(limit)
            """, flag)
    }

    package static func of(_ round: AppraisalRound.ID, _ db: any Reader) throws -> [Flag] {
        try db.rows(
            """
            SELECT \(columns) FROM appraisal_flags WHERE round_id = \(round)
            ORDER BY ordinal, building_id LIMIT \(AppraisalDraw.buildingsMax)
            """, flag)
    }

    /// The flags that a building held, the newest first.
    package static func held(
        by building: Place.ID, limit: Int, _ db: any Reader
    ) throws -> [Flag] {
        try db.rows(
            """
            SELECT \(columns) FROM appraisal_flags WHERE building_id = \(building)
            ORDER BY from_day DESC, round_id DESC LIMIT \(limit)
            """, flag)
    }

    private static let columns: SQL = "round_id, building_id, ordinal, from_day, until_day"

    private static func flag(_ row: any Row) throws -> Flag {
        Flag(
            round: try row.id(0), building: try row.id(1), place: Int(try row.int(2)),
            from: try Day(parsing: try row.text(3)), until: try row.dayOrNil(4))
    }

    private static func award(_ row: any Row) throws -> Award {
        Award(
            result: try AppraisalResult(
                building: try row.id(0), sum: Int(try row.int(1)), sheets: Int(try row.int(2))),
            transfer: try row.idOrNil(3))
    }
}
