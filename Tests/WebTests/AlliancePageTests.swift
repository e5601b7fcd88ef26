import Foundation
import HTTPTypes
import Kernel
import Markup
import TestSupport
import Testing

@testable import Web

/// The pages of alliances, of their joint meetings, and the calendar.
struct AlliancePageTests {
    private static func body(_ name: String, in town: Town) throws -> Body {
        try #require(town.bodies.first { $0.name.zh == name })
    }

    /// Adds members and a rota by the forms of the page.
    private static func founded(_ town: Town, _ browser: inout Browser) async throws -> String {
        let alliance = try body("岩岭社区大党委（演示）", in: town)
        let path = "/desk/alliances/\(alliance.id)"
        for name in ["车城惠民医院（演示）", "车城实验小学（演示）"] {
            let unit = try body(name, in: town)
            let joined = try await browser.post(
                path + "/members", [("member", "\(unit.id)"), ("from", "2026-01-01")])
            #expect(joined.status == .seeOther)
        }
        let hospital = try body("车城惠民医院（演示）", in: town)
        let set = try await browser.post(
            path + "/rota", [("year", "2026"), ("month-2026-11", "\(hospital.id)")])
        #expect(set.status == .seeOther)
        return path
    }

    @Test func anAllianceShowsItsMembersAndWhoChairs() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let path = try await Self.founded(town, &browser)
            let page = try await browser.get(path)
            for words in ["2 家成员单位", "11月轮值", "车城惠民医院（演示）", "2026年1月1日加入", "排轮值"] {
                #expect(page.text.contains(words), "\(words)")
            }
            let list = try await browser.get("/desk/alliances")
            #expect(list.text.contains("岩岭社区大党委（演示）"))
            let body = try await browser.get(path.replacing("alliances", with: "bodies"))
            #expect(body.text.contains("成员单位（2 家）") && body.text.contains("加入联盟"))
            let unit = try Self.body("车城惠民医院（演示）", in: town)
            let member = try await browser.get("/desk/bodies/\(unit.id)")
            #expect(member.text.contains("所在联盟") && member.text.contains("轮值：11月"))
        }
    }

    @Test func aRefusedFormComesBackAsItWasFilledIn() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let path = try await Self.founded(town, &browser)
            let unit = try Self.body("车城惠民医院（演示）", in: town)
            let twice = try await browser.post(
                path + "/members", [("member", "\(unit.id)"), ("from", "2026-05-01")])
            #expect(twice.status == .unprocessableContent)
            #expect(twice.text.contains("已经是成员"))
            #expect(twice.text.contains("value=\"2026-05-01\""))
            let passing = try await browser.post(
                path + "/passing", [("month", "2026-11"), ("reason", "")])
            #expect(passing.status == .unprocessableContent)
            let rota = try await browser.get(path + "/rota")
            #expect(rota.text.contains("建议的，还没有存"))
            let stranger = try Self.body("公交三车队（演示）", in: town)
            let wrong = try await browser.post(
                path + "/rota", [("year", "2026"), ("month-2026-12", "\(stranger.id)")])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("不是整个月都在联盟里"))
            for odd in ["", "x", "1"] {
                let sent = try await browser.post(path + "/rota", [("year", odd)])
                #expect(sent.status == .notFound)
            }
        }
    }

    @Test func aJointMeetingIsHeldAndItsDecisionStandsForEveryone() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let path = try await Self.founded(town, &browser)
            let form = try await browser.get(path + "/meetings/new")
            #expect(form.text.contains("11月联席会"))
            let called = try await browser.post(
                path + "/meetings",
                [
                    ("rule", "allianceMeeting"), ("title", "11月联席会"), ("day", "2026-11-13"),
                    ("time", "14:30"), ("venue", "会议室"), ("agenda", "看看"),
                ])
            let meeting = try #require(called.headers[.location])
            town.clock.set(TownClock.start.adding(minutes: 4 * 1_440 + 600))
            try await browser.signIn("secretary")
            let hospital = try Self.body("车城惠民医院（演示）", in: town)
            let school = try Self.body("车城实验小学（演示）", in: town)
            let opened = try await browser.post(
                meeting + "/opening",
                [
                    ("seen", "1"), ("units", "yes"), ("present", "\(hospital.id)"),
                    ("present", "\(school.id)"), ("through-\(hospital.id)", "演示·甲主任"),
                ])
            #expect(opened.status == .seeOther)
            let refused = try await browser.post(
                meeting + "/resolutions",
                [("seen", "2"), ("title", "每月义诊"), ("lead", ""), ("until", "2026-11-30")])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("value=\"每月义诊\""))
            let decided = try await browser.post(
                meeting + "/resolutions",
                [
                    ("seen", "2"), ("title", "每月义诊"), ("lead", "\(hospital.id)"),
                    ("until", "2026-11-30"), ("account", "只给办的人看"),
                ])
            #expect(decided.status == .seeOther)
            let page = try await browser.get(meeting)
            for words in ["这次议定的事（1 件）", "每月义诊", "演示·甲主任", "成员单位 2 家，到会 2 家"] {
                #expect(page.text.contains(words), "\(words)")
            }
            browser.cookies = [:]
            let open = try await browser.get(
                meeting.replacing("/desk/", with: "/checheng-road/"))
            #expect(open.text.contains("每月义诊") && !open.text.contains("甲主任"))
            let board = try await browser.get("/checheng-road/boards/resolution")
            #expect(board.text.contains("每月义诊") && !board.text.contains("只给办的人看"))
        }
    }

    @Test func theCalendarShowsAMonthAtTheDeskAndToEveryone() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("secretary")
            _ = try await Self.founded(town, &browser)
            for path in ["/desk/diary", "/checheng-road/diary"] {
                let page = try await browser.get(path)
                #expect(page.text.contains("2026年11月") && page.text.contains("本月轮值"))
                #expect(page.text.contains("车城惠民医院（演示）"))
                let empty = try await browser.get(path + "?month=2030-02")
                #expect(empty.text.contains("这个月还没有安排"))
                for odd in ["2026-13", "x", "", "99999-01"] {
                    let other = try await browser.get(path + "?month=\(odd)")
                    #expect(other.text.contains("2026年11月"))
                }
            }
        }
    }

    @Test func whoMayNotKeepAnAllianceSeesNoForms() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let path = try await Self.founded(town, &browser)
            for name in ["volunteer", "property", "community2"] {
                try await browser.signIn(name)
                let page = try await browser.get(path)
                #expect(page.status == .ok && !page.text.contains("排轮值"), "\(name)")
                for form in ["/rota", "/meetings/new"] {
                    #expect(try await browser.get(path + form).status == .forbidden, "\(name)")
                }
                let sent = try await browser.post(
                    path + "/swap", [("one", "2026-11"), ("other", "2026-12")])
                #expect(sent.status == .forbidden, "\(name)")
            }
            // The chair's liaison sees the way to call, and nothing else to change.
            try await browser.signIn("liaison")
            let page = try await browser.get(path)
            #expect(page.text.contains("召集联席会") && !page.text.contains("排轮值"))
            let board = try await browser.get("/desk/alliances")
            #expect(board.text.contains("11月由您的单位轮值"))
        }
    }

    @Test func theDiaryDrawsItselfFromItsExample() {
        #expect(diaryPage(.example).text.contains("联席会"))
    }
}
