import Actions
import Foundation
import HTTPTypes
import Kernel
import SQL
import Secrets
import Storage
import TestSupport
import Testing
import Web

/// The pages of places, bodies and people: drawn, searched, changed, and refused without loss.
@Suite struct OrganisationPageTests {
    private func signedInAsAdmin(_ town: Town, _ browser: Browser) async throws -> Browser {
        var browser = browser
        let admin = try await town.admin
        let secret = try await EnrolOneTimePassword(person: admin.person).run(in: town.installation)
        try await browser.signIn("admin")
        let step = OneTimePassword.step(atSeconds: town.clock.now.milliseconds / 1_000)
        _ = try await browser.post("/sign-in/code", [("code", secret.code(step: step))])
        return browser
    }

    @Test func theTreeHoldsThePlacesOfTheRealmAndNoOther() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("grid")
            let page = try await browser.get("/desk/places")
            #expect(page.status == .ok)
            #expect(page.text.contains("半山尚小区"))
            #expect(!page.text.contains("Roxbury"))
            let foreign = try await town.database.read { db in
                try Places.roots(in: town.boston.id, limit: 1, db)
            }
            let id = try #require(foreign.first).id
            for path in ["/desk/places/\(id)", "/desk/places/\(id)/branch"] {
                #expect(try await browser.get(path).status == .notFound, "\(path)")
            }
        }
    }

    @Test func aSearchFindsAPartOfANameAndShowsWhereItLies() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("grid")
            let page = try await browser.get(
                "/desk/places?q=%E5%B1%B1%E5%B0%9A%203%E5%8F%B7")
            #expect(page.text.contains("3号楼"))
            #expect(page.text.contains("岩岭社区 › 半山尚小区"))
            #expect(!page.text.contains("2号楼"))
            let none = try await browser.get("/desk/places?q=%25")
            #expect(none.text.contains("empty-state"))
            let code = try await browser.get("/desk/places?q=420303003013")
            #expect(code.text.contains("岩岭社区"))
        }
    }

    @Test func aRefusedFormComesBackAsItWasFilledIn() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let place = try town.place("半山尚小区").id
            let refused = try await browser.post(
                "/desk/places/\(place)/children",
                [("name", "九号院"), ("level", "building"), ("code", "420303003013")])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("value=\"九号院\""))
            #expect(refused.text.contains("岩岭社区"), "it says whose code it is")
            #expect(refused.text.contains("aria-invalid"))
            let added = try await browser.post(
                "/desk/places/\(place)/children", [("name", "九号院"), ("level", "building")])
            #expect(added.status == .seeOther)
            let page = try await browser.get(try #require(added.headers[.location]))
            #expect(page.text.contains("九号院"))
            #expect(page.text.contains("演示·周派单"), "the history says who")
        }
    }

    @Test func whoMayNotChangeSeesNoForm() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("grid")
            let place = try town.place("半山尚小区").id
            let page = try await browser.get("/desk/places/\(place)")
            #expect(page.status == .ok)
            #expect(!page.text.contains("action-name"))
            let body = try town.body("grid-banshanshang").id
            #expect(!(try await browser.get("/desk/bodies/\(body)").text.contains("action-end")))
            for path in ["/desk/places/\(place)/name", "/desk/bodies/\(body)/end"] {
                #expect(try await browser.post(path, [("name", "x")]).status == .forbidden)
            }
            #expect(try await browser.get("/desk/people").status == .forbidden)
        }
    }

    @Test func theChartShowsWhoStandsUnderWhom() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let chart = try await browser.get("/desk/bodies")
            let office = try #require(chart.text.range(of: "车城路街道办事处</a>"))
            let grid = try #require(chart.text.range(of: "半山尚小区网格</a>"))
            #expect(office.lowerBound < grid.lowerBound)
            let kind = try await browser.get("/desk/bodies?kind=grid")
            #expect(kind.text.contains("半山尚小区网格</a>"))
            #expect(!kind.text.contains("车城路街道党工委</a>"))
            let page = try await browser.get(
                "/desk/bodies/\(try town.body("property-banshan").id)")
            #expect(page.text.contains("演示·冯物业"))
            #expect(page.text.contains("除外-1") || page.text.contains("基本-1"))
        }
    }

    @Test func crossAppointmentsAreShownAsSuch() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let page = try await browser.get("/desk/bodies/\(try town.body("grid-hupan").id)")
            #expect(page.text.contains("演示·卫交叉"))
            #expect(page.text.contains("交叉任职"))
            #expect(page.text.contains("湖畔物业"))
            let admin = try await signedInAsAdmin(town, browser)
            var desk = admin
            let cross = try await town.colleague("cross").person.id
            let person = try await desk.get("/desk/people/\(cross)")
            #expect(person.text.contains("交叉任职：2 个单位"))
        }
    }

    @Test func aPersonIsAddedWithAPasswordShownOnceThatMustBeChanged() async throws {
        try await withBrowser { town, browser in
            var desk = try await signedInAsAdmin(town, browser)
            let form = [
                ("name", "演示·新人"), ("signIn", "xin.ren"), ("role", "gridWorker"),
                ("body", "\(try town.body("grid-banshanshang").id)"),
                ("place", "\(try town.place("半山尚小区").id)"),
            ]
            let missing = try await desk.post("/desk/people", Array(form.prefix(3)))
            #expect(missing.status == .unprocessableContent)
            #expect(missing.text.contains("value=\"演示·新人\""))
            let added = try await desk.post("/desk/people", form)
            #expect(added.status == .ok)
            let password = String(
                try #require(added.text.firstMatch(of: /data-once>([a-z2-9]{16})</)?.1))
            let twice = try await desk.post("/desk/people", form)
            #expect(twice.status == .unprocessableContent)

            var own = browser
            _ = try await own.post("/sign-in", [("name", "xin.ren"), ("password", password)])
            for path in ["/desk", "/desk/places"] {
                #expect(try await own.get(path).headers[.location] == "/sign-in/password")
            }
            func change(_ new: String, _ again: String) async throws -> HTTPResponse.Status {
                try await own.post(
                    "/sign-in/password",
                    [("current", password), ("new", new), ("again", again)]
                ).status
            }
            #expect(try await change("kurz", "kurz") == .unprocessableContent)
            #expect(try await change(password, password) == .unprocessableContent)
            #expect(try await change("我自己的好记的密码", "别的") == .unprocessableContent)
            #expect(try await change("我自己的好记的一句话密码", "我自己的好记的一句话密码") == .seeOther)
            #expect(try await own.get("/desk").status == .ok)
        }
    }

    @Test func postsAreSwitchedFromTheMenuThatSaysWhatAwaitsEach() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("cross")
            let before = try await browser.get("/desk/places")
            #expect(before.text.contains("现在是：物业经理"))
            let second = try await town.colleague("cross", post: 1).holding.post.id
            _ = try await browser.post("/desk/post", [("post", "\(second)")])
            let after = try await browser.get("/desk/places")
            #expect(after.text.contains("现在是：网格员"))
            let other = try await town.grid.holding.post.id
            #expect(
                try await browser.post("/desk/post", [("post", "\(other)")]).status == .forbidden)
        }
    }

    @Test(arguments: ["zh-Hans", "en"])
    func everyPageHasItsWords(language: String) async throws {
        try await withBrowser { town, browser in
            var desk = try await signedInAsAdmin(town, browser)
            desk.cookies["linli_language"] = language
            let place = try town.place("半山尚小区").id
            let body = try town.body("property-banshan").id
            let person = try await town.colleague("cross").person.id
            for path in [
                "/desk/places", "/desk/places/\(place)", "/desk/bodies", "/desk/bodies/new",
                "/desk/bodies/\(body)", "/desk/people", "/desk/people/new",
                "/desk/people/\(person)", "/sign-in/password",
            ] {
                let page = try await desk.get(path)
                #expect(page.status == .ok, "\(path)")
                let keys = page.text.matches(
                    of:
                        />(org|places?|body|bodies|person|people|post|clause|password)\.[a-zA-Z.]+</
                )
                #expect(keys.isEmpty, "\(path): \(keys.map { String($0.0) })")
                let gaps = page.text.matches(of: />[^<]*\{[a-zA-Z]+\}/)
                #expect(gaps.isEmpty, "\(path): \(gaps.map { String($0.0) })")
            }
        }
    }
}
