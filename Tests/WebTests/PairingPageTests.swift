import Foundation
import HTTPTypes
import Kernel
import Markup
import TestSupport
import Testing

@testable import Web

/// The pages of pairings, from what a helper declares to the one tap on a phone.
struct PairingPageTests {
    private static let name = "演示·受助人"
    private static let door = "二单元三零一"

    /// A pairing of the volunteer and its address.
    private static func proposed(
        _ town: Town, _ browser: inout Browser, kind: String = "person", to supporter: String,
        sentence: String = "周末陪着下楼走走"
    ) async throws -> String {
        try await browser.signIn("community")
        let sent = try await browser.post(
            "/desk/pairings",
            [
                ("kind", kind), ("place", try town.place(Resident.home).id.description),
                ("supporter", supporter), ("need", "company"), ("name", name), ("door", door),
                ("phone", "13800002222"), ("sentence", sentence), ("everyDays", "7"),
                ("until", "2026-12-31"),
            ])
        return try #require(sent.headers[.location])
    }

    private static func declares(
        _ signIn: String, _ browser: inout Browser, for own: String = "person"
    ) async throws {
        try await browser.signIn(signIn)
        let sent = try await browser.post(
            "/desk/pairings/pledge", [("for", own), ("most", "２"), ("needs", "company")])
        #expect(sent.status == .seeOther)
    }

