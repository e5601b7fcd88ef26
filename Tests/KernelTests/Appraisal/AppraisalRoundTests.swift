import Kernel
import Testing

/// Sheets, appeals and awards, each at its edge.
@Suite struct AppraisalRoundTests {
    private static let day = Day(ordinal: 20_000)
    private static let (ana, ben, cat) = (Person.ID(1), Person.ID(2), Person.ID(3))

    private static func rules(visits: Int = 2, flags: Int = 3) throws -> AppraisalRules {
        try AppraisalRules(
            criteria: [
                AppraisalCriterion(name: "安全", pointsMax: 40, looksAt: "通道"),
                AppraisalCriterion(name: "文明", pointsMax: 20, looksAt: "公约"),
            ], visits: visits, flags: flags, appealDays: 3)
    }

    private static func at(_ hour: Int64) -> Instant { Instant(milliseconds: hour * 3_600_000) }

    private static func round() -> AppraisalRound {
        AppraisalRound(
            id: .init(1), realm: .init(1), scheme: .init(1), place: .init(1),
            month: "2026-11", seed: 7, openedAt: at(0))
    }

    private static func sheet(
        _ id: Int64, of building: Int64 = 10, _ points: [Int] = []
    ) -> AppraisalSheet {
        AppraisalSheet(
            id: .init(id), round: .init(1), visitor: .init(99), building: .init(building),
            marks: points.map { AppraisalMark(points: $0, evidence: "见到") },
            entry: points.isEmpty ? nil : .init(person: ana, at: at(1)),
            version: points.isEmpty ? 0 : 1)
    }

    @Test func rulesHoldTheirNumbers() throws {
        #expect(try Self.rules().pointsMax == 60)
        func problem(_ criteria: [(String, Int)], _ visits: Int, _ flags: Int, _ days: Int)
            -> AppraisalRules.Problem?
        {
            do {
                _ = try AppraisalRules(
                    criteria: criteria.map {
                        AppraisalCriterion(name: $0.0, pointsMax: $0.1, looksAt: "看")
                    }, visits: visits, flags: flags, appealDays: days)
                return nil
            } catch {
                return error
            }
        }
        #expect(problem([], 1, 1, 1) == .criteria(count: 0))
        #expect(problem((1...7).map { ("\($0)", 1) }, 1, 1, 1) == .criteria(count: 7))
        #expect(problem([("a", 1), ("a", 2)], 1, 1, 1) == .nameTwice("a"))
        #expect(problem([("a", 0)], 1, 1, 1) == .pointsMax(0))
        #expect(problem([("a", -5)], 1, 1, 1) == .pointsMax(-5))
        #expect(problem([("a", 1)], 4, 1, 1) == .visits(4))
        #expect(problem([("a", 1)], 1, 0, 1) == .flags(0))
        #expect(problem([("a", 1)], 1, 1, 31) == .appealDays(31))
    }

    @Test func aSheetHasNoPointsBelowZeroOrBeyondTheMost() throws {
        let rules = try Self.rules()
        func refusal(_ marks: [(Int, String?)]) -> AppraisalRefusal? {
            do {
                try rules.check(marks.map { AppraisalMark(points: $0.0, evidence: $0.1) })
                return nil
            } catch {
                return error
            }
        }
        #expect(refusal([(40, nil), (20, nil)]) == nil)
        #expect(refusal([(0, "堵住"), (19, "缺公约")]) == nil)
        #expect(refusal([(-1, "x"), (20, nil)]) == .pointsOutOfRange(criterion: 1, max: 40))
        #expect(refusal([(40, nil), (21, nil)]) == .pointsOutOfRange(criterion: 2, max: 20))
        #expect(refusal([(39, nil), (20, nil)]) == .noEvidence(criterion: 1))
        #expect(refusal([(39, ""), (20, nil)]) == .noEvidence(criterion: 1))
        #expect(refusal([(40, nil)]) == .marks(needed: 2))
    }

