import API
import App
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import TestSupport
import Testing
import Web

/// What every answer carries, over all addresses of the program.
@Suite struct SafeHeaderTests {
    private static let names = [
        "X-Content-Type-Options", "Content-Security-Policy", "X-Frame-Options", "Referrer-Policy",
        "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy",
        "Cache-Control", "X-Request-Id",
    ]

    private static let addresses: [(HTTPRequest.Method, String)] =
        Site.routes.map { ($0.method, $0.path) } + Doors.endpoints.map { ($0.method, $0.path) }
        + [(.get, "/nothing/here/at/all"), (.delete, "/desk")]

    private static func path(_ declared: String) -> String {
        declared.split(separator: "/", omittingEmptySubsequences: false).map { part in
            part == ":realm" ? "checheng-road" : part.hasPrefix(":") ? "1" : String(part)
        }.joined(separator: "/")
    }

    @Test func everyAnswerCarriesThem() async throws {
        try await withCaller { _, caller in
            for (method, declared) in Self.addresses {
                let answer = try await caller.client.execute(
                    uri: Self.path(declared), method: method, headers: [:], body: nil
                ) { $0 }
                for name in Self.names {
                    let field = try #require(HTTPField.Name(name))
                    #expect(answer.headers[field] != nil, "\(method) \(declared) \(name)")
                }
                let bytes = answer.body.readableBytes
                #expect(
                    bytes == 0 || answer.headers[.contentType]?.isEmpty == false,
                    "\(method) \(declared)")
                #expect(answer.headers[.strictTransportSecurity] == nil)
            }
        }
    }

    @Test func jsonIsNoPage() async throws {
        try await withCaller { _, caller in
            for (method, declared) in Self.addresses where method == .get {
                let answer = try await caller.get(Self.path(declared))
                guard answer.type.contains("json"), declared.hasPrefix("/api") else { continue }
                let shown = answer.headers[.contentDisposition] ?? ""
                #expect(shown.hasPrefix("attachment"), "\(declared)")
            }
        }
    }

    @Test func pagesMayRunOurScriptsAlone() async throws {
        try await withCaller { _, caller in
            let page = try await caller.get("/checheng-road")
            let policy = page.headers[.contentSecurityPolicy] ?? ""
            #expect(policy.contains("default-src 'none'"))
            #expect(policy.contains("script-src 'self';"))
            #expect(policy.contains("frame-ancestors 'none'"))
            #expect(!policy.contains("unsafe") && !policy.contains("*") && !policy.contains("http"))
            // Nothing on the page would need more.
            #expect(!page.text.contains("<script>") && !page.text.contains(" onclick="))
            #expect(!page.text.contains(" style="))
        }
    }

    @Test func whereTLSIsSpokenItStaysSo() async throws {
        var frontage = Frontage()
        frontage.isBehindProxy = true
        try await withCaller(frontage) { _, caller in
            let forwarded = try #require(HTTPField.Name("X-Forwarded-Proto"))
            let page = try await caller.get("/checheng-road", headers: [forwarded: "https"])
            #expect(page.headers[.strictTransportSecurity] == "max-age=31536000")
            let plain = try await caller.get("/checheng-road")
            #expect(plain.headers[.strictTransportSecurity] == nil)
        }
    }

    @Test func onlyOpenDataIsOpenToOtherSites() async throws {
        try await withCaller { _, caller in
            let open = Doors.endpoints.filter { $0.access == .everyone }.map(\.path)
            for (method, declared) in Self.addresses where method == .get {
                let answer = try await caller.get(Self.path(declared))
                let isOpen = answer.headers[.accessControlAllowOrigin] == "*"
                #expect(!isOpen || open.contains(declared), "\(declared)")
                #expect(answer.headers[.accessControlAllowCredentials] == nil)
            }
        }
    }

    @Test func methodsThatNobodyDeclaredAreNotFound() async throws {
        try await withCaller { _, caller in
            for method in [HTTPRequest.Method.put, .delete, .patch, .trace, .connect] {
                for path in ["/", "/desk", "/checheng-road/report"] {
                    let status = try await caller.client.execute(
                        uri: path, method: method, headers: [:], body: nil
                    ) { $0.status }
                    #expect(status == .notFound || status == .methodNotAllowed, "\(method) \(path)")
                }
            }
        }
    }

    @Test func theSessionIsACookieThatScriptsCannotRead() async throws {
        var frontage = Frontage()
        frontage.isBehindProxy = true
        try await withCaller(frontage) { _, caller in
            let forwarded = try #require(HTTPField.Name("X-Forwarded-Proto"))
            let answer = try await caller.post(
                "/sign-in", [("name", "dispatcher"), ("password", Town.password)],
                headers: [forwarded: "https"])
            let cookie = try #require(answer.headers[.setCookie])
            for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
                #expect(cookie.contains("; \(part)"), "\(cookie)")
            }
            let token = cookie.prefix { $0 != ";" }.split(separator: "=").last ?? ""
            #expect(token.count == 64)
            #expect(answer.headers[.location]?.contains(token) == false)
        }
    }

    @Test func nothingOfTheDeskIsKept() async throws {
        try await withCaller { town, caller in
            let cookie = try await caller.signIn("dispatcher")
            for route in Site.routes
            where route.method == .get && route.access != .everyone && route.path != "/desk/live" {
                let answer = try await caller.get(
                    Self.path(route.path), headers: [.cookie: cookie])
                let kept = answer.headers[.cacheControl] ?? ""
                #expect(kept.contains("no-store") || kept.contains("private"), "\(route.path)")
            }
        }
    }
}

extension Caller {
    /// The cookie of somebody who signed in.
    func signIn(_ name: String) async throws -> String {
        let answer = try await post(
            "/sign-in", [("name", name), ("password", Town.password)])
        let cookie = try #require(answer.headers[.setCookie])
        return String(cookie.prefix { $0 != ";" })
    }
}
