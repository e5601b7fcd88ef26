import HTTPTypes
import Kernel
import TestSupport
import Testing
import Web

/// The notice board: streams side by side, what is personal covered before it hangs, and the
/// standing notices of the founding.
struct NoticePageTests {
    private func form(
        _ town: Town, account: String, stream: String = "government"
    ) throws -> [(String, String)] {
        [
            ("procedure", "publication"), ("category", "publication.\(stream)"),
            ("audience", "everyone"), ("title", "周六大扫除"), ("account", account),
            ("place", try town.place("半山尚小区").id.description),
        ]
    }

    @Test func aPublicationHangsInItsStreamOnceReleased() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let waiting = try await town.publication("party", standing: "waiting")
            for path in ["/checheng-road", "/checheng-road/notices"] {
                #expect(!(try await browser.get(path).text.contains("三季度公共收益")))
            }
            _ = try await town.secretary.does("release", waiting, ["days": ["7"]])
            let board = try await browser.get("/checheng-road/notices").text
            let party = try #require(board.firstRange(of: "党务公开"))
            let government = try #require(board.firstRange(of: "政务公开"))
            let title = try #require(board.firstRange(of: "三季度公共收益"))
            #expect(party.upperBound < title.lowerBound && title.lowerBound < government.lowerBound)
            // The front page is kept until more is on the record, and not longer.
            #expect(try await browser.get("/checheng-road").text.contains("三季度公共收益"))
        }
    }

    @Test func thePageShowsTheTextThatHoldsAndNoDraftOfIt() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let drafting = try await town.publication(standing: "drafting", account: "草稿里的话。")
            let community = try await town.community
            _ = try await community.does(
                "revise", drafting, ["title": ["改好的标题"], "account": ["改好的话。"]])
            _ = try await community.does("submit", drafting)
            _ = try await town.secretary.does("releaseResidents", drafting, ["fullDays": ["15"]])
            let page = try await browser.get("/checheng-road/matters/\(drafting.reference)")
            #expect(page.text.contains("改好的标题") && page.text.contains("改好的话。"))
            #expect(!page.text.contains("草稿里的话") && !page.text.contains("三季度公共收益"))
        }
    }

    @Test func whatIsPersonalIsShownWithWhereItStandsAndCoveredAtOnce() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("community")
            let account = "上午九点集合。\n找张三 138 0000 0000。"
            let refused = try await browser.post(
                "/desk/matters", try form(town, account: account))
            #expect(refused.status == .unprocessableContent)
            for told in ["第 2 行第 2 个字起的“张三”", "138 **** 0000", "name=\"cover\""] {
                #expect(refused.text.contains(told), "\(told)")
            }
            // Nothing typed is lost.
            #expect(refused.text.contains("找张三 138 0000 0000。"))
            let sent = try await browser.post(
                "/desk/matters", try form(town, account: account) + [("cover", "account")])
            #expect(sent.status == .ok || sent.status == .seeOther)
            let inbox = try await browser.get("/desk?view=places&procedure=publication")
            #expect(inbox.text.contains("周六大扫除"))
        }
    }

    @Test func anOfficeNumberAndADateMayBePublished() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("community")
            let account = "2026-11-23 8:00 至 18:00，电话 0719-000-1005"
            let sent = try await browser.post(
                "/desk/matters", try form(town, account: account))
            #expect(sent.status == .ok || sent.status == .seeOther)
        }
    }

    @Test func aStandingNoticeOfTheFoundingIsTakenDown() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let desk = try await browser.get("/desk/notices")
            let path = try #require(
                desk.text.firstMatch(of: /action="(\/desk\/notices\/\d+\/end)"/)?.1)
            let pages = ["/checheng-road/notices", "/checheng-road"]
            var before: [String] = []
            for page in pages { before.append(try await browser.get(page).text) }
            #expect(try await browser.post(String(path)).status == .seeOther)
            for (page, before) in zip(pages, before) {
                #expect(try await browser.get(page).text.count < before.count)
            }
        }
    }

    @Test func whoeverMayNotPublishSeesNoDesk() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("checker")
            #expect(try await browser.get("/desk/notices").status == .forbidden)
        }
    }
}
