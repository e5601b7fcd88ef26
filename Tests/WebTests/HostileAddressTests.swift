import Foundation
import HTTPTypes
import TestSupport
import Testing
import Web

/// Every page is asked for with words in its address that no page of ours writes: none falls over.
@Suite struct HostileAddressTests {
    static let words = [
        "\0", "9223372036854775807", "-9223372036854775808", "99999999999999999999",
        "9223372036854775807.9223372036854775807", "-9223372036854775808.0", "9999-12-31",
        "0001-01-01", "2026-02-30", "\u{0D4E}\"", "\u{FFFF}\u{202E}", "%", "../..", "' OR '1'='1",
        String(repeating: "长", count: 300),
    ]

    private static let names = [
        "action", "after", "amount", "at", "back", "before", "body", "category", "check", "day",
        "done", "from", "kind", "lang", "light", "like", "matter", "month", "name", "open",
        "person", "place", "post", "poster", "procedure", "q", "reference", "rule", "saved",
        "small", "state", "text", "to", "unit", "until", "v", "version", "view", "year",
    ]

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }

    private static let pages = Site.routes.filter { $0.method == .get && $0.path != "/desk/live" }

    @Test(arguments: words)
    func aStrangeWordInAQueryBreaksNoPage(_ word: String) async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let query = Self.names.map { "\($0)=\(Self.encoded(word))" }.joined(separator: "&")
            for route in Self.pages {
                let path = route.path.replacingOccurrences(of: ":realm", with: "checheng-road")
                    .replacingOccurrences(of: ":procedure", with: "request")
                let page = try await browser.get("\(path)?\(query)")
                #expect(page.status.code < 500, "\(route.path) with \(word.debugDescription)")
            }
        }
    }

    @Test(arguments: words)
    func aStrangeWordInAPathBreaksNoPage(_ word: String) async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            for route in Self.pages where route.path.contains(":") {
                for keepsRealm in [true, false] {
                    let path = route.path.split(separator: "/").map { part in
                        part == ":realm" && keepsRealm
                            ? "checheng-road" : part.hasPrefix(":") ? Self.encoded(word) : "\(part)"
                    }.joined(separator: "/")
                    let page = try await browser.get("/\(path)")
                    #expect(page.status.code < 500, "\(route.path) with \(word.debugDescription)")
                }
            }
        }
    }
}
