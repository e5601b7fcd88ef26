import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Grids as versions: drafted from a table, checked, approved by somebody else, taken up on their
/// day, with open matters moved and history kept.
@Suite struct GridPlanTests {
    private static let header = "编码,种类,名称,上级,区域,负责组织,户数\n"
    private static let whole = header + "A1,社区网格,全域,,车城路街道,,\n"

    private func plan(
        _ name: String, _ table: String, from: String?, in town: Town
    ) async throws -> GridPlan {
        let draft = try await DraftGridPlan(
            realm: town.realm, by: .holding(try await town.dispatcher.holding), name: name,
            table: table
        ).run(in: town.installation)
        try await ApproveGridPlan(
            realm: town.realm, holding: try await town.admin.holding, plan: draft.id,
            seen: draft.version, from: from
        ).run(in: town.installation)
        return draft
    }

    private func day(_ days: Int, in town: Town) async throws -> Day {
        try await town.installation.rulebook(of: town.realm).day(of: town.clock.now)
            .adding(days: days)
    }

    /// A town whose grids are cut anew in three days, with a matter that the old team leads.
    @Test func openMattersMoveOnTheDayAndHistoryKeepsTheOldCode() async throws {
        try await withTown { town in
            let old = """
                \(Self.header)A1,社区网格,全域,,车城路街道,半山尚小区网格,
                """
            _ = try await plan("旧", old, from: nil, in: town)
            try await TakeUpGridPlans().run(in: town.installation)
            let resident = try await town.resident.reports("灯不亮", category: "property.service")
            let accepted = try await town.dispatcher.does("accept", resident.matter)
            let team = try town.body("grid-banshanshang")
            let matter = try await town.dispatcher.does(
                "dispatch", accepted, ["lead": [team.id.description]])
            let other = try await town.resident.reports(
                "树倒了", category: "environment.green"
            ).matter
            let new = """
                \(Self.header)B0,社区网格,全域,,车城路街道,,
                B1,小区网格,半山尚,B0,岩岭社区/半山尚小区,岩岭小区网格,300
                """
            let plan = try await self.plan(
                "新", new, from: "\(try await day(3, in: town))", in: town)
            let early = try await TakeUpGridPlans().run(in: town.installation)
            #expect(early == 0)
            town.clock.advance(days: 3)
            let moved = try await TakeUpGridPlans().run(in: town.installation)
            #expect(moved == 2)
            let again = try await TakeUpGridPlans().run(in: town.installation)
            #expect(again == 0)
            let now = try await town.matter(matter.id)
            let next = try town.body("grid-yanling-estate").id
            #expect(now.lead == next)
            #expect(now.version == matter.version + 1)
            #expect(now.state == matter.state)
            let untouched = try await town.matter(other.id)
            #expect(untouched.version == other.version)
            let file = try await town.installation.gridPlanFile(plan.id, in: town.realm)
            #expect(file.plan.isTakenUp)
            // The record says what happened, and rows are what it leads to.
            let rows = try await CheckRows(
                vault: town.installation.vault, now: town.clock.now
            ).run(in: town.database)
            #expect(rows.problems == [])
            let page = try await town.installation.file(
                of: matter.reference, in: town.realm, for: try await town.dispatcher.acting)
            #expect(page?.grid?.code == "B1")
            let line = page?.story.last { $0.action == RecordedStep.rehomed }
            #expect(line?.payload?["fromGrid"] == .text("A1"))
            #expect(line?.payload?["toGrid"] == .text("B1"))
        }
    }

    @Test func nobodyApprovesTheirOwnDraftNorOneWithMistakes() async throws {
        try await withTown { town in
            let (dispatcher, admin) = (try await town.dispatcher, try await town.admin)
            let gap = Self.header + "A1,社区网格,岩岭,,岩岭社区,,\n"
            let draft = try await DraftGridPlan(
                realm: town.realm, by: .holding(dispatcher.holding), name: "一", table: gap
            ).run(in: town.installation)
            func approve(_ who: Colleague, _ version: Int, from: String? = nil) async -> String? {
                await complaints {
                    try await ApproveGridPlan(
                        realm: town.realm, holding: who.holding, plan: draft.id, seen: version,
                        from: from
                    ).run(in: town.installation)
                }?["from"]
            }
            #expect(await approve(dispatcher, 1) == "grids.problem.ownDraft")
            #expect(await approve(admin, 1) == "grids.problem.mistakes")
            try await RewriteGridPlan(
                realm: town.realm, by: .holding(dispatcher.holding), plan: draft.id, seen: 1,
                name: "二", table: Self.whole
            ).run(in: town.installation)
            let yesterday = try await day(-1, in: town)
            #expect(await approve(admin, 2, from: "\(yesterday)") == "grids.problem.past")
            #expect(await approve(admin, 2) == nil)
            let late = await outcome {
                try await RewriteGridPlan(
                    realm: town.realm, by: .holding(dispatcher.holding), plan: draft.id, seen: 2,
                    name: "三", table: Self.whole
                ).run(in: town.installation)
            }
            #expect(late == "conflict")
            let begun = await complaints {
                try await DropGridPlan(
                    realm: town.realm, by: .holding(admin.holding), plan: draft.id, seen: 3
                ).run(in: town.installation)
            }
            #expect(begun == ["name": "grids.problem.begun"])
            let twice = try await DraftGridPlan(
                realm: town.realm, by: .holding(dispatcher.holding), name: "四"
            ).run(in: town.installation)
            let same = await complaints {
                try await ApproveGridPlan(
                    realm: town.realm, holding: admin.holding, plan: twice.id, seen: 1, from: nil
                ).run(in: town.installation)
            }
            #expect(same == ["from": "grids.problem.sameDay"])
        }
    }

