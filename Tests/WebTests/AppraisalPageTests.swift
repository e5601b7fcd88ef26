import Foundation
import HTTPTypes
import Kernel
import Markup
import TestSupport
import Testing

@testable import Web

/// The pages of the appraisal, from the scheme at the desk to what everyone may read.
struct AppraisalPageTests {
    private static func form(_ town: Town, day: String = "2026-11-01") throws -> [(String, String)]
    {
        [
            ("place", try town.place("半山尚小区").id.description), ("name", "半山尚楼栋考评细则"),
            ("criterion1", "安全"), ("max1", "40"), ("looks1", "楼道通畅"),
            ("criterion2", "卫生"), ("max2", "60"), ("looks2", "门前干净"),
            ("criterion3", ""), ("max3", ""), ("looks3", ""), ("visits", "3"), ("flags", "3"),
            ("appealDays", "3"), ("meeting", ""), ("day", day), ("words", "28 人到会，25 人同意"),
        ]
    }

    private static func links(_ pattern: String, in page: Browser.Page) -> [String] {
        let expression = try? Regex("/desk/\(pattern)/[0-9]+")
        guard let expression else { return [] }
        var found: [String] = []
        for match in page.text.matches(of: expression) {
            let link = String(page.text[match.range])
            if !found.contains(link) { found.append(link) }
        }
        return found
    }

    /// A round of six buildings with every sheet entered; the path of its page.
    private static func entered(_ town: Town, _ browser: inout Browser) async throws -> String {
        try await browser.signIn("secretary")
        let adopted = try await browser.post("/desk/appraisals", try form(town))
        let scheme = try #require(adopted.headers[.location])
        let opened = try await browser.post(scheme + "/rounds", [])
        let round = try #require(opened.headers[.location])
        let sheets = links("sheets", in: try await browser.get(round))
        #expect(sheets.count == 12)
        try await browser.signIn("grid")
        for sheet in sheets {
            let done = try await browser.post(
                sheet + "/marks",
                [
                    ("seen", "0"), ("points1", "４０"), ("evidence1", ""), ("points2", "50"),
                    ("evidence2", "墙角有纸箱"),
                ])
            #expect(done.headers[.location] == round)
        }
        return round
    }

