import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What has been kept long enough is really gone, and the record still holds.
@Suite struct ErasureTests {
    private static let words = "蓝色铁门夹手"

    private func ended(in town: Town) async throws -> (Matter, Instant) {
        let reported = try await town.resident.reports(
            Self.words, answers: ["spot": ["单元门口"], "reporterPhone": ["13800009999"]])
        let photograph: Photograph.ID = town.installation.newID()
        let realm = town.realm.id
        let now = town.clock.now
        try await town.database.write { db in
            try Photographs.insert(
                photograph, realm: realm, width: 1, height: 1, image: [1], thumbnail: [1],
                digest: "x", at: now, db)
            try Photographs.attach([photograph], to: reported.matter.id, in: realm, db)
        }
        let matter = try await town.resident.does("withdraw", reported.matter)
        return (matter, try #require(matter.endedAt))
    }

    private func found(in town: Town) async throws -> Int {
        try await town.dispatcher.inbox(InboxQuery(scope: .ended, text: "铁门")).lines.count
    }

    @Test func wordsGoOnTheDayAfterTheLastAndNotBefore() async throws {
        try await withTown { town in
            let (matter, end) = try await ended(in: town)
            let last = end.adding(minutes: 1_095 * 24 * 60)
            town.clock.set(last)
            #expect(try await EraseExpired().run(in: town.installation).stories == 0)
            #expect(try await found(in: town) == 1)
            #expect(try await town.matter(matter.id).account == Self.words)

            town.clock.set(last.adding(minutes: 24 * 60))
            #expect(try await EraseExpired().run(in: town.installation).stories == 1)
            let erased = try await town.matter(matter.id)
            #expect(erased.title == "" && erased.account == "" && erased.spot == nil)
            #expect(erased.ending == .withdrawn && erased.category == matter.category)
            #expect(try await found(in: town) == 0)
            #expect(try await town.count("SELECT COUNT(*) FROM photographs") == 0)
            #expect(try await town.count("SELECT COUNT(*) FROM personal_fields") == 0)
            let lines = try await town.lines(of: matter)
            #expect(lines.map(\.action) == ["report", "withdraw"])
            #expect(lines.allSatisfy { $0.payload == nil })
            #expect(try await EraseExpired().run(in: town.installation).stories == 0)
        }
    }

    @Test func theRecordStillVerifiesAfterwards() async throws {
        try await withTown { town in
            let (matter, end) = try await ended(in: town)
            try await SealRecords().run(in: town.installation)
            town.clock.set(end.adding(minutes: 1_097 * 24 * 60))
            _ = try await EraseExpired().run(in: town.installation)
            try await SealRecords().run(in: town.installation)
            let report = try await VerifyRecords().run(in: town.database)
            #expect(report.problem == nil)
            #expect(report.unsealed == 0)
            let proofs = try await ProveMatter(realm: town.realm, reference: matter.reference)
                .run(in: town.database)
            #expect(proofs.count == 2)
            for proof in proofs { try proof.verify() }
        }
    }

    @Test func nothingIsAddedToAnErasedStory() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "solved")
            town.clock.advance(days: 1_100)
            _ = try await EraseExpired().run(in: town.installation)
            let file = try #require(try await town.dispatcher.file(of: matter))
            #expect(file.available.isEmpty)
            let outcome = await outcome { try await town.dispatcher.does("note", matter) }
            #expect(outcome == "notFound")
            #expect(try await town.story(of: matter).last == "confirmSolved")
        }
    }

    @Test func theReceiptOpensNothingAnyMore() async throws {
        try await withTown { town in
            let reported = try await town.resident.reports(Self.words)
            _ = try await town.resident.does("withdraw", reported.matter)
            town.clock.advance(days: 1_100)
            _ = try await EraseExpired().run(in: town.installation)
            let complaint = await complaints {
                try await town.resident.tracks(
                    reported.receipt.reference.description, reported.receipt.word.text)
            }
            #expect(complaint == ["word": "track.unknown"])
        }
    }

    @Test func photographsThatNoActionCarriedAreSweptAfterADay() async throws {
        try await withTown { town in
            let realm = town.realm.id
            let id: Photograph.ID = town.installation.newID()
            let now = town.clock.now
            try await town.database.write { db in
                try Photographs.insert(
                    id, realm: realm, width: 1, height: 1, image: [1], thumbnail: [1], digest: "x",
                    at: now, db)
            }
            town.clock.advance(days: 1)
            _ = try await EraseExpired().run(in: town.installation)
            #expect(try await town.count("SELECT COUNT(*) FROM photographs") == 1)
            town.clock.advance(milliseconds: 1)
            _ = try await EraseExpired().run(in: town.installation)
            #expect(try await town.count("SELECT COUNT(*) FROM photographs") == 0)
        }
    }
}