    /// The line that is wrong is named, and nothing is stored.
    @Test(arguments: [
        ("", "grids.table.missing"),
        ("名称,区域\n", "grids.table.column"),
        (header + ",社区网格,甲,,岩岭社区,,\n", "grids.table.code"),
        (header + "A,社区网格,甲,,岩岭社区,,\nA,社区网格,乙,,艳湖社区,,\n", "grids.table.twice"),
        (header + "A,月球网格,甲,,岩岭社区,,\n", "grids.table.kind"),
        (header + "A,社区网格,,,岩岭社区,,\n", "grids.table.name"),
        (header + "A,小区网格,甲,B,岩岭社区,,\n", "grids.table.parent"),
        (header + "A,社区网格,甲,,月球,,\n", "grids.table.place"),
        // Several estates have a building of this name.
        (header + "A,社区网格,甲,,1号楼,,\n", "grids.table.place"),
        (header + "A,社区网格,甲,,岩岭社区,月球办,\n", "grids.table.body"),
        (header + "A,社区网格,甲,,岩岭社区,,很多\n", "grids.table.households"),
        (header + "A,社区网格,甲,B,岩岭社区,,\nB,社区网格,乙,A,艳湖社区,,\n", "grids.table.circle"),
        (header + "A,月球,甲,,月球,,\n", "grids.table.kind"),
        (header + "A,月球,甲,,岩岭社区,,\nB,月球,乙,,月球,,\n", "grids.table.kind.more"),
        (header + "A,\"社区网格,甲\n", "grids.table.unreadable"),
    ])
    func aTableThatCannotBeReadSaysWhere(table: String, told: String) async throws {
        try await withTown { town in
            let holding = try await town.dispatcher.holding
            let found = await complaints {
                try await DraftGridPlan(
                    realm: town.realm, by: .holding(holding), name: "一", table: table
                ).run(in: town.installation)
            }
            #expect(found == ["table": told])
            let list = try await town.installation.gridPlans(in: town.realm)
            #expect(list.plans.isEmpty)
        }
    }

    @Test func aTableComesOutAsItWentIn() async throws {
        try await withTown { town in
            let table = """
                \(Self.header)B0,社区网格,全域,,车城路街道,,
                B1,小区网格,"半山, 尚",B0,岩岭社区/半山尚小区/1号楼；岩岭社区/半山尚小区/2号楼,,300

                """
            let plan = try await DraftGridPlan(
                realm: town.realm, by: .operator, name: "一", table: table
            ).run(in: town.installation)
            let text = try await town.installation.gridTable(of: plan.id, in: town.realm)
            #expect(text == table)
            // Tabs, English words and full names are understood as well.
            let tabs = "code\tkind\tname\tplaces\nC\tCommunity grid\tAll\t车城路街道\n"
            try await RewriteGridPlan(
                realm: town.realm, by: .operator, plan: plan.id, seen: 1, name: "二", table: tabs
            ).run(in: town.installation)
            let file = try await town.installation.gridPlanFile(plan.id, in: town.realm)
            #expect(file.grids.map(\.code) == ["C"])
            #expect(file.check?.findings == [])
        }
    }

    @Test func onlyWhoeverEditsPlacesOverAllOfItCutsGrids() async throws {
        try await withTown { town in
            for colleague in [try await town.secretary, try await town.grid] {
                let outcome = await outcome {
                    try await DraftGridPlan(
                        realm: town.realm, by: .holding(colleague.holding), name: "一",
                        table: Self.whole
                    ).run(in: town.installation)
                }
                #expect(outcome == "forbidden")
            }
            let elsewhere = await outcome {
                try await DraftGridPlan(
                    realm: town.boston, by: .operator, name: "一", table: Self.whole
                ).run(in: town.installation)
            }
            #expect(elsewhere == "notFound")
        }
    }

    @Test func gridsAreCountedOnTheDay() async throws {
        try await withTown { town in
            _ = try await plan("旧", Self.whole, from: nil, in: town)
            let today = try await day(0, in: town)
            let (realm, root) = (town.realm.id, try town.place("车城路街道").path)
            func count(_ kind: String, _ day: Day, under path: PlacePath) async throws -> Int64 {
                try await town.database.read { db in
                    try Registers.count(.grids(kind: kind), under: path, on: day, in: realm, db)
                }
            }
            let counts = [
                try await count("general", today, under: root),
                try await count("general", today.adding(days: -1), under: root),
                try await count("ordinary", today, under: root),
                try await count("general", today, under: try town.place("岩岭社区").path),
            ]
            #expect(counts == [1, 0, 0, 0])
        }
    }
}
