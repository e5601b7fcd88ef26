import HTTPTypes
import Kernel
import Markup
import TestSupport
import Testing

@testable import Web

/// Pages of how things are done, and the one that knows everything.
@Suite struct GuidePageTests {
    @Test func everyExampleIsDrawn() {
        let pages = [guidesPage(.example), guidePage(.example), overviewPage(.example)]
        for page in pages {
            #expect(page.text.contains("<h1>") || page.text.contains("<h2"))
            #expect(!page.text.contains("Optional("))
        }
    }

    @Test func aResidentSearchesAndReads() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            let found = try await browser.get("/checheng-road/guides?q=%E9%AB%98%E9%BE%84")
            #expect(found.text.contains("高龄津贴") && !found.text.contains("骑手驿站"))
            let place = try #require(found.text.firstRange(of: "/checheng-road/guides/"))
            let path = String(found.text[place.lowerBound...].prefix { $0 != "\"" })
            let guide = try await browser.get(path)
            #expect(guide.text.contains("户口本") && guide.text.contains("岩岭邻里中心"))
            let none = try await browser.get("/checheng-road/guides?q=zzzz")
            #expect(none.status == .ok && none.text.contains("换个说法"))
        }
    }

    @Test(arguments: ["", "?view=line&line=safety", "?view=area", "?view=duty", "?q=路灯"])
    func everyViewIsDrawnOnThePageAndOnPaper(_ view: String) async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let asked = view.replacing("路灯", with: "%E8%B7%AF%E7%81%AF")
            for path in ["/desk/overview", "/desk/overview/paper"] {
                let page = try await browser.get(path + asked)
                #expect(page.status == .ok, "\(path)\(view)")
                #expect(!page.text.contains("overview."), "\(path)\(view)")
            }
        }
    }

    @Test func whatAPlaceHasInCommonStandsOnItsPage() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let estate = try town.place("半山尚小区").id
            let account = try await town.community.opens(
                "account", "open",
                [
                    "category": ["account.estate"], "place": [estate.description],
                    "title": ["半山尚小区公共收益"], "account": ["停车位和电梯广告。"],
                    "lead": [try town.body("property-banshan").id.description],
                ])
            let honour = try await town.community.opens(
                "honour", "enter",
                [
                    "onBehalf": ["counter"], "category": ["honour.neighbour"], "who": ["person"],
                    "nominee": ["二单元修水管的老吴"], "account": ["谁家水龙头坏了都找他。"],
                ])
            let link = "/checheng-road/matters/\(account.reference)"
            for (name, isThere) in [("半山尚小区", true), ("岩岭社区", true), ("工艺新村社区", false)] {
                let place = try town.place(name).id
                let page = try await browser.get("/checheng-road/overview?place=\(place)")
                #expect(page.text.contains(link) == isThere, "\(name)")
                #expect(page.text.contains("半山尚小区公共收益") == isThere, "\(name)")
                // What only the desk may read yet is not there.
                #expect(!page.text.contains("\(honour.reference)"), "\(name)")
            }
            try await browser.signIn("secretary")
            let desk = try await browser.get("/desk/overview?place=\(estate)")
            #expect(desk.text.contains("/desk/matters/\(account.reference)"))
            let told = try await town.community.does(
                "tell", account, ["summary": ["一季度收 8000 元。"]])
            _ = try await town.community.does(
                "close", told, ["result": ["全年收 3 万，支 2 万。"]])
            let after = try await browser.get("/checheng-road/overview?place=\(estate)")
            #expect(!after.text.contains(link))
        }
    }

    @Test func thePublicPageNamesNobody() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let place = try town.place("岩岭社区").id
            let page = try await browser.get("/checheng-road/overview?place=\(place)")
            #expect(page.text.contains("2386户") && page.text.contains("演示年报"))
            #expect(!page.text.contains("演示·李书记"))
        }
    }
}