    @Test func aSheetIsCorrectedUntilTheRoundIsClosed() throws {
        let (rules, round) = (try Self.rules(), Self.round())
        let full = [40, 20].map { AppraisalMark(points: $0, evidence: nil) }
        let first = try round.entering(
            full, on: Self.sheet(1), under: rules, by: Self.ana, at: Self.at(1))
        let again = try round.entering(
            full, on: first, under: rules, by: Self.ben, at: Self.at(2))
        #expect(again.version == 2 && again.total == 60 && again.entry?.person == Self.ben)
        #expect(throws: AppraisalRefusal.sheetsMissing(count: 1)) {
            try round.closed(
                missing: 1, endsIncomplete: false, under: rules, on: Self.day, at: Self.at(3))
        }
        let closed = try round.closed(
            missing: 1, endsIncomplete: true, under: rules, on: Self.day, at: Self.at(3))
        #expect(closed.appealsUntil == Self.day.adding(days: 3))
        #expect(throws: AppraisalRefusal.stands(.closed)) {
            try closed.entering(full, on: first, under: rules, by: Self.ana, at: Self.at(4))
        }
    }

    @Test func anAppealIsRaisedThroughItsLastDayAndDecidedByAThird() throws {
        let rules = try Self.rules()
        let closed = try Self.round().closed(
            missing: 0, endsIncomplete: false, under: rules, on: Self.day, at: Self.at(0))
        let sheet = Self.sheet(1, [10, 20])
        func appeal(_ sheet: AppraisalSheet, daysLater: Int) throws(AppraisalRefusal)
            -> AppraisalSheet
        {
            try closed.appealing(
                against: sheet, "那天在修", by: Self.ben, on: Self.day.adding(days: daysLater),
                at: Self.at(5))
        }
        #expect(throws: AppraisalRefusal.notEntered) {
            try appeal(Self.sheet(2), daysLater: 0)
        }
        #expect(throws: AppraisalRefusal.appealsOver(since: Self.day.adding(days: 3))) {
            try appeal(sheet, daysLater: 4)
        }
        let appealed = try appeal(sheet, daysLater: 3)
        #expect(throws: AppraisalRefusal.appealedAlready) { try appeal(appealed, daysLater: 1) }
        func decide(_ points: [Int]?, by person: Person.ID, _ sheet: AppraisalSheet)
            throws(AppraisalRefusal) -> AppraisalSheet
        {
            try closed.deciding(
                sheet, points: points, words: "查过了", under: rules, by: person,
                at: Self.at(6))
        }
        for own in [Self.ana, Self.ben] {
            #expect(throws: AppraisalRefusal.ownSheet) {
                try decide([40, 20], by: own, appealed)
            }
        }
        #expect(throws: AppraisalRefusal.noAppeal) { try decide(nil, by: Self.cat, sheet) }
        #expect(throws: AppraisalRefusal.pointsOutOfRange(criterion: 1, max: 40)) {
            try decide([-1, 20], by: Self.cat, appealed)
        }
        let upheld = try decide([30, 20], by: Self.cat, appealed)
        #expect(upheld.total == 50 && sheet.total == 30)
        #expect(try decide(nil, by: Self.cat, appealed).total == 30)
        #expect(throws: AppraisalRefusal.decidedAlready) {
            try decide(nil, by: Self.cat, upheld)
        }
    }

    @Test func aRoundIsAwardedAfterTheLastDayOfAppeals() throws {
        let rules = try Self.rules()
        let closed = try Self.round().closed(
            missing: 0, endsIncomplete: false, under: rules, on: Self.day, at: Self.at(0))
        #expect(throws: AppraisalRefusal.appealsRunning(through: Self.day.adding(days: 3))) {
            try closed.awarded(undecided: 0, on: Self.day.adding(days: 3), at: Self.at(9))
        }
        #expect(throws: AppraisalRefusal.appealsUndecided(count: 2)) {
            try closed.awarded(undecided: 2, on: Self.day.adding(days: 4), at: Self.at(9))
        }
        let awarded = try closed.awarded(
            undecided: 0, on: Self.day.adding(days: 4), at: Self.at(9))
        #expect(awarded.state == .awarded)
        #expect(throws: AppraisalRefusal.stands(.awarded)) {
            try awarded.awarded(undecided: 0, on: Self.day.adding(days: 5), at: Self.at(9))
        }
        #expect(throws: AppraisalRefusal.stands(.open)) {
            try Self.round().awarded(undecided: 0, on: Self.day, at: Self.at(9))
        }
    }

    @Test func meansAreExactAndAHalfIsRoundedUp() throws {
        let sheets = [
            Self.sheet(1, of: 10, [40, 20]), Self.sheet(2, of: 10, [39, 20]),
            Self.sheet(3, of: 11, [10, 10]), Self.sheet(4, of: 11, [10, 10]),
            Self.sheet(5, of: 11, [10, 11]), Self.sheet(6, of: 12),
        ]
        let results = try AppraisalResult.all(of: sheets)
        // Nobody looked at 12: it has no result rather than none of the points.
        #expect(results.map(\.building) == [Place.ID(10), Place.ID(11)])
        #expect(results.map(\.mean.description) == ["119/2", "61/3"])
        #expect(results.map(\.pointsRoundedHalfUp) == [60, 20])
    }

    @Test func tiesShareAPlaceAndTheFlag() throws {
        func flagged(_ most: Int, _ sums: [Int]) throws -> [[Int]] {
            let results = try sums.enumerated().map { index, sum in
                try AppraisalResult(
                    building: Place.ID(Int64(index)), sum: sum, sheets: 3)
            }
            return AppraisalResult.first(most, of: results)
                .map { [Int($0.result.building.rawValue), $0.place] }
        }
        #expect(try flagged(3, [9, 8, 7, 6]) == [[0, 1], [1, 2], [2, 3]])
        #expect(try flagged(3, [7, 9, 7, 7, 8]) == [[1, 1], [4, 2], [0, 3], [2, 3], [3, 3]])
        #expect(try flagged(2, [5, 5, 5]) == [[0, 1], [1, 1], [2, 1]])
        #expect(try flagged(3, [0, 0, 4]) == [[2, 1]])
        #expect(try flagged(0, [3, 2]) == [])
        #expect(try flagged(3, []) == [])
    }

    /// Whoever goes without a flag is never alone, unless by a tie.
    @Test func noMoreThanHalfGetAFlag() throws {
        let rules = try Self.rules(flags: 3)
        #expect((3...8).map { rules.flags(among: $0) } == [1, 2, 2, 3, 3, 3])
    }
}
