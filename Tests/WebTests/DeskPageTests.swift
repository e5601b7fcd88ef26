import HTTPTypes
import Kernel
import TestSupport
import Testing
import Web

/// The desk shows what a post may do and nothing else.
struct DeskPageTests {
    @Test func aMatterOffersExactlyWhatThePostMayDo() async throws {
        try await withBrowser { town, browser in
            let reported = try await town.resident.reports("路灯坏了", category: "facility.light")
            for colleague in try await town.everyone() where colleague.holding.verbs.contains(.read)
            {
                var browser = browser
                try await browser.signIn(colleague.signIn)
                let page = try await browser.get("/desk/matters/\(reported.matter.reference)")
                guard let offered = try await colleague.offered(reported.matter) else {
                    #expect(page.status == .notFound)
                    continue
                }
                let drawn = Set(
                    page.text.matches(of: /id="action-([A-Za-z]+)"/).map { String($0.1) })
                #expect(drawn == offered, "\(colleague.signIn)")
            }
        }
    }

    @Test func aCountThatStoppedSaysSo() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            for number in 1...99 {
                _ = try await town.resident.reports(
                    "第\(number)盏路灯坏了。", category: "facility.light")
            }
            #expect(try await browser.get("/desk").text.contains("<span class=\"count\">99</span>"))
            _ = try await town.resident.reports("又一盏路灯坏了。", category: "facility.light")
            town.clock.advance(minutes: 1)
            let text = try await browser.get("/desk").text
            #expect(text.contains("<span class=\"count\">99+</span>"))
            #expect(!text.contains("<span class=\"count\">100</span>"))
        }
    }

    @Test func theSecondOfTwoIsToldAndLosesNothing() async throws {
        try await withBrowser { town, browser in
            let reported = try await town.resident.reports("路灯坏了", category: "facility.light")
            let path = "/desk/matters/\(reported.matter.reference)/actions"
            var first = browser
            var second = browser
            try await first.signIn("dispatcher")
            try await second.signIn("dispatcher")
            let form = [
                ("seen", "1"), ("title", "路灯"), ("category", "facility.light"),
                ("urgency", "general"), ("triage", "onSite"), ("message", "已受理"),
            ]
            #expect(try await first.post("\(path)/accept", form).status == .seeOther)
            let refused = try await second.post(
                "\(path)/refuse",
                [
                    ("seen", "1"), ("ground", "notOurs"), ("rightChannel", "none"),
                    ("message", "我写了很久的话"),
                ])
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("role=\"alert\""))
            #expect(try await town.matter(reported.matter.id).state == "accepted")
        }
    }

    @Test func whatWasWrittenComesBackWithItsProblem() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let reported = try await town.resident.reports("路灯坏了", category: "facility.light")
            try await browser.signIn("dispatcher")
            let page = try await browser.post(
                "/desk/matters/\(reported.matter.reference)/actions/accept",
                [("seen", "1"), ("title", "门口的路灯"), ("message", "写好的话")])
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("门口的路灯"))
            #expect(page.text.contains("写好的话"))
            #expect(page.text.contains("aria-invalid"))
        }
    }

    @Test func contactDetailsAreShownOnlyForAReason() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let entered = try await browser.post(
                "/desk/matters",
                [
                    ("onBehalf", "phone"), ("category", "facility.light"),
                    ("place", "\(try town.place("半山尚小区").id)"), ("account", "路灯坏了"),
                    ("reporterName", "演示居民"), ("reporterPhone", "0719-000-0001"),
                ])
            #expect(entered.status == .ok)
            let reference = try #require(
                entered.text.firstMatch(of: /receipt-number">([0-9-]+)</)?.1)
            let page = try await browser.get("/desk/matters/\(reference)")
            #expect(!page.text.contains("0719-000-0001"))
            let without = try await browser.post("/desk/matters/\(reference)/contact")
            #expect(without.status == .unprocessableContent)
            #expect(!without.text.contains("0719-000-0001"))
            let with = try await browser.post(
                "/desk/matters/\(reference)/contact", [("reason", "先行联系")])
            #expect(with.text.contains("0719-000-0001"))
        }
    }

    @Test(arguments: ["zh-Hans", "en"])
    func everyPageOfTheDeskHasItsWords(language: String) async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let reported = try await town.resident.reports("路灯坏了", category: "facility.light")
            browser.cookies["linli_language"] = language
            try await browser.signIn("dispatcher")
            for path in [
                "/desk", "/desk?view=places", "/desk?view=ended", "/desk/matters/new",
                "/desk/matters/\(reported.matter.reference)", "/desk/catalogue",
                "/desk/procedures/request", "/desk/procedures/assistance", "/desk/posters",
                "/desk/notices", "/checheng-road", "/checheng-road/notices",
            ] {
                let page = try await browser.get(path)
                #expect(page.status == .ok, "\(path)")
                let keys = page.text.matches(
                    of: />(desk|matter|page|form|story|catalogue|request|verb)\.[a-zA-Z.]+</)
                #expect(keys.isEmpty, "\(path): \(keys.map { String($0.0) })")
                let gaps = page.text.matches(of: />[^<]*\{[a-zA-Z]+\}/)
                #expect(gaps.isEmpty, "\(path): \(gaps.map { String($0.0) })")
            }
        }
    }
}
