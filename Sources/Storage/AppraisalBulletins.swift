package import Kernel
package import SQL

/// Rows of the monthly commendations. The schema lets none but flagged buildings stand in one.
package enum AppraisalBulletins {
    package struct Bulletin: Sendable {
        package let round: AppraisalRound.ID
        package let lead: String
        /// Who wrote it last.
        package let person: Person.ID
        package let writtenAt: Instant
        /// When someone else released it; nil while it is a draft.
        package let releasedAt: Instant?
        /// Counts how often it was written.
        package let version: Int
        package var praises: [Praise]
    }

    package struct Praise: Hashable, Sendable {
        package let building: Place.ID
        package let sentence: String

        package init(building: Place.ID, sentence: String) {
            self.building = building
            self.sentence = sentence
        }
    }

    package static let leadCharactersMax = 300
    package static let sentenceCharactersMax = 120

    private static let columns: SQL =
        "round_id, lead, person_id, written_at, released_at, version"

    package static func find(
        of round: AppraisalRound.ID, _ db: any Reader
    ) throws -> Bulletin? {
        let found = try db.first(
            "SELECT \(columns) FROM appraisal_bulletins WHERE round_id = \(round)", decode)
        guard var bulletin = found else { return nil }
        bulletin.praises = try db.rows(
            """
            SELECT appraisal_praises.building_id, appraisal_praises.sentence
            FROM appraisal_praises JOIN appraisal_flags
                ON appraisal_flags.round_id = appraisal_praises.round_id
                    AND appraisal_flags.building_id = appraisal_praises.building_id
            WHERE appraisal_praises.round_id = \(round)
            ORDER BY appraisal_flags.ordinal, appraisal_praises.building_id
            LIMIT \(AppraisalDraw.buildingsMax)
            """
        ) { Praise(building: try $0.id(0), sentence: try $0.text(1)) }
        return bulletin
    }

    /// Which of some rounds have a bulletin that was released.
    package static func released(
        of rounds: [AppraisalRound.ID], _ db: any Reader
    ) throws -> Set<AppraisalRound.ID> {
        Set(
            try db.rows(
                """
                SELECT round_id FROM appraisal_bulletins
                WHERE round_id IN \(list: rounds) AND released_at IS NOT NULL
                ORDER BY round_id LIMIT \(rounds.count)
                """
            ) { try $0.id(0) as AppraisalRound.ID })
    }

    /// Writes a bulletin, or writes it anew: what was released is a draft again.
    ///
    /// - Returns: false when someone else wrote it since `seen` was read; 0 where there was none.
    package static func write(
        of round: AppraisalRound.ID, lead: String, praises: [Praise], by person: Person.ID,
        seen: Int, at now: Instant, _ db: any Writer
    ) throws -> Bool {
        if seen == 0 {
            try db.run(
                """
                INSERT INTO appraisal_bulletins (round_id, lead, person_id, written_at, version)
                VALUES (\(round), \(lead), \(person), \(now), 1)
                """)
        } else {
            let changed = try db.run(
                """
                UPDATE appraisal_bulletins SET lead = \(lead), person_id = \(person),
                    written_at = \(now), releaser_id = NULL, released_at = NULL,
                    version = version + 1
                WHERE round_id = \(round) AND version = \(seen)
                """)
            guard changed == 1 else { return false }
        }
        try db.run("DELETE FROM appraisal_praises WHERE round_id = \(round)")
        for praise in praises {
            try db.run(
                """
                INSERT INTO appraisal_praises (round_id, building_id, sentence)
                VALUES (\(round), \(praise.building), \(praise.sentence))
                """)
        }
        return true
    }

    /// - Returns: false when it was changed or released meanwhile.
    package static func release(
        of round: AppraisalRound.ID, by person: Person.ID, seen: Int, at now: Instant,
        _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE appraisal_bulletins SET releaser_id = \(person), released_at = \(now)
            WHERE round_id = \(round) AND version = \(seen) AND released_at IS NULL
            """) == 1
    }

    private static func decode(_ row: any Row) throws -> Bulletin {
        Bulletin(
            round: try row.id(0), lead: try row.text(1), person: try row.id(2),
            writtenAt: try row.instant(3), releasedAt: try row.instantOrNil(4),
            version: Int(try row.int(5)), praises: [])
    }
}
