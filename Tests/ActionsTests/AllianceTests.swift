import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Members of an alliance and the rota of its chairs.
@Suite struct AllianceTests {
    @Test func aUnitJoinsAndLeavesAndTheHistorySaysBoth() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town, members: false)
            let membership = try await fixture.joins(fixture.hospital)
            try await fixture.leaves(membership, on: "2026-11-30")
            let stored = try await fixture.file()?.memberships
            #expect(stored?.map(\.until?.description) == ["2026-11-30"])
            let history = try await town.database.read { db in
                try Histories.page(
                    of: "body", fixture.alliance.id.rawValue, in: town.realm.id, before: nil, db)
            }
            #expect(history.map(\.action) == ["leaveAlliance", "joinAlliance"])
            #expect(history.first?.payload?["reason"] == .text("撤并"))
        }
    }

    @Test func whoIsAMemberAlreadyOrNoUnitCannotJoin() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            let council = try AllianceFixture.body("半山尚三方联席（演示）", in: town)
            #expect(
                await complaints { try await fixture.joins(fixture.bank) }
                    == ["member": "alliances.problem.already"])
            #expect(
                await complaints { try await fixture.joins(council) }
                    == ["member": "alliances.problem.isAlliance"])
            #expect(
                await complaints { try await fixture.joins(fixture.alliance) }
                    == ["member": "answer.notAChoice"])
            #expect(
                await complaints { try await fixture.joins(fixture.bank, from: "x") }
                    == ["from": "answer.notADay"])
        }
    }

    /// It joins again from the very day on which it left, and not a day earlier.
    @Test func aUnitThatLeftJoinsAgain() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town, members: false)
            let membership = try await fixture.joins(fixture.hospital)
            try await fixture.leaves(membership, on: "2026-12-01")
            #expect(
                await complaints { try await fixture.joins(fixture.hospital, from: "2026-11-30") }
                    == ["member": "alliances.problem.already"])
            try await fixture.joins(fixture.hospital, from: "2026-12-01")
            #expect(try await fixture.file()?.memberships.count == 2)
        }
    }

    @Test func theProposalHoldsOnceItIsSetDown() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            let rota = try #require(try await fixture.file()?.rota)
            let months = ["2026-11", "2026-12"].compactMap { Month(asked: $0) }
            let proposed = rota.proposal(for: months).map(\.body)
            #expect(proposed == [fixture.hospital.id, fixture.school.id])
            #expect(rota.turns.isEmpty)
            try await fixture.sets(["2026-11": fixture.hospital, "2026-12": fixture.school])
            let turns = try await fixture.file()?.rota.turns.values.map(\.body)
            #expect(Set(turns ?? []) == [fixture.hospital.id, fixture.school.id])
            #expect(
                await complaints {
                    try await fixture.sets(["2026-11": fixture.hospital])
                } == ["month-2026-11": "alliances.problem.sameRota"])
        }
    }

    @Test func aMonthThatIsOverIsLeftAsItWasAndAStrangerChairsNothing() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            try await fixture.sets(["2026-10": fixture.hospital, "2026-11": fixture.school])
            #expect(try await fixture.file()?.rota.turns.count == 1)
            let stranger = try AllianceFixture.body("公交三车队（演示）", in: town)
            #expect(
                await complaints { try await fixture.sets(["2026-12": stranger]) }
                    == ["month-2026-12": "alliances.problem.notAMember"])
        }
    }

    @Test func whoLeavesLosesTheMonthsThatItCannotChair() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town, members: false)
            let membership = try await fixture.joins(fixture.hospital)
            try await fixture.joins(fixture.school)
            try await fixture.sets([
                "2026-11": fixture.hospital, "2026-12": fixture.school,
                "2027-01": fixture.hospital,
            ])
            try await fixture.leaves(membership, on: "2026-12-31")
            let turns = try await fixture.file()?.rota.turns.keys.map(\.description).sorted()
            #expect(turns == ["2026-11", "2026-12"])
        }
    }

    @Test func monthsAreSwappedAndPassedOver() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            try await fixture.sets(["2026-11": fixture.hospital, "2026-12": fixture.school])
            let (one, other) = (Month(asked: "2026-11"), Month(asked: "2026-12"))
            try await SwapTurns(
                realm: town.realm, holding: fixture.secretary.holding,
                alliance: fixture.alliance.id, one, with: other
            ).run(in: town.installation)
            try await PassOverTurn(
                realm: town.realm, holding: fixture.secretary.holding,
                alliance: fixture.alliance.id, month: other, reason: "正在搬迁"
            ).run(in: town.installation)
            let turns = try #require(try await fixture.file()?.rota.turns)
            #expect(one.flatMap { turns[$0]?.body } == fixture.school.id)
            #expect(other.flatMap { turns[$0]?.body } == fixture.bank.id)
            #expect(other.flatMap { turns[$0]?.passedOver?.reason } == "正在搬迁")
        }
    }

    @Test func aBodyWithMembershipsCannotEnd() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            let dispatcher = try await town.colleague("dispatcher")
            for body in [fixture.bank, fixture.alliance] {
                let refused = await complaints {
                    try await EndBody(
                        realm: town.realm, by: .holding(dispatcher.holding), body: body.id,
                        until: nil
                    ).run(in: town.installation)
                }
                #expect(refused == ["until": "body.end.tied"])
            }
        }
    }

    // MARK: - Who may

    @Test func onlyWhoConvenesOrEditsBodiesThereKeepsAnAlliance() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town, members: false)
            for signIn in ["community2", "grid", "property", "liaison", "volunteer", "checker"] {
                let colleague = try await town.colleague(signIn)
                let joins = await outcome {
                    try await fixture.joins(fixture.hospital, by: colleague)
                }
                let sets = await outcome {
                    try await fixture.sets(["2026-12": fixture.hospital], by: colleague)
                }
                #expect(joins == "forbidden" && sets == "forbidden", "\(signIn)")
            }
            let dispatcher = try await town.colleague("dispatcher")
            try await fixture.joins(fixture.hospital, by: dispatcher)
            let community = try await town.colleague("community")
            try await fixture.joins(fixture.school, by: community)
            #expect(try await fixture.file()?.memberships.count == 2)
        }
    }

    @Test func anotherRealmKnowsNothingOfAnAlliance() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            let stranger = try await town.bostonian
            let holding = Holding(post: stranger.holding.post, verbs: [.read, .convene])
            let elsewhere = await outcome {
                try await SetRota(
                    realm: town.boston, holding: holding, alliance: fixture.alliance.id,
                    chairs: [:]
                ).run(in: town.installation)
            }
            let here = await outcome {
                try await SetRota(
                    realm: town.realm, holding: holding, alliance: fixture.alliance.id,
                    chairs: [:]
                ).run(in: town.installation)
            }
            #expect(elsewhere == "notFound" && here == "forbidden")
            let file = try await town.installation.allianceFile(
                fixture.alliance.id, in: town.boston)
            #expect(file == nil)
        }
    }
}
