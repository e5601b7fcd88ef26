import HTTPTypes
import Kernel
import NIOCore
import TestSupport
import Testing
import Web

/// A shelf of requests that nobody means well with: each is refused with its own sentence.
struct HostileRequestTests {
    @Test func aFormFromAnotherSiteIsRefused() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            for headers: HTTPFields in [
                [.init("Sec-Fetch-Site")!: "cross-site"], [.origin: "https://elsewhere.example"],
            ] {
                let page = try await browser.post(
                    "/checheng-road/track", [("reference", "26-00001-7")], headers: headers)
                #expect(page.status == .forbidden)
                #expect(page.text.contains("请求不是从本站页面发出的"))
            }
        }
    }

    /// Every address that takes a form, tried as another site would try it, by somebody signed in.
    @Test func noFormOfAnotherSiteIsTakenAnywhere() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let strangers: [HTTPFields] = [
                [.init("Sec-Fetch-Site")!: "cross-site"], [.init("Sec-Fetch-Site")!: "same-site"],
                [.origin: "https://elsewhere.example"], [.origin: "null"],
                [.origin: "https://localhost.elsewhere.example"],
            ]
            let taking = Site.routes.filter { $0.method == .post }
            #expect(taking.count > 100)
            for route in taking {
                for headers in strangers {
                    let page = try await browser.post(route.path, [], headers: headers)
                    #expect(page.status == .forbidden, "\(route.path) \(headers)")
                    #expect(page.headers[.setCookie] == nil, "\(route.path)")
                }
            }
        }
    }

    @Test func aFormThatIsTooLargeIsRefused() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            let page = try await browser.post(
                "/sign-in", [("name", String(repeating: "a", count: 100_000))])
            #expect(page.status == .contentTooLarge)
        }
    }

    @Test(arguments: [
        "application/json", "text/xml", "multipart/form-data", "multipart/form-data; boundary=",
    ])
    func aFormOfAnotherKindIsRefused(type: String) async throws {
        try await withBrowser { _, browser in
            var browser = browser
            let page = try await browser.ask(
                "/sign-in", .post, headers: [.contentType: type],
                body: ByteBuffer(string: "{\"name\":1}"))
            #expect(page.status == .unsupportedMediaType)
        }
    }

    @Test(arguments: ["name=%zz", "name=%", "%ff=1", "name=a%00"])
    func aFormThatIsBrokenIsRefused(body: String) async throws {
        try await withBrowser { _, browser in
            var browser = browser
            let page = try await browser.ask(
                "/sign-in", .post,
                headers: [.contentType: "application/x-www-form-urlencoded"],
                body: ByteBuffer(string: body))
            #expect(page.status == .badRequest)
        }
    }

    @Test(arguments: [
        "--x\r\nContent-Disposition: form-data; name=\"account\"\r\n\r\nhello",
        // Two boundary lines with nothing between them, not even the end of a line.
        "--x\r\n--x\r\n--x--\r\n", "--x\r\n--x--\r\n", "--x\r\n\r\n--x--\r\n",
        "--x\r\n\r\n\r\n\r\n--x--\r\n", "--x", "",
        "--x\r\n\(String(repeating: "a", count: 5_000))"
            + "; name=\"a\"\r\n\r\nb\r\n--x--",
    ])
    func aMultipartFormThatIsBrokenIsRefused(body: String) async throws {
        try await withBrowser { _, browser in
            var browser = browser
            let page = try await browser.ask(
                "/checheng-road/report", .post,
                headers: [.contentType: "multipart/form-data; boundary=x"],
                body: ByteBuffer(string: body))
            #expect(page.status == .badRequest)
        }
    }

    @Test func theReturnAddressNeverLeadsElsewhere() async throws {
        try await withBrowser { _, browser in
            for back in ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere"] {
                var browser = browser
                let page = try await browser.post(
                    "/sign-in",
                    [("name", "dispatcher"), ("password", Town.password), ("back", back)])
                #expect(page.headers[.location] == "/desk")
            }
        }
    }

    @Test(arguments: [
        "/desk/matters/00-00000-0", "/desk/matters/%00", "/desk/matters/..%2f..%2fetc",
        "/desk/photographs/999999999999999999999", "/desk/posters/-1", "/desk/procedures/nothing",
        "/desk/catalogue?version=99999", "/no-such-street", "/assets/..%2fPackage.swift",
    ])
    func whatIsNotThereIsNotFound(path: String) async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            #expect(try await browser.get(path).status == .notFound)
        }
    }

    @Test(arguments: [
        "?after=abc", "?after=1.2.3", "?light=purple", "?view=nothing", "?place=-5",
        "?q=%22%20OR%20%22%2A", "?q=%F0%9F%98%80%27%3B--", "?category=%25",
    ])
    func aStrangeFilterShowsAnInboxAllTheSame(query: String) async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            #expect(try await browser.get("/desk\(query)").status == .ok)
        }
    }

    @Test func markupInAWordIsShownAndNotRun() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let reported = try await town.resident.reports(
                "<script>alert(1)</script>\"><img src=x onerror=alert(2)>",
                category: "facility.light")
            try await browser.signIn("dispatcher")
            let page = try await browser.get("/desk/matters/\(reported.matter.reference)")
            #expect(page.status == .ok)
            #expect(!page.text.contains("<script>alert"))
            #expect(!page.text.contains("<img src=x"))
            #expect(page.text.contains("&lt;script&gt;"))
        }
    }
}
