import Actions
import Foundation
import HTTPTypes
import Kernel
import SQL
import TestSupport
import Testing

@testable import API

/// What goes beyond texts in GeoReport: photographs, what is sent twice, and updates both ways.
struct Open311MediaTests {
    private static let base = "/api/open311/v2"
    private static let here = "jurisdiction_id=checheng-road"
    /// A picture of one pixel.
    private static let png = [UInt8](
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9aw"
                + "AAAABJRU5ErkJggg==") ?? Data())

    private static func key(_ town: Town) async throws -> String {
        try await IssueAccessKey(
            realm: town.realm, by: .operator, name: "12345", scopes: [.report], channel: .hotline,
            days: 9
        ).run(in: town.installation).text
    }

    private static func fields(_ key: String) -> [(String, String)] {
        [
            ("api_key", key), ("jurisdiction_id", "checheng-road"),
            ("service_code", "facility.light"), ("lat", "32.6142"), ("long", "110.7706"),
        ]
    }

    private static func multipart(
        _ fields: [(String, String)], files: [[UInt8]]
    ) -> (type: String, body: [UInt8]) {
        var body: [UInt8] = []
        for (name, value) in fields {
            body +=
                "--x\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        for file in files {
            body += "--x\r\nContent-Disposition: form-data; name=\"media\"; ".utf8
            body += "filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n".utf8
            body += file + Array("\r\n".utf8)
        }
        return ("multipart/form-data; boundary=x", body + Array("--x--\r\n".utf8))
    }

    private static func photographs(_ town: Town, of id: String) async throws -> Int {
        let matter = try await town.matter(try Reference(parsing: id))
        return try await town.database.read { db in
            Int(try db.int("SELECT COUNT(*) FROM photographs WHERE matter_id = \(matter.id)") ?? 0)
        }
    }

    @Test func aPhotographComesWithAReport() async throws {
        try await withCaller { town, caller in
            let form = Self.multipart(Self.fields(try await Self.key(town)), files: [Self.png])
            let sent = try await caller.send(
                "\(Self.base)/requests.json", type: form.type, form.body)
            #expect(sent.status == .created, "\(sent.text)")
            let id = try #require(try sent.list().first?["service_request_id"] as? String)
            let count = try await Self.photographs(town, of: id)
            #expect(count == 1)
            // The standard asks for no description: the service says what it is about.
            let account = try await town.matter(try Reference(parsing: id)).account
            #expect(!account.isEmpty)
        }
    }

    @Test func whatIsNoPhotographIsRefusedInTheFormOfTheStandard() async throws {
        try await withCaller { town, caller in
            let key = try await Self.key(town)
            for files in [[Array("<svg/>".utf8)], Array(repeating: Self.png, count: 7)] {
                let form = Self.multipart(Self.fields(key), files: files)
                let sent = try await caller.send(
                    "\(Self.base)/requests.xml", type: form.type, form.body)
                #expect(sent.status == .badRequest)
                #expect(sent.text.contains("<errors><error><code>400</code>"))
            }
            let other = try await caller.send(
                "\(Self.base)/requests.json", type: "application/json", Array("{}".utf8))
            #expect(other.status == .unsupportedMediaType)
            #expect(try other.list().first?["code"] as? Int == 415)
            let broken = try await caller.send(
                "\(Self.base)/requests.json", type: "multipart/form-data; boundary=x",
                Array("--y".utf8))
            #expect(broken.status == .badRequest)
        }
    }

    @Test func theSameReportWithTheSameWordIsOne() async throws {
        try await withCaller { town, caller in
            let key = try await Self.key(town)
            let word: HTTPFields = [HTTPField.Name("Idempotency-Key") ?? .origin: "ticket-7"]
            func id(_ description: String) async throws -> String? {
                try await caller.post(
                    "\(Self.base)/requests.json",
                    Self.fields(key) + [("description", description)], headers: word
                ).list().first?["service_request_id"] as? String
            }
            let (first, second) = (try await id("灯不亮"), try await id("灯不亮"))
            #expect(first != nil && first == second)
            let third = try await id("另一盏灯不亮")
            #expect(third != first)
        }
    }

    @Test func updatesGoBothWaysForTheSenderAlone() async throws {
        try await withCaller { town, caller in
            let (key, other) = (try await Self.key(town), try await Self.key(town))
            let sent = try await caller.post("\(Self.base)/requests.json", Self.fields(key)).list()
            let id = try #require(sent.first?["service_request_id"] as? String)
            let path = "\(Self.base)/servicerequestupdates.json"
            func add(_ key: String, _ words: String) async throws -> Caller.Reply {
                try await caller.post(
                    path,
                    [
                        ("api_key", key), ("jurisdiction_id", "checheng-road"),
                        ("service_request_id", id), ("status", "OPEN"), ("description", words),
                    ])
            }
            let added = try await add(key, "门口那一盏。")
            #expect(added.status == .created)
            let again = try await add(key, "门口那一盏。")
            #expect(
                try again.list().first?["update_id"] as? String
                    == added.list().first?["update_id"] as? String)
            let foreign = try await add(other, "不是我的。")
            #expect(foreign.status == .notFound)
            let empty = try await add(key, "")
            #expect(empty.status == .badRequest)
            let matter = try await town.matter(try Reference(parsing: id))
            let story = try await town.story(of: matter)
            #expect(story == ["report", "addWords"])

            town.clock.advance(minutes: 5)
            try await town.dispatcher.does("accept", matter, ["message": ["已受理，今天派人去看。"]])
            func told(_ more: String) async throws -> [[String: Any]] {
                try await caller.get("\(path)?\(Self.here)\(more)").list()
            }
            let own = try await told("&api_key=\(key)")
            #expect(own.contains { $0["description"] as? String == "已受理，今天派人去看。" })
            let nobodys = try await told("")
            #expect(!nobodys.contains { $0["service_request_id"] as? String == id })
            let others = try await told("&api_key=\(other)&service_request_id=\(id)")
            #expect(others.isEmpty)
        }
    }

    @Test func anEndedRequestIsOpenedAgainOnlyWhereThatIsSaid() async throws {
        try await withCaller { town, caller in
            let key = try await Self.key(town)
            let sent = try await caller.post("\(Self.base)/requests.json", Self.fields(key)).list()
            let id = try #require(sent.first?["service_request_id"] as? String)
            let matter = try await town.matter(try Reference(parsing: id))
            try await town.dispatcher.does("refuse", matter)
            func add(_ status: String) async throws -> HTTPResponse.Status {
                try await caller.post(
                    "\(Self.base)/servicerequestupdates.xml",
                    [
                        ("api_key", key), ("jurisdiction_id", "checheng-road"),
                        ("service_request_id", id), ("status", status), ("description", "还是坏的"),
                    ]
                ).status
            }
            for status in ["OPEN", "CLOSED"] {
                let told = try await add(status)
                #expect(told == .conflict)
            }
            let odd = try await add("HALF")
            #expect(odd == .badRequest)
        }
    }
}
