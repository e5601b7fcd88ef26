import Foundation
import HTTPTypes
import Kernel
import Markup
import TestSupport
import Testing

@testable import Web

/// The pages of meetings, from the call at the desk to what everyone may read.
struct MeetingPageTests {
    private static let call = [
        ("rule", "residentsMeeting"), ("title", "门口装不装路灯"), ("day", "2026-11-20"),
        ("time", "19:00"), ("venue", "社区活动室"), ("agenda", "听说明\n表决"),
    ]

    private static func called(
        _ town: Town, _ browser: inout Browser, changing field: String = "", to value: String = ""
    ) async throws -> Browser.Page {
        let place = try town.place("岩岭社区").id.description
        let form = (call + [("place", place)]).map { $0.0 == field ? ($0.0, value) : $0 }
        return try await browser.post("/desk/meetings", form)
    }

    private static func path(_ page: Browser.Page) throws -> String {
        try #require(page.headers[.location])
    }

    @Test func aMeetingIsCalledHeldAndRead() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let path = try Self.path(try await Self.called(town, &browser))
            let page = try await browser.get(path)
            #expect(page.text.contains("门口装不装路灯"))
            #expect(page.text.contains("还有 11 天"))
            #expect(page.text.contains("第二十六条"))
            let sheet = try await browser.get(path + "/notice")
            #expect(sheet.text.contains("会议通知") && sheet.text.contains("社区活动室"))
            town.clock.set(TownClock.start.adding(minutes: 11 * 1_440 + 600))
            try await browser.signIn("secretary")
            let few = try await browser.post(
                path + "/opening", [("seen", "1"), ("entitled", "60"), ("present", "30")])
            #expect(few.status == .unprocessableContent)
            #expect(few.text.contains("还差 1 位，要 31 位"))
            #expect(few.text.contains("value=\"30\""))
            let opened = try await browser.post(
                path + "/opening", [("seen", "1"), ("entitled", "60"), ("present", "５２")])
            #expect(opened.status == .seeOther)
            let voted = try await browser.post(
                path + "/motions",
                [
                    ("seen", "2"), ("text", "同意装一盏"), ("inFavour", "31"), ("against", "15"),
                    ("abstained", "6"),
                ])
            #expect(voted.status == .seeOther)
            let closed = try await browser.post(
                path + "/closure", [("seen", "3"), ("minutes", "演示·甲说：装。")])
            #expect(closed.status == .seeOther)
            let desk = try await browser.get(path)
            let how = "到会 52 人，赞成 31 人；要超过 1/2，就是至少 27 人：通过"
            #expect(desk.text.contains(how))
            #expect(desk.text.contains("演示·甲说：装。"))
            #expect(try await browser.get(path + "/minutes").text.contains("主持人"))
            // Everyone may read the result, and nobody's name.
            browser.cookies = [:]
            let street = "/checheng-road" + path.dropFirst("/desk".count)
            for open in [street, "/checheng-road/meetings"] {
                let read = try await browser.get(open)
                #expect(read.status == .ok)
                #expect(read.text.contains(how))
                #expect(!read.text.contains("演示·"))
            }
        }
    }

    @Test func aRefusedCallComesBackFilled() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let page = try await Self.called(town, &browser, changing: "day", to: "2026-11-19")
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("最早可以定在 11月20日 星期五"))
            for typed in ["门口装不装路灯", "社区活动室", "听说明\n表决", "2026-11-19"] {
                #expect(page.text.contains(typed))
            }
            let english = try await browser.get("/desk/meetings/new?lang=en")
            #expect(english.text.contains("more than 1/2 of those entitled"))
        }
    }

    @Test func anOldPageIsToldThatTheMeetingHasChanged() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let path = try Self.path(try await Self.called(town, &browser))
            let first = try await browser.post(
                path + "/cancellation", [("seen", "1"), ("reason", "停电")])
            #expect(first.status == .seeOther)
            let second = try await browser.post(
                path + "/cancellation", [("seen", "1"), ("reason", "下雨")])
            #expect(second.status == .conflict)
            let read = try await browser.get("/checheng-road/meetings")
            #expect(read.text.contains("停电") && !read.text.contains("下雨"))
        }
    }

    @Test func whoeverMayNotConveneReadsAndDoesNothing() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let path = try Self.path(try await Self.called(town, &browser))
            try await browser.signIn("checker")
            let page = try await browser.get(path)
            #expect(page.status == .ok)
            #expect(!page.text.contains("/cancellation"))
            for act in MeetingAct.allCases {
                let done = try await browser.post("\(path)/\(act.rawValue)", [("seen", "1")])
                #expect(done.status == .forbidden, "\(act)")
            }
            try await browser.signIn("community2")
            #expect(!(try await browser.get(path).text.contains("/cancellation")))
            let other = try await browser.post(
                path + "/cancellation", [("seen", "1"), ("reason", "x")])
            #expect(other.status == .forbidden)
            try await browser.signIn(try await town.bostonian.signIn)
            #expect(try await browser.get(path).status == .notFound)
        }
    }

    @Test func onlyItsOwnLineOfPlacesReadsTheRollAndTheMinutes() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let path = try Self.path(
                try await Self.called(
                    town, &browser, changing: "rule", to: "representativesMeeting"))
            #expect(try await browser.get(path).text.contains("演示·居民代表一"))
            try await browser.signIn("dispatcher")
            #expect(try await browser.get(path).text.contains("演示·居民代表一"))
            try await browser.signIn("community2")
            let other = try await browser.get(path)
            #expect(other.text.contains("应到名单（12 人）"))
            #expect(!other.text.contains("演示·居民代表一"))
            #expect(try await browser.get(path + "/minutes").status == .notFound)
        }
    }

    @Test func aRepresentativeWhoSignsInFindsTheMeetings() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("representative1")
            let home = try await browser.get("/desk")
            #expect(home.headers[.location] == "/checheng-road/meetings")
            #expect(try await browser.get("/desk/meetings").status == .forbidden)
        }
    }

    @Test func theCalendarShowsAMonth() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let path = try Self.path(try await Self.called(town, &browser))
            let november = try await browser.get("/desk/meetings?month=2026-11")
            #expect(
                november.text.contains(
                    "<a class=\"diary-meeting\" href=\"\(path)\">"
                        + "<span class=\"visually-hidden\">会议 </span>"
                        + "<span class=\"diary-time\">19:00"))
            let march = try await browser.get("/desk/meetings?month=2026-02")
            #expect(march.text.contains("2026年2月"))
            #expect(!march.text.contains("diary-time"))
            for odd in ["2026-13", "x", "", "99999-01"] {
                let page = try await browser.get("/desk/meetings?month=\(odd)&after=\(odd)")
                #expect(page.text.contains("2026年11月"))
            }
        }
    }

    @Test func everyExampleIsDrawnWithAHeading() {
        let frame = comingAndPastPage(.example)
        for page in [
            frame, publicMeetingPage(.example), meetingPage(.example), meetingSummary(.example),
        ] {
            #expect(page.text.contains("<h1") || page.text.contains("<h3"))
            #expect(!page.text.contains("Optional("))
        }
    }

    @Test func aBarIsDrawnToItsExactLine() {
        let text = tallyBar(.example).text
        // 31 of 52 is 596 thousandths; the line of one half is drawn around 500.
        #expect(text.contains("class=\"tally-favour\" x=\"0\" y=\"10\" width=\"596\""))
        #expect(text.contains("class=\"tally-line\" x=\"497\""))
        let empty = TallyBar(parts: [], whole: 0, lineAt: 0, lineWords: "")
        #expect(!tallyBar(empty).text.contains("x=\"-"))
    }

    @Test func meetingsOfAPlaceWithoutRulesHaveNoDoor() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn(try await town.bostonian.signIn)
            let desk = try await browser.get("/desk?view=places")
            #expect(!desk.text.contains("/desk/meetings"))
            let page = try await browser.get("/desk/meetings")
            #expect(page.status == .ok || page.status == .forbidden)
        }
    }
}
