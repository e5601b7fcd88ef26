import Actions
import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// Settings of the realm are kept by keys that were made for that, and by no other.
struct SettingsAPITests {
    @Test func onlyAKeyForSettingsOfAPostThatManagesKeepsThem() async throws {
        try await withCaller { town, caller in
            let plain = try await caller.desk("/profile", key: try await town.admin.programKey())
            #expect(plain.status == .forbidden && plain.text.contains("settings"))
            let refused = await complaints {
                _ = try await town.dispatcher.programKey(maySet: true)
            }
            #expect(refused == ["scope": "programs.notSettings"])
            let key = try await town.admin.programKey(maySet: true)
            let profile = try await caller.desk("/profile", key: key)
            #expect(try profile.text("profile") == "checheng-road", "\(profile.text)")
            let realm = try await caller.desk("", key: key)
            let rights = try #require(try realm.json()["rights"] as? [String])
            #expect(!rights.contains("manage"))
        }
    }

    @Test func aProfileIsCopiedEditedLookedAtAndThrownAway() async throws {
        try await withCaller { town, caller in
            let key = try await town.admin.programKey(maySet: true)
            let early = try await caller.acts("/profile/withdrawal", key: key)
            #expect(early.status == .notFound)
            let begun = try await caller.acts("/profile", key: key)
            #expect(try begun.json()["draft"] is [String: Any], "\(begun.text)")
            let twice = try await caller.acts("/profile", key: key)
            #expect(twice.status == .conflict)
            let bad = try await caller.acts(
                "/profile/file", key: key, #"{"path":"profile.yml","text":"levels: 3"}"#)
            let draft = try #require(try bad.json()["draft"] as? [String: Any], "\(bad.text)")
            #expect(draft["isSound"] as? Bool == false)
            let file = try await caller.desk("/profile/file?path=profile.yml", key: key)
            #expect(try file.text("text") == "levels: 3")
            let day = try await town.rulebook().day(of: town.clock.now)
            let unsound = try await caller.acts(
                "/profile/day", key: key, #"{"day":"\#(day.adding(days: 3))"}"#)
            #expect(unsound.status == .unprocessableContent)
            let dropped = try await caller.acts("/profile/withdrawal", key: key)
            #expect(try dropped.json()["draft"] is NSNull, "\(dropped.text)")
        }
    }

    @Test func anOutletTellsItsSecretOnceAndItsAddressNever() async throws {
        try await withCaller { town, caller in
            let key = try await town.admin.programKey(maySet: true)
            let wish = """
                "name":"区平台","events":["matter.opened"],"url":"https://example.org/hook-1"
                """
            let added = try await caller.acts(
                "/outlets", key: key, "{\"kind\":\"webhook\",\(wish)}")
            #expect(added.status == .created, "\(added.text)")
            let secret = try #require(try added.text("secret"))
            let path = "/outlets/\(try #require(try added.text("id")))"
            let read = try await caller.desk(path, key: key)
            #expect(!read.text.contains(secret) && !read.text.contains("hook-1"))
            let stale = try await caller.acts(
                path + "/change", key: key, "{\(wish)}", [.ifMatch: "\"9\""])
            #expect(stale.status == .preconditionFailed)
            let changed = try await caller.acts(
                path + "/change", key: key, "{\(wish)}", [.ifMatch: try #require(read.tag)])
            #expect(changed.status == .ok, "\(changed.text)")
            let renewed = try await caller.acts(path + "/secret", key: key)
            #expect(try renewed.text("secret") != secret)
            let paused = try await caller.acts(path + "/state", key: key, #"{"state":"paused"}"#)
            #expect(try paused.text("state") == "paused")
            let replay = try await caller.acts(path + "/replays", key: key)
            #expect(replay.status == .notFound)
            let sent = try await caller.desk(path + "/deliveries", key: key)
            #expect(try sent.items().isEmpty)
        }
    }

    @Test func ticketsThatCouldNotBeTakenAreTriedAgain() async throws {
        try await withCaller { town, caller in
            let key = try await town.dispatcher.programKey()
            let exchanges = try await caller.desk("/exchanges", key: key).items()
            let name = try #require(exchanges.first?["exchange"] as? String)
            let waiting = try await caller.desk("/exchanges/\(name)/failures", key: key)
            #expect(try waiting.items().isEmpty)
            let retried = try await caller.acts("/exchanges/\(name)/retry", key: key)
            #expect(retried.status == .ok, "\(retried.text)")
            let none = try await caller.acts(
                "/exchanges/\(name)/aside", key: key, #"{"failure":"7"}"#)
            #expect(none.status == .notFound)
            let unknown = try await caller.desk("/exchanges/nowhere/failures", key: key)
            #expect(unknown.status == .notFound)
        }
    }
}
