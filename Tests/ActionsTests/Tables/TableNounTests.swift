import Actions
import Kernel
import Media
import SQL
import Storage
import TestSupport
import Testing

/// What the other kinds of tables come to.
@Suite struct TableNounTests {
    @Test func placesLieUnderRowsAboveThemAndHoldUntilSomethingHangsOnThem() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let file = try await town.send(
                """
                名称;上级;层级
                南苑小区;岩岭社区;estate
                9号楼;岩岭社区/南苑小区;building
                9号楼;没有的小区;building
                """, as: .places, by: dispatcher)
            #expect(file.said == ["B4 imports.cell.noPlace"])
            let taken = try await town.accept(file, by: dispatcher)
            #expect(taken.sheet.counts.created == 2)
            let realm = town.realm.id
            let found = try await town.database.read { db in
                try Places.called("南苑小区", in: realm, limit: 2, db)
            }
            let estate = try #require(found.first)
            try await AddBody(
                realm: town.realm, by: .operator, kind: "grid",
                BodyWish(name: "南苑网格", place: estate.id)
            ).run(in: town.installation)
            let report = try await town.undo(taken, by: dispatcher)
            #expect((report.undone, report.standing) == (1, 1))
        }
    }

    @Test func aBodyThatIsThereGetsItsTelephoneAndTheOldOneBack() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let office = try town.body("street-office")
            let file = try await town.send(
                "单位名称\t单位类型\t办公电话\n\(office.name.zh)\t\(office.kind)\t0719-000-7777\n",
                as: .bodies, by: dispatcher)
            #expect(file.plan?.counts.changed == 1)
            let taken = try await town.accept(file, by: dispatcher)
            func phone() async throws -> String? {
                let realm = town.realm.id
                return try await town.database.read { db in
                    try Bodies.find(office.id, in: realm, db)?.phone
                }
            }
            let changed = try await phone()
            #expect(changed == "0719-000-7777")
            _ = try await town.undo(taken, by: dispatcher)
            let before = try await phone()
            #expect(before == office.phone)
        }
    }

    @Test func householdsAreNumbersWithTheirDayAndSource() async throws {
        try await withTown { town in
            let secretary = try await town.secretary
            let file = try await town.send(
                "小区,总户数,截至日期\n半山尚小区,\"1,200户\",2026.10.31\n", as: .households,
                by: secretary)
            #expect(file.said == ["2 answer.missing"], "the source is missing in every row")
            try await MapTable(
                realm: town.realm, by: .holding(secretary.holding), table: file.sheet.id,
                seen: file.sheet.version, fields: [0: "place", 1: "households", 2: "asOf"],
                forAll: ["source": "社区台账"]
            ).run(in: town.installation)
            let mapped = try await town.table(file.sheet.id, by: secretary)
            #expect(mapped.plan?.counts.created == 1)
            let taken = try await town.accept(mapped, by: secretary)
            let place = try town.place("半山尚小区").id
            func said() async throws -> String? {
                try await town.database.read { db in
                    try PlaceFacts.current(.households, of: place, db)?.said
                }
            }
            let written = try await said()
            #expect(written == "1200 户")
            _ = try await town.undo(taken, by: secretary)
            let before = try await said()
            #expect(before != written)
        }
    }

    @Test func needsAreOpenedForSomebodyAndEndWhenTheyAreTakenBack() async throws {
        try await withTown { town in
            let secretary = try await town.secretary
            let categories = try await town.rulebook().profile.categories(of: "need")
            let category = try #require(categories.first)
            let file = try await town.send(
                """
                需求内容,类别,小区,联系人,联系电话,民族
                想学用智能手机,\(category.id),半山尚小区,甲,１３８００００００００,汉族
                ,\(category.id),半山尚小区,,,
                """, as: .needs, by: secretary)
            try await MapTable(
                realm: town.realm, by: .holding(secretary.holding), table: file.sheet.id,
                seen: nil,
                fields: [
                    0: "account", 1: "category", 2: "place", 3: "reporterName", 4: "reporterPhone",
                ], forAll: ["onBehalf": "survey"]
            ).run(in: town.installation)
            let mapped = try await town.table(file.sheet.id, by: secretary)
            #expect(mapped.said == ["A3 answer.missing"])
            let taken = try await town.accept(mapped, by: secretary)
            #expect(taken.sheet.counts.created == 1)
            let item = try #require(taken.standing.first)
            let realm = town.realm.id
            let matter = try await town.database.read { db in
                try Matters.find(Matter.ID(item.subject), in: realm, db)
            }
            #expect(matter?.state == "raised" && matter?.channel == .import)
            let report = try await town.undo(taken, by: secretary)
            #expect(report.undone == 1)
            let ended = try await town.database.read { db in
                try Matters.find(Matter.ID(item.subject), in: realm, db)?.ending
            }
            #expect(ended == .declined)
        }
    }

    @Test func moreRowsThanAreSealedTogetherAreAllTaken() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let count = SheetImports.chunkRows + 7
            let rows = (1...count).map { "\($0)号铺,岩岭社区,estate" }.joined(separator: "\n")
            let file = try await town.send(
                "名称,上级,层级\n\(rows)\n", as: .places, by: dispatcher)
            let taken = try await town.accept(file, by: dispatcher)
            #expect(taken.sheet.counts.created == count && taken.sheet.taken == count)
        }
    }
}
