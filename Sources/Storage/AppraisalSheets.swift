package import Kernel
package import SQL

/// Rows of sheets with their marks and the appeals against them.
package enum AppraisalSheets {
    private static let columns: SQL = """
        id, round_id, visitor_id, building_id, person_id, entered_at, version
        """
    /// How many sheets a round has at most.
    package static let perRoundMax =
        AppraisalDraw.buildingsMax * AppraisalRules.visitsRange.upperBound

    package static func insert(_ sheet: AppraisalSheet, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO appraisal_sheets (id, round_id, visitor_id, building_id, version)
            VALUES (\(sheet.id), \(sheet.round), \(sheet.visitor), \(sheet.building),
                \(sheet.version))
            """)
    }

    package static func find(_ id: AppraisalSheet.ID, _ db: any Reader) throws -> AppraisalSheet? {
        let found = try db.first(
            "SELECT \(columns) FROM appraisal_sheets WHERE id = \(id)", decode)
        return try found.map { try whole([$0], db) }?.first
    }

    /// The sheets of a round, building by building.
    package static func of(
        _ round: AppraisalRound.ID, _ db: any Reader
    ) throws -> [AppraisalSheet] {
        try whole(
            db.rows(
                """
                SELECT \(columns) FROM appraisal_sheets WHERE round_id = \(round)
                ORDER BY building_id, visitor_id LIMIT \(perRoundMax)
                """, decode), db)
    }

    /// How many sheets of some rounds there are, and how many were entered.
    package static func progress(
        of rounds: [AppraisalRound.ID], _ db: any Reader
    ) throws -> [AppraisalRound.ID: (entered: Int, all: Int)] {
        let rows = try db.rows(
            """
            SELECT round_id, CAST(SUM(CASE WHEN version > 0 THEN 1 ELSE 0 END) AS BIGINT), COUNT(*)
            FROM appraisal_sheets WHERE round_id IN \(list: rounds)
            GROUP BY round_id ORDER BY round_id LIMIT \(rounds.count)
            """
        ) { row in
            (
                try row.id(0) as AppraisalRound.ID,
                (entered: Int(try row.int(1)), all: Int(try row.int(2)))
            )
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Stores a sheet with its marks, over the version that was read.
    ///
    /// - Returns: false when someone else entered it first.
    package static func enter(
        _ sheet: AppraisalSheet, from before: AppraisalSheet, under rules: AppraisalRules,
        _ db: any Writer
    ) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE appraisal_sheets SET person_id = \(sheet.entry?.person),
                entered_at = \(sheet.entry?.at), version = \(sheet.version)
            WHERE id = \(sheet.id) AND version = \(before.version)
            """)
        guard changed == 1 else { return false }
        try db.run("DELETE FROM appraisal_marks WHERE sheet_id = \(sheet.id)")
        for (index, (mark, criterion)) in zip(sheet.marks, rules.criteria).enumerated() {
            try db.run(
                """
                INSERT INTO appraisal_marks (sheet_id, ordinal, points, points_max, evidence)
                VALUES (\(sheet.id), \(index + 1), \(mark.points), \(criterion.pointsMax),
                    \(mark.evidence))
                """)
        }
        return true
    }

    package static func insert(
        _ appeal: AppraisalAppeal, against sheet: AppraisalSheet.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO appraisal_appeals (sheet_id, reason, person_id, raised_at)
            VALUES (\(sheet), \(appeal.reason), \(appeal.person), \(appeal.at))
            """)
    }

    /// - Returns: false when it was decided already.
    package static func decide(
        _ sheet: AppraisalSheet.ID, _ decision: AppraisalAppeal.Decision,
        under rules: AppraisalRules, _ db: any Writer
    ) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE appraisal_appeals
            SET outcome = \(decision.isUpheld ? "upheld" : "dismissed"),
                words = \(decision.words), decider_id = \(decision.person),
                decided_at = \(decision.at)
            WHERE sheet_id = \(sheet) AND outcome IS NULL
            """)
        guard changed == 1 else { return false }
        for (index, (points, criterion)) in zip(decision.points, rules.criteria).enumerated() {
            try db.run(
                """
                INSERT INTO appraisal_decided_marks (sheet_id, ordinal, points, points_max)
                VALUES (\(sheet), \(index + 1), \(points), \(criterion.pointsMax))
                """)
        }
        return true
    }

    // MARK: - Reading rows

    /// Adds marks and appeals to the rows of a page: three statements, however many rows.
    private static func whole(
        _ sheets: [AppraisalSheet], _ db: any Reader
    ) throws -> [AppraisalSheet] {
        let ids = sheets.filter(\.isEntered).map(\.id)
        guard !ids.isEmpty else { return sheets }
        let marks = try db.rows(
            """
            SELECT sheet_id, points, evidence FROM appraisal_marks
            WHERE sheet_id IN \(list: ids) ORDER BY sheet_id, ordinal
            LIMIT \(ids.count * AppraisalRules.criteriaMax)
            """
        ) { row in
            (
                sheet: try row.id(0) as AppraisalSheet.ID,
                mark: AppraisalMark(
                    points: Int(try row.int(1)), evidence: try row.textOrNil(2))
            )
        }
        let grouped = Dictionary(grouping: marks, by: \.sheet)
        let appeals = try appeals(against: ids, db)
        return sheets.map { sheet in
            var sheet = sheet
            sheet.marks = grouped[sheet.id]?.map(\.mark) ?? []
            sheet.appeal = appeals[sheet.id]
            return sheet
        }
    }

    private static func appeals(
        against sheets: [AppraisalSheet.ID], _ db: any Reader
    ) throws -> [AppraisalSheet.ID: AppraisalAppeal] {
        let decided = try db.rows(
            """
            SELECT sheet_id, points FROM appraisal_decided_marks
            WHERE sheet_id IN \(list: sheets) ORDER BY sheet_id, ordinal
            LIMIT \(sheets.count * AppraisalRules.criteriaMax)
            """
        ) { row in (sheet: try row.id(0) as AppraisalSheet.ID, points: Int(try row.int(1))) }
        let points = Dictionary(grouping: decided, by: \.sheet)
        let appeals = try db.rows(
            """
            SELECT sheet_id, reason, person_id, raised_at, outcome, words, decider_id, decided_at
            FROM appraisal_appeals WHERE sheet_id IN \(list: sheets)
            ORDER BY sheet_id LIMIT \(sheets.count)
            """
        ) { row in
            let sheet: AppraisalSheet.ID = try row.id(0)
            let appeal = AppraisalAppeal(
                reason: try row.text(1), person: try row.id(2), at: try row.instant(3),
                decision: try row.textOrNil(4).map { outcome in
                    AppraisalAppeal.Decision(
                        isUpheld: outcome == "upheld", words: try row.text(5),
                        person: try row.id(6), at: try row.instant(7),
                        points: points[sheet]?.map(\.points) ?? [])
                })
            return (sheet, appeal)
        }
        return Dictionary(appeals, uniquingKeysWith: { first, _ in first })
    }

    private static func decode(_ row: any Row) throws -> AppraisalSheet {
        let person: Person.ID? = try row.idOrNil(4)
        let at = try row.instantOrNil(5)
        let entry = person.flatMap { person in
            at.map { AppraisalSheet.Entry(person: person, at: $0) }
        }
        return AppraisalSheet(
            id: try row.id(0), round: try row.id(1), visitor: try row.id(2),
            building: try row.id(3), entry: entry, version: Int(try row.int(6)))
    }
}
