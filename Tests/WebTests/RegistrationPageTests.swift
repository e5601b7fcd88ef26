import Actions
import Foundation
import HTTPTypes
import Kernel
import Markup
import TestSupport
import Testing

@testable import Web

/// The pages of double registration, from the form on a phone to the letter on paper.
struct RegistrationPageTests {
    private static let offers = "会修小家电"

    private static func form(
        _ town: Town, kind: String = "reported", consents: Bool = true
    ) throws -> [(String, String)] {
        [
            ("kind", kind), ("place", try town.place("岩岭社区").id.description),
            ("unitWords", "演示小学"), ("offers", offers), ("consents", consents ? "yes" : ""),
        ]
    }

    /// The number of the only registration of a list.
    private static func first(_ text: String, after prefix: String) -> String? {
        text.firstRange(of: "\(prefix)/").map { range in
            String(text[range.upperBound...].prefix { $0.isNumber })
        }
    }

    @Test func oneRegistersIsConfirmedWritesAndPrints() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("volunteer")
            let empty = try await browser.get("/desk/registration")
            #expect(empty.text.contains("您还没有报到"))
            let sent = try await browser.post("/desk/registration", try Self.form(town))
            #expect(sent.status == .seeOther)
            let none = try await browser.get("/desk/registration/handbook")
            #expect(none.text.contains("确认以后才有手册"))
            try await browser.signIn("secretary")
            let register = try await browser.get("/desk/registration/register")
            #expect(register.text.contains("演示·林志愿"))
            #expect(!register.text.contains(Self.offers))
            let id = try #require(
                Self.first(register.text, after: "/desk/registration/register"))
            let path = "/desk/registration/register/\(id)"
            let page = try await browser.get(path)
            #expect(!page.text.contains(Self.offers))
            let read = try await browser.post(path + "/reading", [("reason", "安排值守")])
            #expect(read.status == .ok)
            #expect(read.text.contains(Self.offers))
            let confirmed = try await browser.post(
                path + "/answer", [("answer", "confirm"), ("seen", "1")])
            #expect(confirmed.status == .seeOther)
            try await browser.signIn("volunteer")
            let own = try await browser.get("/desk/registration")
            #expect(own.text.contains("安排值守"))
            let today = try await town.rulebook().day(of: town.clock.now)
            let entered = try await browser.post(
                "/desk/registration/handbook",
                [
                    ("of", id), ("kind", "visiting"), ("day", "\(today)"), ("minutes", "４５"),
                    ("words", "看望独居老人"),
                ])
            #expect(entered.status == .seeOther)
            let sheet = try await browser.get("/desk/registration/handbook/summary")
            #expect(sheet.status == .ok)
            #expect(sheet.text.contains("待确认，未计入"))
            #expect(!sheet.text.contains("看望独居老人"))
        }
    }

    @Test func aRefusedFormKeepsWhatWasTyped() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("volunteer")
            let refused = try await browser.post(
                "/desk/registration", try Self.form(town, consents: false))
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("请先勾选同意"))
            #expect(refused.text.contains(Self.offers))
            #expect(refused.text.contains("演示小学"))
        }
    }

    @Test func onlyWhoKeepsTheRegisterReachesIt() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("volunteer")
            _ = try await browser.post("/desk/registration", try Self.form(town, kind: "here"))
            for signIn in ["community", "dispatcher", "supervisor", "liaison", "volunteer2"] {
                try await browser.signIn(signIn)
                let page = try await browser.get("/desk/registration/register")
                #expect(page.status == .forbidden, "\(signIn)")
                let home = try await browser.get("/desk/registration")
                #expect(!home.text.contains("演示·林志愿"), "\(signIn)")
            }
        }
    }

    @Test func aUnitAndTheCommunityWriteAndTheLetterIsChecked() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("liaison")
            let sent = try await browser.post(
                "/desk/units",
                [
                    ("place", try town.place("岩岭社区").id.description), ("hands", "5"),
                    ("offers", "每月一次义诊"),
                ])
            let path = try #require(sent.headers[.location])
            let wrong = try await browser.post("/desk/units", [("hands", "x"), ("offers", "义诊")])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("义诊"))
            try await browser.signIn("secretary")
            _ = try await browser.post(path + "/confirmation", [("seen", "1")])
            _ = try await browser.post(path + "/note", [("words", "想请一位医生")])
            let nothing = try await browser.post(
                path + "/letters", [("from", "2026-01-01"), ("until", "2026-12-31")])
            #expect(nothing.status == .unprocessableContent)
            #expect(nothing.text.contains("没有已确认的服务"))
            try await browser.signIn("liaison")
            let page = try await browser.get(path)
            #expect(page.text.contains("想请一位医生"))
            try await browser.signIn("supervisor")
            let other = try await browser.get(path)
            #expect(other.status == .ok)
            #expect(!other.text.contains("想请一位医生"))
            try await browser.signIn("volunteer")
            let stranger = try await browser.get(path)
            #expect(stranger.status == .notFound)
        }
    }

    @Test func aShiftIsTakenWithOneTap() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let opened = try await browser.post(
                "/desk/call-ups",
                [
                    ("title", "寒潮送温暖"), ("about", "两人一组。"), ("venue", "社区门口"),
                    ("kind", "helping"), ("place", try town.place("岩岭社区").id.description),
                ])
            let path = try #require(opened.headers[.location])
            let day = try await town.rulebook().day(of: town.clock.now).adding(days: 2)
            let added = try await browser.post(
                path + "/shifts",
                [
                    ("post", "上午送达"), ("day", "\(day)"), ("time", "09:00"),
                    ("until", "11:00"), ("places", "1"),
                ])
            #expect(added.status == .seeOther)
            try await browser.signIn("volunteer")
            let page = try await browser.get(path)
            #expect(page.text.contains("我来这一班"))
            let activity = try #require(Self.first(page.text, after: "/desk/activities"))
            _ = try await browser.post("/desk/activities/\(activity)/place")
            let taken = try await browser.get(path)
            #expect(!taken.text.contains("我来这一班"))
        }
    }

    @Test func theExampleIsDrawnWithAHeading() {
        let page = registrationPage(.example)
        #expect(page.text.contains("<h1"))
        #expect(!page.text.contains("Optional("))
    }
}
