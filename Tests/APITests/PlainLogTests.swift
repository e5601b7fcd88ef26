import API
import App
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Logging
import Synchronization
import TestSupport
import Testing
import Web

@testable import App

/// One line for every answer, and nothing personal in any.
@Suite struct PlainLogTests {
    private final class Sheet: Sendable {
        let text = Mutex("")
        var lines: [Substring] { text.withLock { $0 }.split(separator: "\n") }
    }

    private func withLog(
        _ body: @escaping @Sendable (Town, Caller, @Sendable () -> [Substring]) async throws -> Void
    ) async throws {
        try await withTown { town in
            let sheet = Sheet()
            var settings = LogSettings()
            settings.format = .json
            settings.level = .debug
            let logger = settings.logger { line in sheet.text.withLock { $0 += line } }
            let router = try Server.router(over: town.installation)
            try await Application(router: router, logger: logger).test(.router) { client in
                try await body(town, Caller(town: town, client: client), { sheet.lines })
            }
        }
    }

    /// What somebody could write into a form, an address, a head: none of it may be logged.
    private static let personal = [
        "13812345678", "张小明", "420302199001011234", "linli-demo-2026", "secret@example.cn",
    ]

    @Test func nothingPersonalReachesTheLog() async throws {
        try await withLog { _, caller, lines in
            let number = try #require(HTTPField.Name("X-Request-Id"))
            let routes = Site.routes.map(\.path) + Doors.endpoints.map(\.path)
            for (place, route) in routes.enumerated() {
                func word(_ more: Int) -> String {
                    Self.personal[(place + more) % Self.personal.count]
                }
                let path = route.split(separator: "/", omittingEmptySubsequences: false)
                    .map { part in
                        part == ":realm"
                            ? "checheng-road"
                            : part.hasPrefix(":") ? Caller.encoded(word(0)) : String(part)
                    }.joined(separator: "/")
                _ = try await caller.get(
                    path + "?q=\(Caller.encoded(word(1)))&name=\(Caller.encoded(word(2)))",
                    headers: [
                        number: Self.personal[0], .userAgent: "agent \(Self.personal[4])",
                        .cookie: "linli_session=\(Caller.encoded(word(3)))",
                        .authorization: "Bearer \(Self.personal[3])",
                    ])
            }
            for word in Self.personal {
                for path in ["/sign-in", "/checheng-road/track", "/checheng-road/report"] {
                    _ = try await caller.post(
                        path,
                        [("name", word), ("password", word), ("account", word), ("phone", word)])
                }
            }
            let all = lines()
            #expect(all.count > Site.routes.count)
            for word in Self.personal {
                let found = all.filter {
                    $0.contains(word) || $0.contains(Caller.encoded(word))
                }
                #expect(found.isEmpty, "\(word): \(found.prefix(3))")
            }
            #expect(!all.contains { $0.contains("?") })
        }
    }

    @Test func everyAnswerIsALine() async throws {
        try await withLog { _, caller, lines in
            let number = try #require(HTTPField.Name("X-Request-Id"))
            let trace = try #require(HTTPField.Name("traceparent"))
            let id = "0123456789abcdef0123456789abcdef"
            let begun = "4bf92f3577b34da6a3ce929d0e0e4736"
            let answer = try await caller.get(
                "/checheng-road/map",
                headers: [number: id, trace: "00-\(begun)-00f067aa0ba902b7-01"])
            #expect(answer.headers[number] == id)
            let line = try #require(lines().last { $0.contains("answered") })
            let object = try #require(
                JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(object["request"] as? String == id)
            #expect(object["trace"] as? String == begun)
            #expect(object["span"] as? String != "00f067aa0ba902b7")
            #expect(object["route"] as? String == "/{realm}/map")
            #expect(object["status"] as? Int == 200)
            #expect(object["method"] as? String == "GET")
            #expect(object["realm"] as? String == "checheng-road")
            #expect(object["milliseconds"] is Int)
            #expect(object["level"] as? String == "info")
            #expect((object["time"] as? String)?.hasSuffix("Z") == true)
        }
    }

    @Test func aRefusalIsALineToo() async throws {
        try await withLog { _, caller, lines in
            _ = try await caller.post("/sign-in", [("name", "nobody"), ("password", "nothing")])
            _ = try await caller.get("/desk/people", headers: [:])
            _ = try await caller.get("/no/such/place")
            let all = lines()
            #expect(all.contains { $0.contains(#""status":404"#) })
            #expect(all.contains { $0.contains("/sign-in") })
        }
    }

    @Test(arguments: [
        ("4bf92f3577b34da6a3ce929d0e0e4736", true), ("4bf92f35-77b3-4da6-a3ce-929d0e0e4736", true),
        ("13812345678", false), ("420302199001011234", false), ("", false),
        ("4bf92f3577b34da6a3ce929d0e0e473g", false), ("{\"a\": 1}", false),
    ])
    func onlyANameThatAMachineGaveIsTaken(_ sent: String, _ isTaken: Bool) async throws {
        try await withLog { _, caller, _ in
            let number = try #require(HTTPField.Name("X-Request-Id"))
            let answer = try await caller.get("/healthz", headers: [number: sent])
            #expect((answer.headers[number] == sent) == isTaken)
            #expect(answer.headers[number]?.isEmpty == false)
        }
    }
}