    @Test func aRoundIsOpenedEnteredClosedAwardedAndPraised() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let round = try await Self.entered(town, &browser)
            try await browser.signIn("secretary")
            let page = try await browser.get(round)
            #expect(page.text.contains("已填 12 / 12 张") && page.text.contains("90 分"))
            #expect(
                try await browser.post(round + "/closure", [("seen", "1")]).status == .seeOther)
            let early = try await browser.post(round + "/award", [("seen", "2")])
            #expect(early.status == .unprocessableContent)
            #expect(early.text.contains("申诉到 2026-11-12 才截止"))
            town.clock.advance(days: 4)
            try await browser.signIn("secretary")
            #expect(
                try await browser.post(round + "/award", [("seen", "2")]).status == .seeOther)
            let awarded = try await browser.get(round)
            #expect(awarded.text.contains("180 ÷ 2 = 90"))
            #expect(awarded.text.contains("第 1 名") && !awarded.text.contains("第 2 名"))
            let names = awarded.text.matches(of: /name="(sentence[0-9]+)"/).map { String($0.1) }
            // All six tie for the first place.
            #expect(names.count == 6)
            let written = try await browser.post(
                round + "/bulletin",
                [("seen", "0"), ("lead", "十一月大家辛苦了")] + names.map { ($0, "楼道通畅") })
            #expect(written.status == .seeOther)
            let own = try await browser.post(round + "/release", [("seen", "1")])
            #expect(own.text.contains("通报是您写的"))
            try await browser.signIn("community")
            #expect(
                try await browser.post(round + "/release", [("seen", "1")]).status == .seeOther)
            try await Self.everyoneReads(town, &browser, round)
        }
    }

    private static func everyoneReads(
        _ town: Town, _ browser: inout Browser, _ round: String
    ) async throws {
        browser.cookies = [:]
        let place = try town.place("半山尚小区").id
        let front = try await browser.get("/checheng-road/notices")
        #expect(front.text.contains("/checheng-road/appraisals"))
        let page = try await browser.get("/checheng-road/appraisals/\(place)")
        for told in ["28 人到会，25 人同意", "楼道通畅", "第 1 版", "1号楼"] {
            #expect(page.text.contains(told), "\(told)")
        }
        #expect(!page.text.contains("墙角有纸箱"))
        let id = round.split(separator: "/").last ?? ""
        let paper = try await browser.get("/checheng-road/commendations/\(id)")
        #expect(paper.text.contains("十一月大家辛苦了") && paper.text.contains("表扬通报"))
        let building = try town.place("半山尚小区1号楼").id
        let points = try await browser.get("/checheng-road/points/\(building)?lang=en")
        #expect(points.text.contains("+90") && points.text.contains("Points of"))
        for path in ["/checheng-road/appraisals", "/checheng-road/appraisals/\(place)"] {
            let read = try await browser.get(path)
            #expect(read.status == .ok && !read.text.contains("演示·"))
        }
    }

    @Test func aRefusedSheetComesBackFilledAndIsThenAppealedAgainst() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let round = try await Self.entered(town, &browser)
            let sheet = Self.links("sheets", in: try await browser.get(round))[0]
            let refused = try await browser.post(
                sheet + "/marks",
                [("seen", "1"), ("points1", "41"), ("evidence1", "乱"), ("points2", "59")])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("请填 0 到 40 的整数"))
            #expect(refused.text.contains("没给满分，请写一句"))
            #expect(refused.text.contains("value=\"41\"") && refused.text.contains("value=\"乱\""))
            try await browser.signIn("secretary")
            _ = try await browser.post(round + "/closure", [("seen", "1")])
            try await browser.signIn("grid")
            let appealed = try await browser.post(sheet + "/appeal", [("reason", "那天在施工")])
            #expect(appealed.headers[.location] == sheet)
            #expect(!(try await browser.get(sheet).text.contains("/decision")))
            try await browser.signIn("secretary")
            #expect(try await browser.get(sheet).text.contains("/decision"))
            let decided = try await browser.post(
                sheet + "/decision",
                [
                    ("outcome", "upheld"), ("points1", "40"), ("points2", "60"),
                    ("words", "照片为证"),
                ])
            #expect(decided.status == .seeOther)
            let page = try await browser.get(sheet)
            #expect(page.text.contains("申诉成立") && page.text.contains("50 → 60 / 60"))
        }
    }

    @Test func aRefusedSchemeComesBackFilled() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let proposed = try await browser.get("/desk/appraisals/new")
            #expect(proposed.text.contains("value=\"安全\""))
            let page = try await browser.post(
                "/desk/appraisals", try Self.form(town, day: "2027-01-01"))
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("通过的日子还没到"))
            #expect(page.text.contains("value=\"门前干净\""))
        }
    }

    @Test func nothingShowsWithoutASchemeOrWithoutTheFeature() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let place = try town.place("半山尚小区").id
            let building = try town.place("半山尚小区1号楼").id
            for path in [
                "appraisals", "appraisals/\(place)", "points/\(building)", "commendations/1",
            ] {
                #expect(try await browser.get("/checheng-road/\(path)").status == .notFound)
            }
            let notices = try await browser.get("/checheng-road/notices")
            #expect(!notices.text.contains("appraisals"))
            try await browser.signIn(try await town.bostonian.signIn)
            #expect(!(try await browser.get("/desk?view=places").text.contains("appraisals")))
            #expect(try await browser.get("/desk/appraisals").status != .ok)
        }
    }

    @Test func anotherPlaceReadsNoRoundOfThisOne() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let round = try await Self.entered(town, &browser)
            let sheet = Self.links("sheets", in: try await browser.get(round))[0]
            for other in ["community2", try await town.bostonian.signIn] {
                try await browser.signIn(other)
                for path in [round, sheet] {
                    #expect(try await browser.get(path).status == .notFound, "\(other)")
                }
                #expect(!(try await browser.get("/desk/appraisals").text.contains(round)))
            }
            try await browser.signIn("dispatcher")
            let page = try await browser.get(round)
            #expect(page.status == .ok && !page.text.contains("/closure"))
        }
    }

    @Test func everyExampleIsDrawn() {
        for page in [
            appraisalsPage(.example), schemePage(.example), roundPage(.example),
            sheetPage(.example), publicAppraisalsPage(.example), publicAppraisalPage(.example),
            buildingPointsPage(.example),
        ] {
            #expect(page.text.contains("<h1") && !page.text.contains("Optional("))
        }
    }
}
