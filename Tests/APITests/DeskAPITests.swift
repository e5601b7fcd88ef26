import Actions
import Foundation
import HTTPTypes
import Kernel
import SQL
import Storage
import TestSupport
import Testing

@testable import API

extension Colleague {
    /// A key for a program that acts for this colleague.
    func programKey(
        mayAct: Bool = true, maySet: Bool = false, days: Int = 30
    ) async throws -> String {
        try await IssueProgramKey(
            visit: try await visit(), post: holding.post.id, name: "table", mayAct: mayAct,
            maySet: maySet, days: days
        ).run(in: town.installation).text
    }
}

extension Caller.Reply {
    var tag: String? { headers[.eTag] }
    /// The last word of the address of the problem's kind.
    var problem: String? {
        get throws { (try json()["type"] as? String)?.split(separator: ":").last.map(String.init) }
    }
    func items() throws -> [[String: Any]] {
        try #require(try json()["items"] as? [[String: Any]], "\(text)")
    }
}

/// A key acts as one post: it opens no more, and ends with it.
struct ProgramKeyTests {
    @Test func withoutAGoodKeyNothingIsAnswered() async throws {
        try await withCaller { town, caller in
            let none = try await caller.get("/api/v1/checheng-road/matters")
            #expect(none.status == .unauthorized && none.headers[.wwwAuthenticate] == "Bearer")
            #expect(none.type.hasPrefix("application/problem+json"))
            let wrong = try await caller.desk("/matters", key: "linli-desk-00")
            #expect(try wrong.problem == "unauthorized")
            let key = try await town.dispatcher.programKey()
            let other = try await caller.get(
                "/api/v1/boston/matters", headers: [.authorization: "Bearer \(key)"])
            #expect(other.status == .notFound)
        }
    }

    @Test func aKeyEndsOnItsDayAndWhenItIsRevoked() async throws {
        try await withCaller { town, caller in
            let dispatcher = try await town.dispatcher
            let short = try await dispatcher.programKey(days: 1)
            let long = try await dispatcher.programKey(days: 366)
            for key in [short, long] {
                let reply = try await caller.desk("", key: key)
                #expect(reply.status == .ok)
            }
            town.clock.advance(minutes: 24 * 60)
            let expired = try await caller.desk("", key: short)
            #expect(expired.status == .unauthorized)
            let lines = try await town.installation.programKeys(of: dispatcher.person.id)
            let id = try #require(lines.first?.key.id)
            #expect(lines.count == 1)
            try await RevokeProgramKey(visit: try await dispatcher.visit(), key: id)
                .run(in: town.installation)
            let revoked = try await caller.desk("", key: long)
            #expect(revoked.status == .unauthorized)
        }
    }

    @Test func aKeyEndsWithThePostAndWithAResetOfThePassword() async throws {
        try await withCaller { town, caller in
            let key = try await town.community.programKey()
            let grid = try await town.grid
            let gridKey = try await grid.programKey()
            try await SetPassword(person: grid.person, password: "another-long-word-2026")
                .run(in: town.installation)
            let reset = try await caller.desk("", key: gridKey)
            #expect(reset.status == .unauthorized)
            let post = try await town.community.holding.post
            let today = try await town.rulebook().day(of: town.clock.now)
            try await town.database.write { db in try Posts.end(post.id, on: today, db) }
            let ended = try await caller.desk("", key: key)
            #expect(ended.status == .unauthorized)
        }
    }

    @Test func nobodyMakesAKeyForAnotherPostOrEndsAnothersKey() async throws {
        try await withTown { town in
            let grid = try await town.grid
            let other = try await town.otherGrid.holding.post.id
            await #expect(throws: ActionError.self) {
                try await IssueProgramKey(
                    visit: try await grid.visit(), post: other, name: "x", mayAct: false, days: 1
                ).run(in: town.installation)
            }
            _ = try await grid.programKey()
            let made = try await town.installation.programKeys(of: grid.person.id)
            let id = try #require(made.first?.key.id)
            await #expect(throws: ActionError.self) {
                try await RevokeProgramKey(visit: try await town.otherGrid.visit(), key: id)
                    .run(in: town.installation)
            }
            try await RevokeProgramKey(visit: try await town.admin.visit(), key: id)
                .run(in: town.installation)
            let left = try await town.installation.programKeys(of: grid.person.id)
            #expect(left.isEmpty)
        }
    }

    @Test func aProgramNeverManagesPeople() async throws {
        try await withCaller { town, caller in
            let key = try await town.admin.programKey()
            let realm = try await caller.desk("", key: key).json()
            let rights = try #require(realm["rights"] as? [String])
            #expect(!rights.contains("manage"))
        }
    }
}

