import Actions
import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// What the centre of a hotline sends over HTTP, and fetches.
struct ExchangeDoorTests {
    private static let path = "/api/exchange/checheng-road/hotline"

    private static func headers(
        _ town: Town, scope: AccessKey.Scope = .exchange
    ) async throws -> HTTPFields {
        let key = try await IssueAccessKey(
            realm: town.realm, by: .operator, name: "12345", scopes: [scope], channel: .hotline,
            days: 9
        ).run(in: town.installation).text
        return [.authorization: "Bearer \(key)"]
    }

    private static func ticket(_ number: String, _ more: [String: String] = [:]) -> [String: String]
    {
        [
            "工单编号": number, "诉求内容": "路灯不亮。", "诉求类别": "路灯", "所属社区": "岩岭社区",
            "工单状态": "已转办", "不认识的栏": "不读",
        ].merging(more) { $1 }
    }

    private static func body(_ tickets: [[String: String]]) throws -> [UInt8] {
        [UInt8](try JSONSerialization.data(withJSONObject: ["tickets": tickets]))
    }

    @Test func ticketsComeInAndEachIsAnswered() async throws {
        try await withCaller { town, caller in
            let headers = try await Self.headers(town)
            let bytes = try Self.body([Self.ticket("T-1"), Self.ticket("T-2", ["工单状态": "挂起"])])
            let sent = try await caller.send(
                Self.path, type: "application/json", bytes, headers: headers)
            #expect(sent.status == .ok, "\(sent.text)")
            let answer = try sent.json()
            #expect(answer["taken"] as? Int == 1 && answer["failed"] as? Int == 1)
            let tickets = try #require(answer["tickets"] as? [[String: Any]])
            #expect(tickets.map { $0["outcome"] as? String } == ["taken", "failed"])
            #expect(tickets[1]["reason"] as? String == "unknownWord")
            #expect(tickets[1]["field"] as? String == "status")
            let again = try await caller.send(
                Self.path, type: "application/json", bytes, headers: headers
            ).json()
            #expect(again["known"] as? Int == 1 && again["taken"] as? Int == 0)
        }
    }

    @Test func changesAreFetchedFromACursorOn() async throws {
        try await withCaller { town, caller in
            let headers = try await Self.headers(town)
            _ = try await caller.send(
                Self.path, type: "application/json", try Self.body([Self.ticket("T-1")]),
                headers: headers)
            let first = try await caller.get(Self.path + "/changes", headers: headers).json()
            let changes = try #require(first["changes"] as? [[String: Any]])
            #expect(changes.map { $0["工单编号"] as? String } == ["T-1"])
            #expect(changes.map { $0["办理状态"] as? String } == ["待签收"])
            let next = try #require(first["next"] as? String)
            let rest = try await caller.get(
                Self.path + "/changes?after=\(next)", headers: headers
            ).json()
            #expect((rest["changes"] as? [Any])?.isEmpty == true && rest["next"] as? String == next)
            let bad = try await caller.get(Self.path + "/changes?limit=0", headers: headers)
            #expect(bad.status == .badRequest)
        }
    }

    @Test func onlyAKeyForItOfThisRealmMay() async throws {
        try await withCaller { town, caller in
            let bytes = try Self.body([Self.ticket("T-1")])
            let other = try await Self.headers(town, scope: .report)
            for headers in [other, HTTPFields()] {
                let sent = try await caller.send(
                    Self.path, type: "application/json", bytes, headers: headers)
                #expect(sent.status == .unauthorized)
                let read = try await caller.get(Self.path + "/changes", headers: headers)
                #expect(read.status == .unauthorized)
            }
            let own = try await Self.headers(town)
            for path in ["/api/exchange/boston/city", "/api/exchange/checheng-road/none"] {
                let sent = try await caller.send(
                    path, type: "application/json", bytes, headers: own)
                #expect(sent.status == .notFound)
            }
        }
    }

    @Test(arguments: ["", "{", "[1]", "{\"tickets\": 5}", "{\"other\": []}"])
    func whatIsNoListIsRefused(_ text: String) async throws {
        try await withCaller { town, caller in
            let headers = try await Self.headers(town)
            let sent = try await caller.send(
                Self.path, type: "application/json", Array(text.utf8), headers: headers)
            #expect(sent.status == .badRequest)
        }
    }

    @Test func moreThanFiveHundredAtOnceAreRefused() async throws {
        try await withCaller { town, caller in
            let headers = try await Self.headers(town)
            let many = try Self.body((0...500).map { Self.ticket("T-\($0)") })
            let sent = try await caller.send(
                Self.path, type: "application/json", many, headers: headers)
            #expect(sent.status == .badRequest)
        }
    }
}
