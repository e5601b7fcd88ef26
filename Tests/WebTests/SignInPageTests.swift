import Actions
import Foundation
import HTTPTypes
import Kernel
import Secrets
import TestSupport
import Testing
import Web

/// Signing in as a browser does it: cookies, second factors, and one's own page.
@Suite struct SignInPageTests {
    /// Sets up an authenticator through the pages.
    private func setUp(
        _ browser: inout Browser, _ town: Town
    ) async throws -> (secret: OneTimePassword, codes: [String]) {
        let begun = try await browser.post(
            "/sign-in/authenticator", [("current", Town.password)])
        #expect(begun.headers[.location] == "/sign-in/authenticator")
        let page = try await browser.get("/sign-in/authenticator")
        let shown = try #require(page.text.firstMatch(of: /data-secret>([A-Z2-7 ]+)</)?.1)
        let secret = try OneTimePassword(secret: Base32.decode(String(shown)))
        let wrong = try await browser.post(
            "/sign-in/authenticator/confirmation", [("code", "000000")])
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains(String(shown)), "the same secret is shown again")
        let done = try await browser.post(
            "/sign-in/authenticator/confirmation", [("code", code(secret, town))])
        #expect(done.status == .ok)
        let codes = done.text.matches(of: /<li><code>([a-z2-9]{5}-[a-z2-9]{5})</)
            .map { String($0.1) }
        return (secret, codes)
    }

    private func code(_ secret: OneTimePassword, _ town: Town, later: Int64 = 0) -> String {
        secret.code(
            step: OneTimePassword.step(atSeconds: town.clock.now.milliseconds / 1_000) + later)
    }

    @Test func aStreamIsToldThatNobodyIsSignedInAndNotLedToAPage() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            let stream = try await browser.get(
                "/desk/live", headers: [.accept: "text/event-stream"])
            #expect(stream.status == .unauthorized)
            #expect(stream.headers[.location] == nil)
            let page = try await browser.get("/desk/live")
            #expect(page.status == .seeOther)
        }
    }

    @Test func overTLSTheCookieIsOfThisHostAlone() async throws {
        try await withBrowser(isBehindProxy: true) { _, browser in
            var browser = browser
            let https: HTTPFields = [.init("X-Forwarded-Proto")!: "https"]
            let form = [("name", "grid"), ("password", Town.password)]
            let secure = try await browser.post("/sign-in", form, headers: https)
            let cookie = try #require(secure.headers[.setCookie])
            #expect(cookie.hasPrefix("__Host-linli_session="))
            for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax", "Max-Age=43200"] {
                #expect(cookie.contains(part), "\(cookie)")
            }
            #expect(!cookie.contains("Domain"))
            #expect(try await browser.get("/desk/sign-in", headers: https).status == .ok)
            // A cookie of the other name, which a neighbour of the domain could set, opens nothing.
            let token = browser.cookies.removeValue(forKey: "__Host-linli_session")
            browser.cookies["linli_session"] = token
            let page = try await browser.get("/desk/sign-in", headers: https)
            #expect(page.status == .seeOther)
        }
    }

    @Test func withoutTLSTheCookieIsNotSecureAndElseTheSame() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            let page = try await browser.post(
                "/sign-in", [("name", "grid"), ("password", Town.password)])
            let cookie = try #require(page.headers[.setCookie])
            #expect(cookie.hasPrefix("linli_session=") && !cookie.contains("Secure"))
            #expect(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"))
        }
    }

    @Test func aSecondStepIsSetUpUsedAndRecovered() async throws {
        try await withBrowser { town, browser in
            var own = browser
            try await own.signIn("grid")
            let before = own.cookies["linli_session"]
            let (secret, codes) = try await setUp(&own, town)
            #expect(codes.count == 10)
            #expect(own.cookies["linli_session"] != before)
            #expect(try await own.get("/desk/sign-in").text.contains("还有 10 个没用"))

            var next = browser
            try await next.signIn("grid")
            for path in ["/desk", "/desk/sign-in", "/sign-in/password", "/sign-in/authenticator"] {
                #expect(try await next.get(path).headers[.location] == "/sign-in/code", "\(path)")
            }
            let wrong = try await next.post("/sign-in/code", [("code", "111111")])
            #expect(wrong.status == .unprocessableContent)
            let unconfirmed = next.cookies["linli_session"]
            let right = try await next.post(
                "/sign-in/code", [("code", code(secret, town, later: 1))])
            #expect(right.headers[.location] == "/desk")
            #expect(next.cookies["linli_session"] != unconfirmed)
            #expect(try await next.get("/desk/sign-in").status == .ok)

            var lost = browser
            let recovered = try await lost.post(
                "/sign-in/recovery",
                [("name", "grid"), ("password", Town.password), ("code", codes[3])])
            #expect(recovered.headers[.location] == "/desk/sign-in?recovered=1")
            #expect(try await lost.get("/desk/sign-in").text.contains("还有 9 个没用"))
            var again = browser
            let used = try await again.post(
                "/sign-in/recovery",
                [("name", "grid"), ("password", Town.password), ("code", codes[3])])
            #expect(used.status == .unprocessableContent)
        }
    }

    @Test func whatChangedIsToldOnEveryPageUntilItIsRead() async throws {
        try await withBrowser { town, browser in
            let person = try await town.colleague("grid").person
            _ = try await town.installation.enrolOneTimePassword(of: person)
            try await ResetSecondFactors(person: person).run(in: town.installation)
            var own = browser
            try await own.signIn("grid")
            let told = "您的登录方式有变化"
            let page = try await own.get("/desk")
            #expect(page.text.contains(told) && page.text.contains("href=\"/desk/sign-in\""))
            let list = try await own.get("/desk/sign-in").text
            #expect(list.contains(told) && list.contains("取消了第二步验证"))
            let last = try #require(list.firstMatch(of: /name="last" value="(\d+)"/)?.1)
            let read = try await own.post(
                "/desk/sign-in/warnings/read", [("last", String(last))])
            #expect(read.status == .seeOther)
            #expect(try await !own.get("/desk").text.contains(told))
            let junk = try await own.post("/desk/sign-in/warnings/read", [("last", "x")])
            #expect(junk.status == .notFound)
        }
    }

    @Test func afterTooManyTriesThePageSaysHowLongToWait() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            var last = try await browser.get("/sign-in")
            for _ in 1...11 {
                last = try await browser.post(
                    "/sign-in", [("name", "grid"), ("password", "wrong-password")])
            }
            #expect(last.status == .tooManyRequests)
            let seconds = try #require(last.headers[.retryAfter].flatMap { Int($0) })
            #expect((1...901).contains(seconds))
            #expect(last.text.contains("\((seconds + 59) / 60)"))
            #expect(last.text.contains("/sign-in/recovery"), "and the way around it")
        }
    }

    @Test func onesOwnPageRefusesAWrongPasswordAndKeepsWhatThereIs() async throws {
        try await withBrowser { town, browser in
            var own = browser
            try await own.signIn("grid")
            _ = try await setUp(&own, town)
            for path in ["authenticator/removal", "recovery-codes"] {
                let page = try await own.post(
                    "/desk/sign-in/\(path)", [("current", "wrong-password")])
                #expect(page.status == .unprocessableContent, "\(path)")
                #expect(page.text.contains("现在的密码不对"))
            }
            let off = try await own.post(
                "/desk/sign-in/authenticator/removal", [("current", Town.password)])
            #expect(off.status == .seeOther)
            var next = browser
            try await next.signIn("grid")
            #expect(try await next.get("/desk/sign-in").status == .ok)
        }
    }

    @Test(arguments: ["zh-Hans", "en"])
    func everyPageHasItsWords(language: String) async throws {
        try await withBrowser { town, browser in
            var own = browser
            own.cookies["linli_language"] = language
            try await own.signIn("grid")
            _ = try await own.post("/sign-in/authenticator", [("current", Town.password)])
            for path in [
                "/sign-in", "/sign-in/recovery", "/sign-in/authenticator", "/desk/sign-in",
            ] {
                let page = try await own.get(path)
                #expect(page.status == .ok, "\(path)")
                let keys = page.text.matches(
                    of: />(own|factor|signIn|signInWay|browser|system)\.[a-zA-Z.]+</)
                #expect(keys.isEmpty, "\(path): \(keys.map { String($0.0) })")
                let gaps = page.text.matches(of: />[^<]*\{[a-zA-Z]+\}/)
                #expect(gaps.isEmpty, "\(path): \(gaps.map { String($0.0) })")
            }
        }
    }
}
