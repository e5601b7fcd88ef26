import Testing

@testable import Kernel

/// Who chairs when: in turn, fair, and only whoever belongs to the alliance for the whole month.
@Suite struct ChairRotaTests {
    private static func membership(
        _ member: Int64, from: String = "2025-01-01", until: String? = nil
    ) throws -> Membership {
        Membership(
            id: Membership.ID(member), realm: Realm.ID(1), alliance: Body.ID(99),
            member: Body.ID(member), from: try Day(parsing: from),
            until: try until.map { try Day(parsing: $0) })
    }

    private static func month(_ text: String) throws -> Month {
        try #require(Month(asked: text))
    }

    private static func rota(
        _ members: [Membership], _ turns: [(String, Int64)] = []
    ) throws -> ChairRota {
        ChairRota(
            memberships: members,
            turns: try turns.map { ChairTurn(month: try month($0.0), body: Body.ID($0.1)) })
    }

    private static func proposed(
        _ rota: ChairRota, from first: String, count: Int
    ) throws -> [Int64] {
        var months = [try month(first)]
        while months.count < count, let last = months.last { months.append(last.next) }
        return rota.proposal(for: months).map(\.body.rawValue)
    }

    @Test func eachMemberChairsOnceBeforeAnyChairsTwice() throws {
        let rota = try Self.rota([
            try Self.membership(1), try Self.membership(2), try Self.membership(3),
        ])
        #expect(try Self.proposed(rota, from: "2026-01", count: 7) == [1, 2, 3, 1, 2, 3, 1])
    }

    @Test func whoChairedLongestAgoComesFirstAndWhoNeverDidBeforeThem() throws {
        let members = try (1...4).map { try Self.membership($0) }
        let rota = try Self.rota(members, [("2025-10", 2), ("2025-11", 1), ("2025-12", 4)])
        #expect(try Self.proposed(rota, from: "2026-01", count: 5) == [3, 2, 1, 4, 3])
    }

    @Test func whoeverJoinsOrLeavesWithinAMonthDoesNotChairIt() throws {
        let rota = try Self.rota([
            try Self.membership(1), try Self.membership(2, until: "2026-03-15"),
            try Self.membership(3, from: "2026-02-02"),
        ])
        #expect(rota.eligible(in: try Self.month("2026-02")) == [Body.ID(1), Body.ID(2)])
        #expect(rota.eligible(in: try Self.month("2026-03")) == [Body.ID(1), Body.ID(3)])
        #expect(try Self.proposed(rota, from: "2026-01", count: 5) == [1, 2, 3, 1, 3])
    }

    @Test func leavingOnTheFirstOfTheNextMonthKeepsTheWholeMonth() throws {
        let rota = try Self.rota([
            try Self.membership(1, from: "2026-02-01", until: "2026-03-01")
        ])
        #expect(rota.eligible(in: try Self.month("2026-02")) == [Body.ID(1)])
        #expect(rota.eligible(in: try Self.month("2026-03")) == [])
        #expect(try Self.proposed(rota, from: "2026-01", count: 3) == [1])
    }

    /// Whatever members join, leave and are passed over: of those that belong to the alliance all
    /// the time, none has two turns more than another.
    @Test func aLongRotaIsFair() throws {
        let members =
            try (1...5).map { try Self.membership($0) } + [
                Self.membership(6, from: "2027-05-10"),
                Self.membership(7, until: "2028-08-20"),
            ]
        let chairs = try Self.proposed(try Self.rota(members), from: "2026-01", count: 60)
        let counts = (1...5).map { member in chairs.count { $0 == Int64(member) } }
        #expect(chairs.count == 60)
        #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
        #expect(zip(chairs, chairs.dropFirst()).allSatisfy { $0 != $1 })
    }

    @Test func twoMembersSwapAndMonthsThatAreOverStay() throws {
        let rota = try Self.rota(
            [
                try Self.membership(1), try Self.membership(2),
                Self.membership(3, from: "2026-03-01"),
            ],
            [("2026-01", 1), ("2026-02", 2), ("2026-03", 3), ("2026-04", 1), ("2026-05", 1)])
        let now = try Self.month("2026-02")
        let swapped = try rota.swapping(Self.month("2026-02"), Self.month("2026-04"), now: now)
        #expect(swapped.map(\.body) == [Body.ID(1), Body.ID(2)])
        let (january, february) = (try Self.month("2026-01"), try Self.month("2026-02"))
        #expect(throws: ChairRota.Refusal.isOver(january)) {
            try rota.swapping(january, february, now: now)
        }
        #expect(throws: ChairRota.Refusal.notAMember(Body.ID(3), february)) {
            try rota.swapping(february, Self.month("2026-03"), now: now)
        }
        #expect(throws: ChairRota.Refusal.nothingToSwap) {
            try rota.swapping(Self.month("2026-04"), Self.month("2026-05"), now: now)
        }
        let june = try Self.month("2026-06")
        #expect(throws: ChairRota.Refusal.noTurn(june)) {
            try rota.swapping(february, june, now: now)
        }
    }

    @Test func whoeverIsPassedOverGivesTheMonthToTheNextAndComesFirstAfterwards() throws {
        let members = try (1...3).map { try Self.membership($0) }
        let rota = try Self.rota(members, [("2026-01", 1), ("2026-02", 2)])
        let february = try Self.month("2026-02")
        let turn = try rota.passing(over: february, because: "搬迁", now: february)
        #expect(turn.body == Body.ID(3))
        #expect(turn.passedOver == ChairTurn.PassedOver(body: Body.ID(2), reason: "搬迁"))
        let after = ChairRota(
            memberships: members,
            turns: [rota.turns[try Self.month("2026-01")], turn].compactMap(\.self))
        #expect(after.next(for: try Self.month("2026-03")) == Body.ID(2))
        let alone = try Self.rota([members[0]], [("2026-02", 1)])
        #expect(throws: ChairRota.Refusal.nobodyElse(february)) {
            try alone.passing(over: february, because: "搬迁", now: february)
        }
    }

    @Test(arguments: ["2026-00", "2026-13", "1999-12", "2101-01", "2026-1", "", "2026-01-01"])
    func whatIsNoMonthIsNone(_ text: String) {
        #expect(Month(asked: text) == nil)
    }

    @Test func monthsFollowEachOtherOverTheYear() throws {
        let december = try Self.month("2026-12")
        #expect(december.next.description == "2027-01")
        #expect(december.next.previous == december)
        #expect(Month.all(ofYear: 2028).map(\.month) == Array(1...12))
        #expect(try december.end == Day(parsing: "2027-01-01"))
    }
}
