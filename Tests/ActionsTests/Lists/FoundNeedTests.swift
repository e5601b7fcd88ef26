import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Needs that a visit finds: they come onto the list by themselves, once for each household.
@Suite struct FoundNeedTests {
    private static let words = "三楼的老人想有人帮着换灯泡。"

    private func visited(_ town: Town) async throws -> (Colleague, Matter) {
        let community = try await town.community
        let visit = try await community.opens(
            "visit", "plan",
            [
                "category": ["facility.light"], "urgency": ["general"],
                "lead": ["\(community.holding.post.body)"],
            ])
        return (community, try await community.does("met", visit, ["finding": ["都看过了。"]]))
    }

    private func finds(_ colleague: Colleague, _ visit: Matter) async throws -> Matter {
        try await colleague.does(
            "findNeed", visit,
            [
                "needKind": ["need.care"], "needSpot": [Resident.secretSpot],
                "needed": [Self.words],
            ])
    }

    private func needs(_ town: Town) async throws -> [Matter] {
        let ids = try await town.database.read { db in
            try db.rows("SELECT id FROM matters WHERE procedure = 'need' ORDER BY id") {
                try $0.id(0) as Matter.ID
            }
        }
        var found: [Matter] = []
        for id in ids { found.append(try await town.matter(id)) }
        return found
    }

    @Test func aNeedStandsWhereTheVisitWasAndIsLinkedWithIt() async throws {
        try await withTown { town in
            let (community, visit) = try await visited(town)
            let after = try await finds(community, visit)
            #expect(after.state == "visited" && after.version == visit.version + 1)
            let need = try #require(try await needs(town).first)
            #expect(need.state == "raised" && need.channel == .procedure)
            #expect(need.place == visit.place && need.placePath == visit.placePath)
            #expect(need.category == "need.care" && need.urgency == "general")
            #expect(need.account == Self.words && need.spot == Resident.secretSpot)
            let links = try await town.database.read { db in
                try MatterLinks.of(visit.id, db)
            }
            #expect(links.map(\.other) == [need.id] && links.allSatisfy(\.isOwn))
            let first = try #require(try await town.lines(of: need).first)
            #expect(first.action == "found" && first.person == community.person.id)
            #expect(first.payload?["answers"]?["spot"] == .text(Resident.secretSpot))
        }
    }

    @Test func whatIsNeededStandsInTheNeedAloneAndTheRowsAreAsTheRecordSays() async throws {
        try await withTown { town in
            let (community, visit) = try await visited(town)
            _ = try await finds(community, visit)
            let line = try #require(try await town.lines(of: visit).last)
            #expect(line.action == "findNeed")
            #expect(line.payload?["answers"] == .object([:]))
            let report = try await CheckRows(
                vault: town.installation.vault, now: town.clock.now
            ).run(in: town.database)
            #expect(report.problems.isEmpty, "\(report.problems)")
        }
    }

    @Test func theSameHouseholdIsShownOnceAndJoined() async throws {
        try await withTown { town in
            let (community, visit) = try await visited(town)
            _ = try await finds(community, visit)
            let need = try #require(try await needs(town).first)
            func same(_ spot: String?, _ category: String = "need.care") async throws -> [Matter] {
                try await town.installation.same(
                    as: "need", category, at: visit.place, spot: spot, in: town.realm,
                    for: community.holding)
            }
            let spaced = Resident.secretSpot.map { "\($0) " }.joined()
            let found = try await same(spaced)
            #expect(found.map(\.id) == [need.id])
            let (elsewhere, otherKind) = (
                try await same(nil), try await same(Resident.secretSpot, "need.health")
            )
            #expect(elsewhere.isEmpty && otherKind.isEmpty)
            let (_, second) = try await visited(town)
            try await community.does("joinNeed", second, naming: "need", need)
            let all = try await needs(town)
            #expect(all.count == 1)
        }
    }

    @Test func onlyWhoMadeTheVisitEntersWhatItFound() async throws {
        try await withTown { town in
            let (_, visit) = try await visited(town)
            let secretary = try await town.secretary
            let other = await refusal { try await finds(secretary, visit) }
            let body = secretary.holding.post.body
            #expect(visit.lead == body ? other == nil : other == .notYours("findNeed"))
            let volunteer = try await town.volunteer
            let outside = await outcome { try await finds(volunteer, visit) }
            #expect(outside == "notFound")
        }
    }

    @Test func aCategoryOfRequestsIsNoKindOfNeed() async throws {
        try await withTown { town in
            let (community, visit) = try await visited(town)
            let refused = await refusal {
                try await community.does(
                    "findNeed", visit,
                    ["needKind": ["facility.light"], "needed": [Self.words]])
            }
            #expect(refused == .answers(["needKind": .notAChoice]))
        }
    }
}