    @Test func aHelperDeclaresAcceptsAndLogsWithOneTap() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let helper = try await town.volunteer
            try await Self.declares("volunteer", &browser)
            let path = try await Self.proposed(town, &browser, to: "p\(helper.person.id)")
            try await browser.signIn("volunteer")
            let asked = try await browser.get("/desk/pairings")
            #expect(asked.text.contains("想请您帮忙"))
            #expect(!asked.text.contains(Self.name))
            let accepted = try await browser.post(
                path + "/answer", [("seen", "1"), ("answer", "accept")])
            #expect(accepted.headers[.location] == path)
            try await browser.signIn("community")
            let consented = try await browser.post(
                path + "/consent",
                [
                    ("seen", "2"), ("way", "written"), ("givenOn", "2026-11-09"),
                    ("covers", "name"),
                ])
            #expect(consented.status == .seeOther)
            try await browser.signIn("volunteer")
            let page = try await browser.get("/desk/pairings")
            for words in ["聊一会", "带点东西", "看一眼", "帮一把", "还有 7 天"] {
                #expect(page.text.contains(words))
            }
            let tapped = try await browser.post(path + "/visits", [("visit", "look")])
            #expect(tapped.headers[.location] == "/desk/pairings?logged=look")
            let noted = try await browser.get("/desk/pairings?logged=look")
            #expect(noted.text.contains("记好了：看一眼"))
            #expect(noted.text.contains("去过 1 次"))
            let closed = try await browser.get(path)
            #expect(!closed.text.contains(Self.name))
            let read = try await browser.post(path + "/reading", [("reason", "第一次上门")])
            #expect(read.text.contains(Self.name))
            #expect(!read.text.contains(Self.door))
            let mute = try await browser.post(path + "/reading", [("reason", "")])
            #expect(mute.status == .unprocessableContent)
            #expect(!mute.text.contains(Self.name))
            try await browser.signIn("community")
            let kept = try await browser.get("/desk/pairings/kept")
            #expect(kept.text.contains(path))
            #expect(!kept.text.contains(Self.name))
            #expect(try await browser.get(path).text.contains("第一次上门"))
        }
    }

    @Test func nobodyElseSeesMoreThanNumbers() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let helper = try await town.volunteer
            try await Self.declares("volunteer", &browser)
            let path = try await Self.proposed(town, &browser, to: "p\(helper.person.id)")
            for signIn in ["secretary", "dispatcher", "volunteer2", "grid", "checker"] {
                try await browser.signIn(signIn)
                #expect(try await browser.get(path).status == .notFound, "\(signIn)")
                let read = try await browser.post(path + "/reading", [("reason", "看看")])
                #expect(read.status == .notFound, "\(signIn)")
                #expect(!read.text.contains(Self.name))
                for list in ["", "/kept?show=proposed", "/matrix"] {
                    let page = try await browser.get("/desk/pairings" + list)
                    #expect(!page.text.contains(path), "\(signIn) \(list)")
                    #expect(!page.text.contains(Self.name), "\(signIn) \(list)")
                }
            }
            try await browser.signIn("secretary")
            let numbers = try await browser.get("/desk/pairings/kept?show=proposed")
            #expect(numbers.text.contains("figure-value\">1<"))
            browser.cookies = [:]
            #expect(try await browser.get(path).status == .seeOther)
        }
    }

    @Test func aMerchantTapsAndTheCardBearsNoName() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let merchant = try await town.property
            try await Self.declares("property", &browser, for: "body")
            let path = try await Self.proposed(
                town, &browser, kind: "card", to: "b\(merchant.body)", sentence: "每周三理发一次")
            try await browser.signIn("property")
            _ = try await browser.post(path + "/answer", [("seen", "1"), ("answer", "accept")])
            try await browser.signIn("community")
            _ = try await browser.post(
                path + "/consent",
                [("seen", "2"), ("way", "written"), ("givenOn", "2026-11-09")])
            let sheet = try await browser.get(path + "/card")
            #expect(sheet.text.contains("每周三理发一次"))
            #expect(!sheet.text.contains(Self.name) && !sheet.text.contains(Self.door))
            try await browser.signIn("property")
            for address in ["/desk/pairings", path] {
                let page = try await browser.get(address)
                #expect(page.text.contains("每周三理发一次") && page.text.contains("今天给了"))
                #expect(!page.text.contains(Self.name) && !page.text.contains("1号楼"))
            }
            let given = try await browser.post(path + "/visits", [("visit", "given")])
            #expect(given.status == .seeOther)
            #expect(try await browser.get(path + "/card").status == .forbidden)
            try await browser.signIn("community")
            #expect(try await browser.get("/desk/pairings/kept").text.contains("给过 1 次"))
        }
    }

    @Test func aRefusedProposalComesBackFilled() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let helper = try await town.volunteer
            try await Self.declares("volunteer", &browser)
            try await browser.signIn("community")
            let sent = try await browser.post(
                "/desk/pairings",
                [
                    ("kind", "person"), ("supporter", "p\(helper.person.id)"),
                    ("place", try town.place(Resident.home).id.description),
                    ("need", "company"), ("name", Self.name), ("sentence", "看看\(Self.name)"),
                    ("everyDays", "91"),
                ])
            #expect(sent.status == .unprocessableContent)
            #expect(sent.text.contains("请去掉"))
            #expect(sent.text.contains("value=\"91\""))
            let english = try await browser.get("/desk/pairings/new?kind=card&lang=en")
            #expect(english.status == .ok)
        }
    }

    @Test func aFollowUpHasItsPlaceFilledIn() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("grid")
            let place = try town.place(Resident.home).id.description
            let page = try await browser.get("/desk/matters/new?place=\(place)")
            #expect(page.text.contains("value=\"\(place)\" selected"))
        }
    }

    @Test func coverageIsReckonedFromTheAddress() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("community")
            let empty = try await browser.get("/desk/pairings/coverage")
            #expect(empty.text.contains("选好地方和岗位"))
            let home = try town.place(Resident.home)
            let estate = try #require(home.parent)
            let page = try await browser.get(
                "/desk/pairings/coverage?place=\(estate)&role=gridWorker&perHousehold=0"
                    + "&perStairwell=3&perBuilding=1&s\(home.id)=4")
            #expect(page.text.contains("差 12"))
            #expect(page.text.contains("name=\"s\(home.id)\" value=\"4\""))
            #expect(!page.text.contains("演示·王网格"))
        }
    }

    @Test func everyExampleIsDrawnWithAHeading() {
        let pages: [(String, HTML)] = [
            ("helped", helpedPage(.example)), ("kept", keptPage(.example)),
            ("form", pairingFormPage(.example)), ("pairing", pairingPage(.example)),
            ("pledge", pledgePage(.example)), ("matrix", matrixPage(.example)),
            ("coverage", coveragePage(.example)),
        ]
        for (name, page) in pages {
            #expect(page.text.contains("<h1"), "\(name)")
            #expect(!page.text.contains("Optional("), "\(name)")
        }
    }
}
