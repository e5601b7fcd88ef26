import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Bodies are added, changed and ended; their duty lists are kept.
@Suite struct BodyChangeTests {
    private func changer(_ town: Town) async throws -> Changer {
        .holding(try await town.dispatcher.holding)
    }

    private func body(_ id: Body.ID, in town: Town) async throws -> Body? {
        let realm = town.realm.id
        return try await town.database.read { db in try Bodies.find(id, in: realm, db) }
    }

    @Test func aBodyIsAddedAndChangedAndItsHistoryHoldsBoth() async throws {
        try await withTown { town in
            let place = try town.place("半山尚小区").id
            let added = try await AddBody(
                realm: town.realm, by: try await changer(town), kind: "grid",
                BodyWish(
                    name: "半山尚微网格", phone: "0719-000-9001",
                    parent: try town.body("grid-banshanshang").id, place: place)
            ).run(in: town.installation)
            try await ChangeBody(
                realm: town.realm, by: try await changer(town), body: added.id,
                to: BodyWish(
                    name: "半山尚微网格", phone: "0719-000-9002",
                    parent: try town.body("yanling-committee").id, place: place)
            ).run(in: town.installation)
            let now = try #require(try await body(added.id, in: town))
            #expect(now.phone == "0719-000-9002")
            let realm = town.realm.id
            let lines = try await town.database.read { db in
                try Histories.page(of: "body", added.id.rawValue, in: realm, before: nil, db)
            }
            #expect(lines.map(\.action) == ["changeBody", "addBody"])
            #expect(lines[0].payload?["before"]?["phone"] == .text("0719-000-9001"))
            #expect(lines[0].payload?["after"]?["name"] == nil, "what did not change is left out")
        }
    }

    @Test func nobodyStandsUnderItself() async throws {
        try await withTown { town in
            let office = try town.body("street-office")
            let grid = try town.body("grid-banshanshang")
            let refused = await complaints {
                try await ChangeBody(
                    realm: town.realm, by: .operator, body: office.id,
                    to: BodyWish(
                        name: office.name.zh, phone: office.phone, parent: grid.id,
                        place: office.place)
                ).run(in: town.installation)
            }
            #expect(refused == ["parent": "body.parent.circle"])
        }
    }

    @Test(arguments: [("138 0000 0000", "body.phone.private"), ("打电话", "answer.notAPhone")])
    func onlyAnOfficeTelephoneIsPublished(phone: String, key: String) async throws {
        try await withTown { town in
            let refused = await complaints {
                try await AddBody(
                    realm: town.realm, by: .operator, kind: "grid",
                    BodyWish(name: "新网格", phone: phone)
                ).run(in: town.installation)
            }
            #expect(refused == ["phone": key])
        }
    }

    @Test func aBodyThatStillLeadsIsNamedOrHasPeopleIsNotEnded() async throws {
        try await withTown { town in
            func end(_ key: String) async throws -> [String: String]? {
                let body = try town.body(key)
                return await complaints {
                    try await EndBody(
                        realm: town.realm, by: .operator, body: body.id, until: nil
                    ).run(in: town.installation)
                }
            }
            #expect(try await end("property-banshan") == ["until": "body.end.tied"])
            #expect(try await end("street-office") == ["until": "body.end.tied"])
            let free = try await AddBody(
                realm: town.realm, by: .operator, kind: "partner", BodyWish(name: "临时单位"),
                from: "2026-01-05"
            ).run(in: town.installation)
            try await EndBody(realm: town.realm, by: .operator, body: free.id, until: nil)
                .run(in: town.installation)
            let day = try await town.rulebook().day(of: town.clock.now)
            #expect(try await body(free.id, in: town)?.exists(on: day) == false)
        }
    }

    @Test func openMattersKeepABody() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "handling")
            let lead = try #require(matter.lead)
            let count = try await town.database.read { db in
                try Ties.openMatters(of: lead, db)
            }
            #expect(count == 1)
        }
    }

    @Test func onlyWhoMayEditsABodyWhereTheyReach() async throws {
        try await withTown { town in
            let wish = BodyWish(name: "新单位", place: try town.place("半山尚小区").id)
            func add(_ colleague: Colleague) async -> String {
                await outcome {
                    try await AddBody(
                        realm: colleague.realm, by: .holding(colleague.holding), kind: "grid", wish
                    ).run(in: town.installation)
                }
            }
            #expect(await add(try await town.secretary) == "forbidden")
            #expect(await add(try await town.supervisor) == "forbidden")
            // Of another realm: neither the kind nor the place is there.
            #expect(await add(try await town.bostonian) == "invalid")
            #expect(await add(try await town.dispatcher) == "done")
        }
    }

    @Test func aRetiredClauseStaysReadableAndItsNumberIsNotGivenOutAgain() async throws {
        try await withTown { town in
            let body = try town.body("property-banshan").id
            func add(_ code: String) async -> [String: String]? {
                await complaints {
                    try await AddClause(
                        realm: town.realm, by: try await changer(town), body: body, code: code,
                        text: "代收水费", stance: .notOurs
                    ).run(in: town.installation)
                }
            }
            #expect(await add("除外-77") == nil)
            let clause = try #require(
                try await town.installation.clauses(of: body).first { $0.code == "除外-77" })
            try await RetireClause(
                realm: town.realm, by: try await changer(town), clause: clause.id
            ).run(in: town.installation)
            #expect(await add("除外-77") == ["code": "clause.code.taken"])
            let day = try await town.rulebook().day(of: town.clock.now)
            let after = try await town.installation.clauses(of: body)
            #expect(after.first { $0.id == clause.id }?.holds(on: day) == false)
            let stranger = await outcome {
                try await RetireClause(
                    realm: town.boston, by: .holding(try await town.bostonian.holding),
                    clause: clause.id
                ).run(in: town.installation)
            }
            #expect(stranger == "notFound")
        }
    }
}
