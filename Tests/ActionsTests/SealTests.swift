import Actions
import Foundation
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Seals over the record: whatever is altered afterwards is named.
@Suite struct SealTests {
    @Test func everythingIsSealedOnceAndInOrder() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "solved")
            let seals = try await SealRecords().run(in: town.installation)
            #expect(seals.count == 1)
            #expect(try await SealRecords().run(in: town.installation).isEmpty)
            _ = try await town.request(standing: "accepted")
            let next = try #require(try await SealRecords().run(in: town.installation).first)
            #expect(next.previous == seals[0].digest)
            #expect(next.first == seals[0].last + 1)
            let report = try await VerifyRecords().run(in: town.database)
            #expect(report.problem == nil)
            #expect(report.unsealed == 0)
            #expect(report.seals == 2)
        }
    }

    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let statement: SQL
        let told: String
    }

    @Test(arguments: [
        Tampering(
            testDescription: "a changed body",
            statement: "UPDATE records SET body = \([0] as [UInt8]) WHERE sequence = 4",
            told: "The body of record 4"),
        Tampering(
            testDescription: "another person",
            statement: "UPDATE records SET person_id = NULL WHERE sequence = 5",
            told: "The header of record 5"),
        Tampering(
            testDescription: "another time",
            statement: "UPDATE records SET at = at + 1 WHERE sequence = 3",
            told: "The header of record 3"),
        Tampering(
            testDescription: "a missing record",
            statement: "DELETE FROM records WHERE sequence = 4",
            told: "Record 4 is missing"),
        Tampering(
            testDescription: "the last records missing",
            statement: "DELETE FROM records WHERE sequence > 5",
            told: "are missing, although seal 1"),
        Tampering(
            testDescription: "another root",
            statement: "UPDATE seals SET root = (SELECT digest FROM records LIMIT 1)",
            told: "do not lead to its root"),
        Tampering(
            testDescription: "another time of the last seal",
            statement: "UPDATE seals SET sealed_at = sealed_at - 1", told: "Seal 1 was altered"),
        Tampering(
            testDescription: "a digest cut short",
            statement: "UPDATE records SET digest = \([0] as [UInt8]) WHERE sequence = 4",
            told: "The header of record 4"),
        Tampering(
            testDescription: "a body's digest cut short",
            statement: "UPDATE records SET body_digest = \([] as [UInt8]) WHERE sequence = 4",
            told: "The header of record 4"),
        Tampering(
            testDescription: "leaves cut short",
            statement: "UPDATE seals SET leaves = substr(leaves, 1, length(leaves) - 1)",
            told: "is not the one that seal 1 closed"),
        Tampering(
            testDescription: "a root cut short",
            statement: "UPDATE seals SET root = \([0] as [UInt8])",
            told: "do not lead to its root"),
        Tampering(
            testDescription: "the seal before cut short",
            statement: "UPDATE seals SET previous = \([0] as [UInt8])",
            told: "does not name the digest"),
        Tampering(
            testDescription: "a seal's digest cut short",
            statement: "UPDATE seals SET digest = \([0] as [UInt8])", told: "Seal 1 was altered"),
    ])
    func whatWasAlteredIsNamed(_ tampering: Tampering) async throws {
        try await withTown { town in
            _ = try await town.request(standing: "handling")
            try await SealRecords().run(in: town.installation)
            try await town.database.write { db in try db.run(tampering.statement) }
            let problem = try await VerifyRecords().run(in: town.database).problem
            #expect(try #require(problem).contains(tampering.told))
        }
    }

    @Test func aForgedRecordWithItsDigestIsCaughtByTheSeal() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "handling")
            try await SealRecords().run(in: town.installation)
            try await town.database.write { db in
                guard let header = try Records.headers(from: 4, through: 4, db).first else {
                    return
                }
                let forged = RecordHeader(
                    sequence: header.sequence, id: header.id, realm: header.realm, at: header.at,
                    person: header.person, post: header.post, action: "refuse",
                    subjectKind: header.subjectKind, subject: header.subject,
                    bodyDigest: header.bodyDigest)
                try db.run(
                    """
                    UPDATE records SET action = 'refuse', digest = \(forged.digest)
                    WHERE sequence = 4
                    """)
            }
            let problem = try await VerifyRecords().run(in: town.database).problem
            #expect(try #require(problem).contains("is not the one that seal 1 closed"))
        }
    }

    @Test func aProofHoldsWithoutTheDatabase() async throws {
        let (json, published) = try await withTown { town in
            let matter = try await town.request(standing: "handling")
            let seal = try #require(try await SealRecords().run(in: town.installation).first)
            let proofs = try await ProveMatter(realm: town.realm, reference: matter.reference)
                .run(in: town.database)
            #expect(proofs.map(\.header.action) == ["report", "accept", "dispatch", "receive"])
            return (try proofs.map { try $0.json }, seal.digest)
        }
        for data in json {
            let proof = try Proof(json: data)
            try proof.verify(published: published)
            #expect(throws: Proof.Problem.self) {
                try Proof(
                    header: proof.header, index: proof.index + 1, count: proof.count,
                    path: proof.path, seal: proof.seal
                ).verify(published: published)
            }
        }
    }

    @Test func whatIsNotSealedYetIsLeftOutOfTheProofs() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "submitted")
            try await SealRecords().run(in: town.installation)
            _ = try await town.dispatcher.does("accept", matter)
            let proofs = try await ProveMatter(realm: town.realm, reference: matter.reference)
                .run(in: town.database)
            #expect(proofs.map(\.header.action) == ["report"])
        }
    }
}