/// What the key's post may not read or do, the key may not.
struct DeskReadingTests {
    @Test func aKeyReadsNoMoreThanItsPost() async throws {
        try await withCaller { town, caller in
            let matter = try await town.request(standing: "accepted")
            let dispatcher = try await town.dispatcher.programKey()
            let elsewhere = try await town.otherGrid.programKey()
            let path = "/matters/\(matter.reference)"
            let read = try await caller.desk(path, key: dispatcher)
            #expect(read.status == .ok && read.tag?.hasPrefix("\"\(matter.version).") == true)
            #expect(try read.json()["account"] as? String == "单元门坏了，关不上。")
            let hidden = try await caller.desk(path, key: elsewhere)
            #expect(hidden.status == .notFound)
            let list = try await caller.desk("/matters?view=places", key: elsewhere)
            #expect(!list.text.contains("\(matter.reference)"))
            let found = try await caller.desk("/matters?text=\(matter.reference)", key: elsewhere)
            #expect(try found.items().isEmpty)
        }
    }

    @Test func personalWordsAreReadByALoggedActAlone() async throws {
        try await withCaller { town, caller in
            let phone = "13800001234"
            let matter = try await town.resident.reports(
                "路灯不亮。", answers: ["reporterPhone": [phone]]
            ).matter
            let key = try await town.dispatcher.programKey()
            let path = "/matters/\(matter.reference)"
            let page = try await caller.desk(path, key: key)
            #expect(!page.text.contains(phone))
            let contact = try await caller.desk(
                .post, path + "/contact-readings", key: key, #"{"reason":"回电"}"#)
            #expect(contact.status == .ok && contact.text.contains(phone))
            let readings = try await town.dispatcher.file(of: matter)?.readings.count
            #expect(readings == 1)
            let readOnly = try await town.dispatcher.programKey(mayAct: false)
            let refused = try await caller.desk(
                .post, path + "/contact-readings", key: readOnly, #"{"reason":"回电"}"#)
            #expect(refused.status == .forbidden)
        }
    }

    @Test func theCursorWalksEveryMatterOnce() async throws {
        try await withCaller { town, caller in
            var wanted: Set<String> = []
            for _ in 0..<7 {
                wanted.insert("\(try await town.request(standing: "submitted").reference)")
            }
            let key = try await town.dispatcher.programKey(mayAct: false)
            var next: String? = "/matters?view=places&limit=3"
            var seen: [String] = []
            while let path = next {
                let page = try await caller.desk(path, key: key)
                seen += try page.items().compactMap { $0["reference"] as? String }
                let address = try page.json()["next"] as? String
                next = address?.components(separatedBy: "/checheng-road").last
                #expect(seen.count <= 100)
                if seen.count > 100 { break }
            }
            #expect(Set(seen).count == seen.count)
            #expect(wanted.isSubset(of: Set(seen)))
        }
    }

    @Test func whatIsNotKnownIsRefusedByName() async throws {
        try await withCaller { town, caller in
            let key = try await town.dispatcher.programKey()
            let query = try await caller.desk("/matters?colour=red", key: key)
            #expect(query.status == .badRequest && query.text.contains("colour"))
            let value = try await caller.desk("/matters?light=pink", key: key)
            #expect(value.status == .badRequest && value.text.contains("amber"))
            let member = try await caller.desk(
                .post, "/matters", key: key,
                #"{"procedure":"request","answers":{},"colour":"red"}"#)
            #expect(member.status == .unprocessableContent && member.text.contains("/colour"))
            let broken = try await caller.desk(.post, "/matters", key: key, "{")
            #expect(broken.status == .badRequest)
            let other = try await caller.desk(
                .post, "/matters", key: key, "a=b",
                [.contentType: "application/x-www-form-urlencoded"])
            #expect(other.status == .unsupportedMediaType)
        }
    }

    @Test func tooManyCallsOfOneKeyWait() async throws {
        let pace = Pace()
        let now = Instant(milliseconds: 1_800_000_000_000)
        for _ in 0..<Pace.callsMax { #expect(pace.wait(of: 1, at: now) == nil) }
        #expect(pace.wait(of: 1, at: now) == 301)
        #expect(pace.wait(of: 2, at: now) == nil)
        #expect(pace.wait(of: 1, at: now.adding(seconds: 300)) == nil)
    }
}
