import Actions
import HTTPTypes
import Kernel
import SQL
import Storage
import TestSupport
import Testing
import Web

/// The registers of the desk: calendar, catalogue, record and procedures.
struct RegisterPageTests {
    /// Signs someone in by a session that no password opened, confirmed by a one-time password.
    private func confirm(_ colleague: Colleague, _ browser: inout Browser) async throws {
        let town = colleague.town
        let token = "session of \(colleague.signIn)"
        let digest = town.installation.vault.keyedDigest(token, use: "session")
        let now = town.clock.now
        try await town.database.write { db in
            try Sessions.insert(
                Sessions.Opening(
                    digest: digest, person: colleague.person.id, post: colleague.holding.post.id,
                    confirmed: true, at: now), db)
        }
        browser.cookies["linli_session"] = token
    }

    @Test func noRegisterPageShowsABareKey() async throws {
        try await withBrowser { town, browser in
            _ = try await town.request(standing: "handling")
            var checker = browser
            try await checker.signIn("checker")
            var dispatcher = browser
            try await dispatcher.signIn("dispatcher")
            var admin = browser
            try await confirm(try await town.admin, &admin)
            let paths = [
                "/desk/calendar", "/desk/calendar?year=2027", "/desk/catalogue",
                "/desk/calendar?amount=3&unit=workingDays&from=2026-09-29&at=10:00",
                "/desk/catalogue/versions", "/desk/catalogue/rules/new", "/desk/catalogue/rules/1",
                "/desk/procedures", "/desk/procedures/request", "/desk/procedures/assistance",
            ]
            for language in ["zh-Hans", "en"] {
                for path in paths {
                    let mark = path.contains("?") ? "&" : "?"
                    let page = try await dispatcher.get("\(path)\(mark)lang=\(language)")
                    #expect(page.status == .ok, "\(path)")
                    Self.expectWords(in: page.text, path)
                }
                for path in ["/desk/records", "/desk/records/1", "/desk/records/seals"] {
                    let page = try await checker.get("\(path)?lang=\(language)&check=now")
                    #expect(page.status == .ok, "\(path)")
                    Self.expectWords(in: page.text, path)
                }
                let local = try await admin.get("/desk/calendar/local?lang=\(language)")
                #expect(local.status == .ok)
                Self.expectWords(in: local.text, "local")
            }
        }
    }

    private static func expectWords(in text: String, _ path: String) {
        let pattern =
            />\s*((calendar|catalogue|records|procedure|registers|page|desk)\.[a-zA-Z.]+)\s*</
        let bare = text.matches(of: pattern).map { String($0.1) }
        #expect(bare.isEmpty, "\(path): \(bare)")
        #expect(!text.contains("Optional("), "\(path)")
    }

