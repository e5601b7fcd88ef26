import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Contact details: apart from the story, read as a logged act, erased on time.
@Suite struct ContactTests {
    private static let phone = "13800009999"

    private func reported(in town: Town) async throws -> Matter {
        try await town.resident.reports(
            "水管漏水。",
            answers: ["reporterName": ["演示·居民"], "reporterPhone": [Self.phone]]
        ).matter
    }

    private func read(
        _ matter: Matter, by colleague: Colleague, reason: String = "回访"
    ) async throws -> [String: String] {
        try await ReadContact(
            realm: colleague.realm, matter: matter.id, holding: colleague.holding, reason: reason
        ).run(in: colleague.town.installation)
    }

    @Test func readingIsLoggedAndShownToTheReporter() async throws {
        try await withTown { town in
            let matter = try await reported(in: town)
            let fields = try await read(matter, by: try await town.callBack)
            #expect(fields == ["reporterName": "演示·居民", "reporterPhone": Self.phone])
            let file = try #require(try await town.resident.file(of: matter))
            #expect(file.readings.map(\.reason) == ["回访"])
            #expect(file.readings.map(\.role) == ["callBackClerk"])
            #expect(file.readings.map(\.at) == [town.clock.now])
            let logged = try await town.count(
                "SELECT COUNT(*) FROM records WHERE action = 'readContact'")
            #expect(logged == 1)
        }
    }

    @Test func onlyPostsWithTheGrantMayRead() async throws {
        try await withTown { town in
            let matter = try await reported(in: town)
            let readers: Set = ["community", "secretary", "dispatcher", "callback"]
            for colleague in try await town.everyone() where !readers.contains(colleague.signIn) {
                let outcome = await outcome { try await read(matter, by: colleague) }
                #expect(["forbidden", "notFound"].contains(outcome), "\(colleague.signIn)")
            }
            #expect(try await town.count("SELECT COUNT(*) FROM personal_readings") == 0)
        }
    }

    @Test(arguments: ["", "   ", String(repeating: "因", count: 201), "回\0访"])
    func readingNeedsAReason(_ reason: String) async throws {
        try await withTown { town in
            let matter = try await reported(in: town)
            let callBack = try await town.callBack
            let outcome = await outcome { try await read(matter, by: callBack, reason: reason) }
            #expect(outcome == "invalid")
            #expect(try await town.count("SELECT COUNT(*) FROM personal_readings") == 0)
        }
    }

    @Test func noPageShowsTheContactAndNoRowHoldsItInTheOpen() async throws {
        try await withTown { town in
            let matter = try await reported(in: town)
            let story = try await town.lines(of: matter)
            #expect(!"\(story)".contains(Self.phone))
            #expect(!"\(matter)".contains(Self.phone))
            let open = try await town.database.read { db in
                try db.rows("SELECT body FROM records ORDER BY sequence") { try $0.blob(0) }
                    + db.rows("SELECT sealed FROM personal_fields ORDER BY field") {
                        try $0.blob(0)
                    }
            }
            for bytes in open {
                #expect(!String(decoding: bytes, as: UTF8.self).contains(Self.phone))
            }
            let file = try #require(try await town.community.file(of: matter))
            #expect(file.held.map(\.field) == ["reporterName", "reporterPhone"])
        }
    }

    @Test(arguments: [("1380000", true), ("12", false), ("call me", false), ("+86 138-0000", true)])
    func aTelephoneNumberLooksLikeOne(_ phone: String, _ allowed: Bool) async throws {
        try await withTown { town in
            let refused = await refusal {
                try await town.resident.reports("漏水。", answers: ["reporterPhone": [phone]])
            }
            #expect(refused == (allowed ? nil : .answers(["reporterPhone": .notAPhone])))
        }
    }

    @Test func contactsAreErasedNinetyDaysAfterTheEnd() async throws {
        try await withTown { town in
            let matter = try await reported(in: town)
            town.clock.advance(days: 400)
            #expect(try await EraseExpired().run(in: town.installation).contacts == 0)
            _ = try await town.resident.does("withdraw", matter)
            let ended = town.clock.now
            town.clock.set(ended.adding(minutes: 90 * 24 * 60).adding(milliseconds: -1))
            #expect(try await EraseExpired().run(in: town.installation).contacts == 0)
            #expect(try await read(matter, by: try await town.callBack).count == 2)
            town.clock.set(ended.adding(minutes: 90 * 24 * 60))
            #expect(try await EraseExpired().run(in: town.installation).contacts == 1)
            #expect(try await read(matter, by: try await town.callBack).isEmpty)
            #expect(try await town.count("SELECT COUNT(*) FROM personal_fields") == 0)
            let keys = try await town.count(
                "SELECT COUNT(*) FROM matters WHERE person_key IS NOT NULL")
            #expect(keys == 0)
            #expect(try await EraseExpired().run(in: town.installation).contacts == 0)
            #expect(try await VerifyRecords().run(in: town.database).problem == nil)
        }
    }

    @Test func personalAnswersGivenLaterAreKeptApartToo() async throws {
        try await withTown { town in
            var files = try ProfileText.files(of: "checheng-road")
            files.replace("asks: [words, photos?]", with: "asks: [words, photos?, reporterPhone?]")
            files.replaceVersion(1, with: 2)
            try await ApplyProfile(realm: town.realm, source: files.source).run(
                in: town.installation)
            let realm = try #require(try await town.installation.realm(slug: town.realm.slug))
            let resident = Resident(town: town, realm: realm)
            let matter = try await resident.reports("漏水。").matter
            _ = try await resident.does("addWords", matter, ["reporterPhone": [Self.phone]])
            #expect(!"\(try await town.lines(of: matter))".contains(Self.phone))
            let fields = try await read(matter, by: try await town.callBack)
            #expect(fields == ["reporterPhone": Self.phone])
        }
    }
}
