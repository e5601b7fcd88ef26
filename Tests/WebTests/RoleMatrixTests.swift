import HTTPTypes
import Kernel
import TestSupport
import Testing
import Web

/// Every role tries every page of the desk, of its own realm and of another's.
struct RoleMatrixTests {
    @Test func everyRoleReachesWhatItsVerbsGrantAndNothingElse() async throws {
        try await withBrowser { town, browser in
            let reported = try await town.resident.reports("路灯坏了", category: "facility.light")
            let place = try town.place("半山尚小区")
            for colleague in try await town.everyone() where colleague.role != "administrator" {
                var browser = browser
                try await browser.signIn(colleague.signIn)
                _ = try await browser.post(
                    "/desk/post", [("post", "\(colleague.holding.post.id)")])
                for route in Site.routes where route.method == .get && route.path != "/desk/live" {
                    guard case .post(let verb) = route.access else { continue }
                    let path = route.path
                        .replacing(":reference", with: "\(reported.matter.reference)")
                        .replacing(":place", with: "\(place.id)").replacing(":id", with: "1")
                        .replacing(":name", with: "request")
                    let page = try await browser.get(path)
                    if colleague.holding.verbs.contains(verb) {
                        #expect(page.status != .forbidden, "\(colleague.signIn) \(path)")
                        #expect(page.status.code < 500, "\(colleague.signIn) \(path)")
                    } else {
                        #expect(page.status == .forbidden, "\(colleague.signIn) \(path)")
                    }
                }
            }
        }
    }

    @Test func whoeverIsNotSignedInIsSentToSignIn() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            for route in Site.routes where route.access != .everyone {
                let page = try await browser.ask(
                    route.path, route.method, headers: [:], body: nil)
                #expect(page.status == .seeOther, "\(route.method) \(route.path)")
                #expect(page.headers[.location]?.hasPrefix("/sign-in") == true)
            }
        }
    }

    @Test func anotherRealmsMatterIsNotThere() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let reported = try await town.resident.reports("路灯坏了", category: "facility.light")
            let reference = reported.matter.reference
            try await browser.signIn(try await town.bostonian.signIn)
            for path in ["", "/story", "/proof"] {
                let page = try await browser.get("/desk/matters/\(reference)\(path)")
                #expect(page.status == .notFound)
                #expect(!page.text.contains("路灯坏了"))
            }
            let acted = try await browser.post(
                "/desk/matters/\(reference)/actions/note", [("seen", "1"), ("note", "x")])
            #expect(acted.status == .notFound || acted.status == .forbidden)
            let inbox = try await browser.get("/desk?view=places")
            #expect(!inbox.text.contains("\(reference)"))
            let found = try await browser.get("/desk?q=%E8%B7%AF%E7%81%AF")
            #expect(!found.text.contains("\(reference)"))
        }
    }

    @Test func anAdministratorNeedsAOneTimePasswordFirst() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("admin")
            let people = try await browser.get("/desk/people")
            #expect(people.headers[.location] == "/sign-in/code")
            let home = try await browser.get("/desk")
            #expect(home.headers[.location] == "/sign-in/code")
        }
    }
}
