import Kernel
import Testing

/// Who looks at whom: nobody at themselves, no two at each other, each by as many.
@Suite struct AppraisalDrawTests {
    private static func buildings(_ count: Int) -> [Place.ID] {
        (0..<count).map { Place.ID(Int64(1_000 + $0)) }
    }

    @Test(arguments: 3...AppraisalDraw.buildingsMax)
    func everyDrawIsFair(_ count: Int) throws {
        for wanted in AppraisalRules.visitsRange {
            for seed in [0, 1, UInt64.max, UInt64(count) &* 0x9e37_79b9_7f4a_7c15] {
                let buildings = Self.buildings(count)
                let visits = try AppraisalDraw.drawn(buildings, visits: wanted, seed: seed)
                let each = AppraisalDraw.visits(wanted, among: count)
                #expect(each >= 1 && each <= wanted)
                #expect(visits.count == count * each)
                #expect(Set(visits).count == visits.count)
                let pairs = Set(visits)
                for visit in visits {
                    #expect(visit.visitor != visit.building)
                    #expect(
                        !pairs.contains(
                            AppraisalDraw.Visit(
                                visitor: visit.building, building: visit.visitor)))
                }
                for building in buildings {
                    #expect(visits.count { $0.building == building } == each)
                    #expect(visits.count { $0.visitor == building } == each)
                }
            }
        }
    }

    @Test func twoWouldJudgeEachOther() {
        for count in 0...2 {
            #expect(throws: AppraisalRefusal.tooFewBuildings(count: count, min: 3)) {
                try AppraisalDraw.drawn(Self.buildings(count), visits: 1, seed: 7)
            }
        }
        #expect(throws: AppraisalRefusal.tooManyBuildings(count: 101, max: 100)) {
            try AppraisalDraw.drawn(Self.buildings(101), visits: 1, seed: 7)
        }
    }

    /// Three and four buildings allow one visit each, five two, seven three.
    @Test func thereAreNoMoreVisitsThanCanBeFair() {
        #expect(
            (3...9).map { AppraisalDraw.visits(3, among: $0) } == [1, 1, 2, 2, 3, 3, 3])
        #expect(AppraisalDraw.visits(2, among: 100) == 2)
    }

    /// The draw of a seed is the same for ever: this one was worked out by another program, from
    /// the rule alone.
    @Test func anyoneCanDrawAgain() throws {
        let drawn = try AppraisalDraw.drawn(Self.buildings(5), visits: 1, seed: 42)
        #expect(drawn == (try AppraisalDraw.drawn(Self.buildings(5), visits: 1, seed: 42)))
        #expect(drawn.map { $0.visitor.rawValue - 1_000 } == [1, 2, 0, 4, 3])
        let others = try (0..<50).map {
            try AppraisalDraw.drawn(Self.buildings(5), visits: 1, seed: UInt64($0))
        }
        // All rings of five are met: 4! = 24.
        #expect(Set(others.map(Set.init)).count > 15)
    }
}
