import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// A meeting goes its whole way over HTTP, under its rule and its versions.
struct DeskMeetingTests {
    private static func call(_ town: Town, rule: String = "residentsMeeting") throws -> String {
        """
        {"rule":"\(rule)","place":"\(try town.place("岩岭社区").id)","title":"门口装不装路灯",\
        "day":"2026-11-20","time":"19:00","venue":"社区活动室","agenda":["听说明","表决"]}
        """
    }

    @Test func aMeetingIsCalledHeldAndClosed() async throws {
        try await withCaller { town, caller in
            let key = try await town.community.programKey()
            let again: HTTPFields = [DeskEndpoint.idempotencyKey: "call-1"]
            let called = try await caller.desk(
                .post, "/meetings", key: key, try Self.call(town), again)
            #expect(called.status == .created, "\(called.text)")
            let twice = try await caller.desk(
                .post, "/meetings", key: key, try Self.call(town), again)
            #expect(twice.text == called.text && twice.status == .created)
            let id = try #require(try called.json()["id"] as? String)
            let path = "/meetings/\(id)"
            let count = #"{"entitled":60,"present":52}"#
            let early = try await caller.desk(
                .post, path + "/opening", key: key, count, [.ifMatch: "\"1\""])
            #expect(early.status == .conflict, "\(early.text)")
            let read = try await caller.desk(path, key: key)
            town.clock.set(try Instant(iso8601: try #require(read.json()["startsAt"] as? String)))
            let opened = try await caller.desk(
                .post, path + "/opening", key: key, count, [.ifMatch: read.tag ?? ""])
            #expect(opened.status == .ok && opened.tag == "\"2\"", "\(opened.text)")
            let motion = #"{"text":"同意装路灯","inFavour":31,"against":15,"abstained":6}"#
            let stale = try await caller.desk(
                .post, path + "/motions", key: key, motion, [.ifMatch: "\"1\""])
            #expect(stale.status == .preconditionFailed)
            let put = try await caller.desk(
                .post, path + "/motions", key: key, motion, [.ifMatch: opened.tag ?? ""])
            let motions = try #require(try put.json()["motions"] as? [[String: Any]])
            #expect(motions.first?["outcome"] as? String == "carried")
            let closed = try await caller.desk(
                .post, path + "/closure", key: key, #"{"minutes":"演示·甲先说。"}"#, [.ifMatch: "*"])
            #expect(try closed.json()["state"] as? String == "closed")
            let story = try #require(try closed.json()["story"] as? [[String: Any]])
            #expect(story.count == 4)
        }
    }

    /// Of the minutes the post elsewhere reads no more than on the page.
    @Test func whatWasWrittenDownStaysWithThosePostsThatMayReadIt() async throws {
        try await withCaller { town, caller in
            let key = try await town.community.programKey()
            let called = try await caller.desk(.post, "/meetings", key: key, try Self.call(town))
            let id = try #require(try called.json()["id"] as? String)
            town.clock.set(
                try Instant(iso8601: try #require(called.json()["startsAt"] as? String)))
            for (noun, body) in [
                ("opening", #"{"entitled":60,"present":52}"#), ("closure", #"{"minutes":"甲先说"}"#),
            ] {
                let done = try await caller.desk(
                    .post, "/meetings/\(id)/\(noun)", key: key, body, [.ifMatch: "*"])
                #expect(done.status == .ok, "\(done.text)")
            }
            let elsewhere = try await town.otherGrid.programKey()
            for path in ["/meetings/\(id)", "/meetings"] {
                let hidden = try await caller.desk(path, key: elsewhere)
                #expect(hidden.status == .ok && !hidden.text.contains("甲先说"))
            }
            let shown = try await caller.desk("/meetings/\(id)", key: key)
            #expect(shown.text.contains("甲先说"))
        }
    }

    @Test func whatCannotBeIsToldByField() async throws {
        try await withCaller { town, caller in
            let key = try await town.community.programKey()
            let rule = try await caller.desk(
                .post, "/meetings", key: key, try Self.call(town, rule: "unheard"))
            #expect(rule.status == .unprocessableContent && rule.text.contains("/rule"))
            let venue = try Self.call(town).replacing(#""venue":"社区活动室","#, with: "")
            let nowhere = try await caller.desk(.post, "/meetings", key: key, venue)
            #expect(nowhere.text.contains("/venue"))
            let soon = try Self.call(town).replacing("2026-11-20", with: "2026-11-12")
            let short = try await caller.desk(.post, "/meetings", key: key, soon)
            #expect(short.status == .conflict, "\(short.text)")
            let grid = try await town.grid.programKey()
            let forbidden = try await caller.desk(
                .post, "/meetings", key: grid, try Self.call(town))
            #expect(forbidden.status == .forbidden)
            let rules = try await caller.desk("/meeting-rules", key: key).items()
            #expect(rules.contains { $0["rule"] as? String == "residentsMeeting" })
        }
    }
}
