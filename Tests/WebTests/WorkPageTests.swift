import HTTPTypes
import Kernel
import TestSupport
import Testing
import Web

/// A working day through its pages, without scripts.
struct WorkPageTests {
    @Test func severalAreAcceptedThroughThePreview() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            var matters: [Matter] = []
            for account in ["路灯不亮。", "门坏了。"] {
                matters.append(try await town.resident.reports(account).matter)
            }
            let ended = try await town.request(standing: "withdrawn")
            try await browser.signIn("dispatcher")
            let inbox = try await browser.get("/desk?view=places")
            for matter in matters {
                #expect(inbox.text.contains("value=\"\(matter.reference)\""))
            }
            let query = (matters + [ended]).map { "matter=\($0.reference)" }
                .joined(separator: "&")
            let preview = try await browser.get(
                "/desk/bulk?action=request.accept&back=/desk&\(query)")
            #expect(preview.status == .ok)
            #expect(try await town.matter(matters[0].id).state == "submitted")
            let run = try #require(preview.text.firstMatch(of: /name="run" value="(\d+)"/)?.1)
            var form = [
                ("run", String(run)), ("action", "request.accept"), ("triage", "onSite"),
                ("message", "编号 {ref} 已受理"), ("back", "/desk?view=places"),
            ]
            for matter in matters {
                form += [
                    ("matter", "\(matter.reference)"),
                    ("seen.\(matter.reference)", "\(matter.version)"),
                ]
            }
            let looked = try await browser.post("/desk/bulk", form + [("step", "preview")])
            #expect(looked.text.contains("编号 \(matters[1].reference) 已受理"))
            #expect(try await town.matter(matters[0].id).state == "submitted")
            for _ in 1...2 {
                let done = try await browser.post("/desk/bulk", form)
                #expect(done.status == .seeOther)
                let result = try await browser.get(try #require(done.headers[.location]))
                #expect(result.status == .ok)
                #expect(result.text.contains("data-draft-sent=\"bulk-request-accept\""))
            }
            for matter in matters {
                #expect(try await town.story(of: matter) == ["report", "accept"])
            }
            var other = browser
            other.cookies = [:]
            try await other.signIn("secretary")
            #expect(try await other.get("/desk/bulk/\(run)").status == .notFound)
        }
    }

    @Test func whatIsMissingIsAskedForBeforeAnythingIsDone() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let matter = try await town.resident.reports("路灯不亮。").matter
            try await browser.signIn("dispatcher")
            let page = try await browser.post(
                "/desk/bulk",
                [
                    ("run", "17"), ("action", "request.accept"), ("message", "我写的话"),
                    ("matter", "\(matter.reference)"),
                ])
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("我写的话"))
            #expect(page.text.contains("role=\"alert\""))
            #expect(try await town.matter(matter.id).state == "submitted")
        }
    }

    @Test(arguments: [
        "/desk/bulk", "/desk/bulk?action=request.finish&matter=26-00001-1", "/desk/bulk?action=x",
        "/desk/bulk?action=request.accept&matter=%3Cscript%3E",
    ])
    func aSelectionThatMakesNoSenseLeadsBack(path: String) async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let page = try await browser.get(path)
            #expect(page.status == .seeOther)
            #expect(page.headers[.location] == "/desk")
        }
    }

    @Test func aViewIsKeptAndStaleFiltersBreakNothing() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            _ = try await town.resident.reports("路灯坏了。", category: "facility.light")
            try await browser.signIn("dispatcher")
            let kept = try await browser.post(
                "/desk/views",
                [("view", "places"), ("category", "facility"), ("name", "设施<b>")])
            #expect(kept.status == .seeOther)
            let address = try #require(kept.headers[.location])
            let page = try await browser.get(address)
            #expect(page.text.contains("设施&lt;b&gt;"))
            #expect(page.text.contains("路灯坏了"))
            let again = try await browser.post(
                "/desk/views",
                [("view", "places"), ("category", "facility"), ("name", "设施<b>")])
            #expect(again.status == .unprocessableContent)
            #expect(again.text.contains("role=\"alert\""))
            for stale in [
                "/desk?view=none&light=pink&category=gone.x&place=999&procedure=no&saved=1",
                "/desk?place=abc&after=x.y", "/desk?category=%27%3B--&procedure=%00",
            ] {
                #expect(try await browser.get(stale).status == .ok, "\(stale)")
            }
        }
    }

    @Test func theListIsNarrowedByProcedureAndPlace() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let light = try await town.resident.reports("路灯坏了。", category: "facility.light")
            try await browser.signIn("dispatcher")
            let here = try town.place("半山尚小区").id
            let found = try await browser.get("/desk?view=places&procedure=request&place=\(here)")
            #expect(found.text.contains("\(light.matter.reference)"))
            let visits = try await browser.get("/desk?view=places&procedure=visit")
            #expect(!visits.text.contains("\(light.matter.reference)"))
        }
    }

    @Test func theOverlayListsExactlyTheKeysThatWork() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            // Someone with several posts, since one key leads from one to another.
            try await browser.signIn("cross")
            let page = try await browser.get("/desk")
            let script = try await browser.get("/assets/keys.js")
            let list = try #require(
                page.text.firstMatch(of: /<dl class="keys">(.*?)<\/dl>/.dotMatchesNewlines())?.1)
            var onPage: Set<String> = []
            for row in list.matches(of: /<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/) {
                let presses = row.1.matches(of: /<kbd>(.*?)<\/kbd>/).map { String($0.1) }
                if row.2.contains("data-key=\"\(presses.joined(separator: " "))\"") { continue }
                onPage.insert(presses.joined(separator: " "))
            }
            let block = try #require(
                script.text.firstMatch(of: /const keys = \{(.*?)\n\};/.dotMatchesNewlines())?.1)
            let works = Set(block.matches(of: /\n  "([^"]+)":/).map { String($0.1) })
            #expect(works == onPage)
            #expect(works.count >= 12)
            for press in ["g t", "g i", "g b", "g p", "g n"] {
                #expect(list.contains("data-key=\"\(press)\""), "\(press)")
            }
        }
    }

    @Test func singleKeysCanBeSwitchedOff() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            #expect(try await browser.get("/desk").text.contains("data-keys-overlay=\"on\""))
            let saved = try await browser.post(
                "/desk/settings", [("quietFrom", "08:00"), ("quietUntil", "10:00")])
            #expect(saved.headers[.location] == "/desk/settings?saved=yes")
            let page = try await browser.get("/desk/settings")
            #expect(page.text.contains("data-keys-overlay=\"off\""))
            #expect(page.text.contains("value=\"08:00\""))
            // Nine in the morning is quiet now, and the bell says so to the script.
            #expect(try await browser.get("/desk/news/bell").text.contains("data-quiet"))
        }
    }

    @Test func newsAreSeenOnlyWhenSomebodySaysSo() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let matter = try await town.request(standing: "dispatched")
            town.clock.advance(minutes: 1)
            try await browser.signIn("property")
            for _ in 1...2 {
                let page = try await browser.get("/desk/news")
                #expect(page.text.contains("\(matter.reference)"))
            }
            let bell = try await browser.get("/desk/news/bell")
            #expect(bell.text.contains("data-count=\"1\""))
            #expect(!bell.text.contains("data-quiet"))
            _ = try await browser.post(
                "/desk/news/seen", [("until", "\(town.clock.now.milliseconds)")])
            let after = try await browser.get("/desk/news")
            #expect(!after.text.contains("data-row-link"))
            let none = try await browser.get("/desk/news/bell")
            #expect(none.text.contains("data-count=\"0\""))
        }
    }

    @Test func aNumberToCallIsNeverOnToday() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let asked = try await town.resident.reports(
                "单元门坏了。", answers: ["reporterPhone": ["0719-000-0001"]]
            ).matter
            try await town.dispatcher.does("accept", asked)
            try await town.dispatcher.does("dispatch", asked)
            try await browser.signIn("property")
            let page = try await browser.get("/desk/today")
            #expect(page.text.contains("id=\"today-calls\""))
            #expect(page.text.contains("\(asked.reference)"))
            #expect(!page.text.contains("0719-000-0001"))
            let opened = try await browser.get("/desk/matters/\(asked.reference)?action=receive")
            let form = opened.text.firstMatch(of: /id="action-receive"[^>]* open/)
            #expect(form != nil)
        }
    }

    @Test func aDoneActionSaysSoAndItsDraftIsForgotten() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let matter = try await town.resident.reports("路灯不亮。").matter
            try await browser.signIn("dispatcher")
            let page = try await browser.get("/desk/matters/\(matter.reference)")
            #expect(page.text.contains("data-draft=\"\(matter.reference)-accept\""))
            let done = try await browser.post(
                "/desk/matters/\(matter.reference)/actions/note",
                [("seen", "1"), ("note", "看过了")])
            let after = try await browser.get(try #require(done.headers[.location]))
            #expect(after.text.contains("data-draft-sent=\"\(matter.reference)-note\""))
            #expect(after.text.contains("role=\"status\""))
        }
    }

    @Test func aVisitIsPlannedThroughItsPage() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("grid")
            let refused = try await browser.post("/desk/visits", [("account", "看看水沟")])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("看看水沟"))
            let planned = try await browser.post(
                "/desk/visits",
                [
                    ("place", "\(try town.place("半山尚小区").id)"),
                    ("category", "facility.drain"), ("account", "看看水沟"),
                    ("urgency", "general"), ("lead", "\(try await town.grid.body)"),
                ])
            #expect(planned.status == .seeOther)
            let page = try await browser.get(try #require(planned.headers[.location]))
            #expect(page.text.contains("data-draft-sent=\"new-visit\""))
            #expect(try await browser.get("/desk/today").text.contains("id=\"today-visits\""))
            var handler = browser
            handler.cookies = [:]
            try await handler.signIn("department")
            #expect(try await handler.get("/desk/visits/new").status == .forbidden)
        }
    }

    @Test(arguments: ["zh-Hans", "en"])
    func everyPageOfTheDayHasItsWords(language: String) async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let matter = try await town.resident.reports("路灯坏了。").matter
            town.clock.advance(minutes: 1)
            browser.cookies["linli_language"] = language
            try await browser.signIn("dispatcher")
            for path in [
                "/desk/today", "/desk/news", "/desk/settings", "/desk/views", "/desk/visits/new",
                "/desk/bulk?action=request.accept&matter=\(matter.reference)",
                "/desk/procedures/visit",
            ] {
                let page = try await browser.get(path)
                #expect(page.status == .ok, "\(path)")
                let keys = page.text.matches(
                    of: />(today|news|settings|saved|bulk|inbox|visits?|desk|page)\.[a-zA-Z.]+</)
                #expect(keys.isEmpty, "\(path): \(keys.map { String($0.0) })")
            }
        }
    }
}
