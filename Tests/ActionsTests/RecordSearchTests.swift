import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The record is searched, and each of its lines can be checked and proved.
@Suite struct RecordSearchTests {
    private func actions(
        in town: Town, _ change: (inout RecordSearch) throws -> Void
    ) async throws -> [String] {
        var search = RecordSearch()
        try change(&search)
        return try await town.installation.records(search, in: town.realm).found.headers
            .map(\.action)
    }

    @Test func aMatterIsFoundByItsNumberNewestFirst() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "handling")
            _ = try await town.request(standing: "accepted")
            let found = try await actions(in: town) { $0.reference = matter.reference }
            #expect(found == ["receive", "dispatch", "accept", "report"])
            let none = try await actions(in: town) {
                $0.reference = Reference(year: 26, serial: 99)
            }
            #expect(none.isEmpty)
        }
    }

    @Test func peoplePostsBodiesActionsAndKindsNarrowIt() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "handling")
            let property = try await town.property
            for person in [property.signIn, property.person.name] {
                #expect(try await actions(in: town) { $0.person = person } == ["receive"])
            }
            #expect(try await actions(in: town) { $0.person = "没有这个人" }.isEmpty)
            #expect(try await actions(in: town) { $0.query.body = property.body } == ["receive"])
            let post = property.holding.post.id
            #expect(try await actions(in: town) { $0.query.post = post } == ["receive"])
            #expect(
                try await actions(in: town) {
                    $0.query.action = "accept"
                    $0.query.kind = "matter"
                } == ["accept"])
            #expect(
                try await actions(in: town) {
                    $0.reference = matter.reference
                    $0.query.action = "dispatch"
                } == ["dispatch"])
        }
    }

    @Test func daysAreIncludedWhole() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "accepted")
            town.clock.advance(days: 1)
            _ = try await town.dispatcher.does("dispatch", matter)
            let zone = try await town.rulebook().profile.zone
            let today = Day(of: town.clock.now, in: zone)
            let day = today.start(in: zone)
            #expect(
                try await actions(in: town) {
                    $0.reference = matter.reference
                    $0.query.from = day
                } == ["dispatch"])
            #expect(
                try await actions(in: town) {
                    $0.reference = matter.reference
                    $0.query.until = day
                } == ["accept", "report"])
        }
    }

    @Test func pagesFollowWithoutGapsOrRepeats() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "solved")
            let all = try await actions(in: town) { _ in }
            var paged: [Int64] = []
            var after: RecordQuery.Cursor?
            repeat {
                var search = RecordSearch(query: RecordQuery(limit: 3))
                search.query.after = after
                let page = try await town.installation.records(search, in: town.realm).found
                paged += page.headers.map(\.sequence)
                after = page.next
            } while after != nil && paged.count < 1_000
            #expect(paged.count >= all.count && Set(paged).count == paged.count)
            #expect(paged == paged.sorted(by: >))
        }
    }

    @Test func anotherRealmsRecordIsNotThere() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "submitted")
            var search = RecordSearch()
            search.reference = matter.reference
            let found = try await town.installation.records(search, in: town.realm).found
            let sequence = try #require(found.headers.first).sequence
            #expect(
                try await town.installation.records(search, in: town.boston).found.headers.isEmpty)
            #expect(try await town.installation.record(sequence, in: town.boston) == nil)
            let checked = await outcome {
                _ = try await CheckRecord(realm: town.boston, sequence: sequence)
                    .run(in: town.database)
            }
            let proved = await outcome {
                _ = try await ProveRecord(realm: town.boston, sequence: sequence)
                    .run(in: town.database)
            }
            #expect(checked == "notFound" && proved == "notFound")
        }
    }

    @Test func theWordsOfAMatterDoNotLieOpen() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "submitted")
            var search = RecordSearch()
            search.reference = matter.reference
            let found = try await town.installation.records(search, in: town.realm).found
            let record = try await town.installation.record(
                try #require(found.headers.first).sequence, in: town.realm)
            #expect(record != nil && record?.payload == nil)
        }
    }

    @Test func aRecordIsCheckedAndProvedOnceItIsSealed() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "accepted")
            let check = CheckRecord(realm: town.realm, sequence: 4)
            #expect(try await check.run(in: town.database) == .unsealed)
            let prove = ProveRecord(realm: town.realm, sequence: 4)
            #expect(await outcome { _ = try await prove.run(in: town.database) } == "notFound")
            let seal = try #require(try await SealRecords().run(in: town.installation).first)
            #expect(try await check.run(in: town.database) == .sealed(seal))
            let file = try await prove.run(in: town.database)
            #expect(file.proofs.count == 1 && file.seals.map(\.digest) == [seal.digest])
            try file.proofs[0].verify(published: seal.digest)
            let first = try await ProveRecord(realm: town.realm, sequence: 1).run(in: town.database)
            #expect(first.reference == nil)
        }
    }

    @Test(
        arguments: [
            ("UPDATE records SET at = at + 1 WHERE sequence = 4", .header),
            ("UPDATE records SET digest = \([0] as [UInt8]) WHERE sequence = 4", .header),
            ("UPDATE records SET body = \([0] as [UInt8]) WHERE sequence = 4", .body),
            ("UPDATE seals SET leaves = substr(leaves, 33)", .place),
            ("UPDATE seals SET root = previous", .place),
            ("UPDATE seals SET digest = root", .seal),
            ("UPDATE seals SET sealed_at = sealed_at + 1", .seal),
            ("UPDATE seals SET previous = root", .seal),
        ] as [(SQL, CheckRecord.Part)])
    func whatWasAlteredIsNamed(_ tampering: SQL, _ part: CheckRecord.Part) async throws {
        try await withTown { town in
            _ = try await town.request(standing: "accepted")
            try await SealRecords().run(in: town.installation)
            try await town.database.write { db in try db.run(tampering) }
            let verdict = try await CheckRecord(realm: town.realm, sequence: 4)
                .run(in: town.database)
            #expect(verdict == .altered(part))
        }
    }
}