    @Test func theYearIsDrawnWithItsHolidaysInWords() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let page = try await browser.get("/desk/calendar?year=2026")
            #expect(page.text.matches(of: /<table class="month">/).count == 12)
            #expect(page.text.matches(of: /<td class="day\b/).count == 365)
            #expect(page.text.contains("国庆节") && page.text.contains("调休上班"))
            #expect(page.text.matches(of: /aria-current="date"/).count == 1)
            let missing = try await browser.get("/desk/calendar?year=2028")
            #expect(missing.text.contains("2028年的放假安排还没有载入"))
            #expect(missing.text.matches(of: /<td class="day\b/).count == 366)
            #expect(try await browser.get("/desk/calendar?year=99999").status == .notFound)
        }
    }

    @Test(arguments: [
        ("amount=3&unit=workingDays&from=2026-09-29&at=10:00", "10月9日 17:30"),
        ("amount=4&unit=workingHours&from=2026-11-20&at=16:00", "11月23日 11:00"),
        ("amount=7&unit=calendarDays&from=2026-09-28&at=10:00", "10月8日 23:59"),
        ("amount=x&unit=workingDays&from=2026-09-29&at=10:00", "请写一个整数"),
        ("amount=3&unit=workingDays&from=2026-02-30&at=10:00", "请写一个整数"),
        ("amount=3&unit=workingDays&from=2026-09-29&at=25:00", "请写一个整数"),
    ])
    func theCalculatorSaysWhenItWouldBeDue(_ query: String, _ told: String) async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let page = try await browser.get("/desk/calendar?\(query)")
            #expect(page.status == .ok)
            #expect(page.text.contains(told))
        }
    }

    @Test func aLocalDayIsSeenFirstAndThenConfirmed() async throws {
        try await withBrowser { town, browser in
            let matter = try await town.request(standing: "accepted")
            var browser = browser
            try await confirm(try await town.admin, &browser)
            let wrong = try await browser.get(
                "/desk/calendar/local?day=2026-11-10&kind=off&name=")
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("value=\"2026-11-10\""))
            let preview = try await browser.get(
                "/desk/calendar/local?day=2026-11-10&kind=off&name=%E8%8A%82")
            #expect(preview.text.contains("\(matter.reference)"))
            #expect(try await town.story(of: matter).last == "accept")
            let done = try await browser.post(
                "/desk/calendar/local",
                [("day", "2026-11-10"), ("kind", "off"), ("name", "民族节日")])
            #expect(done.headers[.location] == "/desk/calendar/local?year=2026")
            #expect(try await town.story(of: matter).last == "reproject")
            var reader = browser
            try await reader.signIn("grid")
            let page = try await reader.get("/desk/calendar")
            #expect(page.text.contains("day-localOff") && page.text.contains("民族节日"))
            #expect(try await reader.get("/desk/calendar/local").status == .forbidden)
        }
    }

    @Test func aRuleIsWrittenReviewedAndPublished() async throws {
        try await withBrowser { town, browser in
            _ = try await town.request(standing: "accepted")
            var browser = browser
            try await browser.signIn("dispatcher")
            let place = "\(try town.place(Resident.home).id)"
            let lead = "\(try town.body("city-office").id)"
            let empty = try await browser.post(
                "/desk/catalogue/rules",
                [("place", place), ("category", "property.service"), ("lead", lead)])
            #expect(empty.status == .unprocessableContent)
            #expect(empty.text.contains("value=\"\(lead)\" selected"))
            let added = try await browser.post(
                "/desk/catalogue/rules",
                [
                    ("place", place), ("category", "property.service"), ("lead", lead),
                    ("assists", "\(try town.body("property-banshan").id)"), ("basis", "试点协议"),
                ])
            #expect(added.headers[.location] == "/desk/catalogue")
            let trial = try await browser.get(
                "/desk/catalogue/routing?version=2&place=\(place)&category=property.service")
            #expect(trial.text.contains("试点协议") && trial.text.contains("适用，但"))
            let review = try await browser.get("/desk/catalogue/publication")
            #expect(review.text.contains("拿 1 件没办结的事重新试派：1 件会派给别的单位"))
            let bare = try await browser.post("/desk/catalogue/publication", [("remark", "")])
            #expect(bare.status == .unprocessableContent)
            let done = try await browser.post(
                "/desk/catalogue/publication", [("remark", "试点一年")])
            #expect(done.headers[.location] == "/desk/catalogue")
            let versions = try await browser.get("/desk/catalogue/versions")
            #expect(versions.text.contains("试点一年"))
            let compared = try await browser.get("/desk/catalogue/comparison?from=1&to=2")
            #expect(compared.status == .ok && compared.text.contains("试点协议"))
            #expect(try await browser.get("/desk/catalogue/publication").status == .notFound)
            #expect(
                try await browser.get("/desk/catalogue/comparison?from=1&to=7").status == .notFound)
        }
    }

    @Test func aRecordIsFoundCheckedAndProved() async throws {
        try await withBrowser { town, browser in
            let matter = try await town.request(standing: "accepted", "只有办事的人看得到的话")
            try await SealRecords().run(in: town.installation)
            var browser = browser
            try await browser.signIn("checker")
            let found = try await browser.get("/desk/records?reference=\(matter.reference)")
            #expect(found.text.contains("/desk/matters/\(matter.reference)"))
            let link = try #require(found.text.firstMatch(of: /href="(\/desk\/records\/\d+)"/)?.1)
            let page = try await browser.get("\(link)?check=now")
            #expect(page.text.contains("核对无误"))
            #expect(!page.text.contains("只有办事的人看得到的话"))
            let proof = try await browser.get("\(link)/proof")
            #expect(proof.headers[.contentDisposition]?.contains("proof-record-") == true)
            #expect(proof.text.contains("\(matter.reference)"))
            let wrong = try await browser.get("/desk/records?reference=xyz")
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("value=\"xyz\""))
            for path in ["/desk/records/99999", "/desk/records/x", "/desk/records/x/proof"] {
                #expect(try await browser.get(path).status == .notFound)
            }
            try await town.database.write { db in
                try db.run("UPDATE records SET at = at + 1 WHERE action = 'accept'")
            }
            let altered = try await browser.get("\(link)?check=now")
            #expect(altered.text.contains("被改动过"))
        }
    }

    @Test func theDrawingCountsWhatStandsInEachState() async throws {
        try await withBrowser { town, browser in
            let matter = try await town.request(standing: "accepted")
            _ = try await town.request(standing: "handling")
            _ = try await town.request(standing: "solved")
            var browser = browser
            try await browser.signIn("dispatcher")
            let page = try await browser.get("/desk/procedures/request")
            #expect(page.text.matches(of: /class="flow-count/).count == 2)
            let filter = "/desk?view=places&amp;procedure=request&amp;state=accepted"
            #expect(page.text.contains(filter))
            let list = try await browser.get(filter.replacing("&amp;", with: "&"))
            #expect(list.text.matches(of: /data-row-link/).count == 1)
            #expect(list.text.contains("\(matter.reference)"))
            town.clock.advance(days: 60)
            var later = browser
            try await later.signIn("dispatcher")
            let overdue = try await later.get("/desk/procedures/request")
            #expect(overdue.text.contains("flow-count-late"))
            #expect(overdue.text.contains("（100%）"))
            var elsewhere = later
            try await elsewhere.signIn("grid2")
            let other = try await elsewhere.get("/desk/procedures/request")
            #expect(!other.text.contains("class=\"flow-count"))
            #expect(try await later.get("/desk/procedures/nothing").status == .notFound)
        }
    }
}
