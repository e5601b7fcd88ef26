import Actions
import HTTPTypes
import Kernel
import TestSupport
import Testing
import Web

/// The pages of grids: plans listed, one looked over, a table sent and refused without loss.
@Suite struct GridPageTests {
    private static let gap = "编码,种类,名称,区域\nA1,社区网格,岩岭,岩岭社区\n"

    @Test func aPlanIsDraftedChangedAndLookedOver() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let empty = try await browser.get("/desk/grids")
            #expect(empty.text.contains("还没有划分网格"))
            let drafted = try await browser.post("/desk/grids", [("name", "明年的网格")])
            #expect(drafted.status == .seeOther)
            let list = try await town.installation.gridPlans(in: town.realm)
            let plan = try #require(list.plans.first)
            let page = "/desk/grids/\(plan.id)"
            let changed = try await browser.post(
                "\(page)/content", [("version", "1"), ("name", "明年的网格"), ("table", Self.gap)])
            #expect(changed.status == .seeOther)
            let looked = try await browser.get(page)
            #expect(looked.text.contains("没有网格管：艳湖社区"))
            #expect(looked.text.contains("A1"))
            let table = try await browser.get("\(page)/table")
            #expect(table.text.contains("A1,社区网格,岩岭,,岩岭社区,,"))
            let own = try await browser.post("\(page)/approval", [("version", "2")])
            #expect(own.status == .unprocessableContent)
            #expect(own.text.contains("这版方案是您起草的"))
        }
    }

    @Test func aRefusedTableComesBackAsItWasTyped() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let plan = try await DraftGridPlan(
                realm: town.realm, by: .operator, name: "草案", table: Self.gap
            ).run(in: town.installation)
            try await browser.signIn("dispatcher")
            let wrong = Self.gap + "A2,社区网格,月球,月球背面\n"
            let page = try await browser.post(
                "/desk/grids/\(plan.id)/content",
                [("version", "1"), ("name", "草案"), ("table", wrong)])
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("第 3 行：没有叫“月球背面”的区域"))
            #expect(page.text.contains("A2,社区网格,月球,月球背面"))
        }
    }

    @Test func whoeverReadsPlacesReadsPlansAndChangesNone() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let plan = try await DraftGridPlan(
                realm: town.realm, by: .operator, name: "草案", table: Self.gap
            ).run(in: town.installation)
            try await browser.signIn("grid")
            let page = try await browser.get("/desk/grids/\(plan.id)")
            #expect(page.status == .ok)
            #expect(!page.text.contains("/approval"))
            let refused = try await browser.post(
                "/desk/grids/\(plan.id)/withdrawal", [("version", "1")])
            #expect(refused.status == .forbidden)
        }
    }
}
