import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Places are added, renamed, coded and closed by those who may, and keep their history.
@Suite struct PlaceChangeTests {
    private func history(of place: Place.ID, in town: Town) async throws -> [Histories.Line] {
        let realm = town.realm.id
        return try await town.database.read { db in
            try Histories.page(of: "place", place.rawValue, in: realm, before: nil, db)
        }
    }

    private func added(
        _ name: String, in town: Town, under parent: String = "半山尚小区",
        level: String = "building", code: String? = nil, from: String? = nil
    ) async throws -> Place {
        try await AddPlace(
            realm: town.realm, by: .holding(try await town.dispatcher.holding),
            under: try town.place(parent).id, level: level, name: name, code: code, from: from
        ).run(in: town.installation)
    }

    @Test func aPlaceIsAddedUnderAnotherAndTheRecordSaysWho() async throws {
        try await withTown { town in
            let place = try await added(" 9号楼 ", in: town, code: "９-A")
            let parent = try town.place("半山尚小区")
            let dispatcher = try await town.dispatcher
            #expect(place.name.zh == "9号楼")
            #expect(place.code == "9-A")
            #expect(parent.path.contains(place.path))
            let lines = try await history(of: place.id, in: town)
            #expect(lines.map(\.action) == ["addPlace"])
            #expect(lines.first?.personName == dispatcher.person.name)
            #expect(lines.first?.role == dispatcher.role)
            let poster = try await town.installation.poster(of: place.id)
            #expect(poster?.count == 18)
        }
    }

    @Test func theOldNameStaysInTheHistory() async throws {
        try await withTown { town in
            let place = try town.place("半山尚小区")
            try await RenamePlace(
                realm: town.realm, by: .holding(try await town.dispatcher.holding),
                place: place.id, name: "半山云居", nameEnglish: ""
            ).run(in: town.installation)
            let now = try await town.installation.place(place.id, in: town.realm)
            #expect(now?.name == LocalName(zh: "半山云居"))
            let line = try #require(try await history(of: place.id, in: town).first)
            #expect(line.payload?["before"]?["zh"] == .text("半山尚小区"))
            #expect(line.payload?["after"]?["zh"] == .text("半山云居"))
        }
    }

    @Test func whatCannotBeIsRefusedByField() async throws {
        try await withTown { town in
            #expect(
                await complaints { try await added("", in: town) } == ["name": "answer.missing"])
            let long = String(repeating: "长", count: 61)
            #expect(
                await complaints { try await added(long, in: town) } == ["name": "answer.tooLong"])
            #expect(
                await complaints { try await added("9号\u{0}楼", in: town) }
                    == ["name": "org.name.signs"])
            #expect(
                await complaints { try await added("1号楼", in: town) }
                    == ["name": "place.add.twin"])
            #expect(
                await complaints { try await added("九号院", in: town, level: "street") }
                    == ["level": "answer.notAChoice"])
            #expect(
                await complaints { try await added("九号院", in: town, code: "420303003013") }
                    == ["code": "place.code.taken"])
            #expect(
                await complaints { try await added("九号院", in: town, code: "a b") }
                    == ["code": "place.code.malformed"])
            #expect(
                await complaints { try await added("九号院", in: town, from: "2026-02-30") }
                    == ["from": "answer.notADay"])
            #expect(
                await complaints { try await added("九号院", in: town, from: "2099-01-01") }
                    == ["from": "org.day.far"])
        }
    }

    @Test func onlyWhoHoldsTheVerbOverThePlaceChangesIt() async throws {
        try await withTown { town in
            let place = try town.place("半山尚小区")
            func rename(_ colleague: Colleague, realm: Realm? = nil) async -> String {
                await outcome {
                    try await RenamePlace(
                        realm: realm ?? colleague.realm, by: .holding(colleague.holding),
                        place: place.id, name: "别处", nameEnglish: nil
                    ).run(in: town.installation)
                }
            }
            for signIn in ["grid", "secretary", "supervisor", "property", "callback"] {
                #expect(await rename(try await town.colleague(signIn)) == "forbidden", "\(signIn)")
            }
            let bostonian = try await town.bostonian
            #expect(await rename(bostonian) == "notFound")
            #expect(await rename(bostonian, realm: town.realm) == "forbidden")
            #expect(await rename(try await town.admin) == "done")
        }
    }

    @Test func aPlaceClosesOnlyWhenNothingHangsOnIt() async throws {
        try await withTown { town in
            let admin = try await town.admin
            func close(_ place: Place, until: String? = nil) async -> [String: String]? {
                await complaints {
                    try await ClosePlace(
                        realm: town.realm, by: .holding(admin.holding), place: place.id,
                        until: until
                    ).run(in: town.installation)
                }
            }
            let estate = try town.place("半山尚小区")
            #expect(await close(estate) == ["until": "place.close.tied"])
            let building = try town.place("半山尚小区2号楼")
            let reported = try await town.resident.reports(
                "路灯坏了", category: "facility.light", at: "半山尚小区2号楼")
            #expect(await close(building) == ["until": "place.close.tied"])
            let realm = town.realm.id
            let day = try await town.rulebook().day(of: town.clock.now)
            let ties = try await town.database.read { db in try Ties.of(building, on: day, db) }
            #expect(ties.matters == 1 && ties.children == 0)
            let other = try town.place("半山尚小区3号楼")
            #expect(await close(other, until: "2020-01-01") == ["until": "org.day.past"])
            #expect(await close(other) == nil)
            let closed = try await town.database.read { db in
                try Places.find(other.id, in: realm, db)
            }
            #expect(closed?.until == day)
            #expect(await close(try #require(closed)) == ["until": "place.close.already"])
            #expect(try await town.matter(reported.matter.id).place == building.id)
        }
    }

    @Test func nothingNewHappensAtAClosedPlace() async throws {
        try await withTown { town in
            let place = try town.place("半山尚小区3号楼")
            let poster = try #require(try await town.installation.poster(of: place.id))
            try await ClosePlace(
                realm: town.realm, by: .operator, place: place.id, until: nil
            ).run(in: town.installation)
            let refused = await refusal {
                try await town.resident.reports(
                    "路灯坏了", category: "facility.light", at: "半山尚小区3号楼")
            }
            #expect(refused == .answers(["place": .notAChoice]))
            let offered = try await town.installation.places(in: town.realm)
            #expect(!offered.contains { $0.id == place.id })
            let scanned = try await town.installation.place(poster: poster)
            #expect(scanned?.place.id == place.parent)
        }
    }

    @Test func buildingTwoStandsBeforeBuildingTen() async throws {
        try await withTown { town in
            for name in ["10号楼", "11号楼", "老门岗"] { _ = try await added(name, in: town) }
            let tree = try await town.installation.placeTree(in: town.realm)
            let names = tree.children[try town.place("半山尚小区").id]?.map(\.name.zh) ?? []
            #expect(names.prefix(2) == ["1号楼", "2号楼"])
            #expect(names.suffix(3) == ["10号楼", "11号楼", "老门岗"])
        }
    }
}
