import Foundation
import Testing

@testable import Kernel

@Suite struct ProofTests {
    private func proof(of place: Int = 7) throws -> Proof {
        let log = LogExample()
        return try #require(
            Proof(
                of: log.records[place].header, under: log.seals[2].seal,
                leaves: log.seals[2].leaves))
    }

    @Test func aHeaderIsHashedAsItsProofIsWritten() throws {
        for record in LogExample().records {
            var headers = LogExample.alterations(of: record.header).map(\.header)
            headers.append(
                RecordHeader(
                    sequence: .max, id: .min, realm: 0, at: Instant(milliseconds: -1), person: nil,
                    post: .max, action: "a\"\\\n路灯", subjectKind: "", subject: -1,
                    bodyDigest: .zero))
            for header in headers {
                #expect(header.canonicalBytes == header.payload.canonicalBytes)
            }
        }
    }

    @Test func everySealedRecordCanBeProved() throws {
        let log = LogExample()
        for (seal, leaves) in log.seals {
            for record in log.records {
                let proof = Proof(of: record.header, under: seal, leaves: leaves)
                let isInside = (seal.first...seal.last).contains(record.header.sequence)
                #expect((proof != nil) == isInside)
                try proof?.verify(body: record.body, published: seal.digest)
            }
        }
    }

    @Test func aProofComesBackFromItsJSON() throws {
        let proof = try proof()
        let read = try Proof(json: proof.json)
        #expect(read == proof)
        try read.verify()
        let text = String(decoding: try proof.json, as: UTF8.self)
        #expect(text.contains("\"id\" : \"1000000000000000008\""))
        #expect(throws: (any Error).self) {
            try Proof(json: Data(text.replacing("matter.accept", with: "").prefix(40).utf8))
        }
    }

    @Test func theHeaderInJSONIsItsCanonicalForm() throws {
        for record in LogExample().records {
            let json = try JSONEncoder().encode(record.header)
            #expect(try Payload(parsing: Array(json)) == record.header.payload)
            #expect(try JSONDecoder().decode(RecordHeader.self, from: json) == record.header)
        }
    }

    @Test func aProofOfAnAlteredRecordIsRefused() throws {
        let proof = try proof()
        for (field, header) in LogExample.alterations(of: proof.header) {
            let altered = Proof(
                header: header, index: proof.index, count: proof.count, path: proof.path,
                seal: proof.seal)
            #expect(throws: Proof.Problem.self, "\(field)") { try altered.verify() }
        }
    }

    @Test func aProofOfTheWrongPlacePathOrSealIsRefused() throws {
        let proof = try proof()
        func altered(index: Int? = nil, count: Int? = nil, path: [Digest]? = nil, seal: Seal? = nil)
            -> Proof
        {
            Proof(
                header: proof.header, index: index ?? proof.index, count: count ?? proof.count,
                path: path ?? proof.path, seal: seal ?? proof.seal)
        }
        let otherSeal = LogExample().seals[0].seal
        let cases: [(Proof, Proof.Problem)] = [
            (altered(index: 1), .otherPlace(sequence: 8, seal: 3)),
            (altered(index: -1), .otherPlace(sequence: 8, seal: 3)),
            (altered(index: .max), .otherPlace(sequence: 8, seal: 3)),
            (altered(count: 6), .otherCount(count: 6, sealed: 5)),
            (altered(path: []), .pathLength(found: 0)),
            (altered(path: proof.path.reversed()), .otherRoot(sequence: 8, seal: 3)),
            (altered(count: 4, seal: otherSeal), .otherPlace(sequence: 8, seal: 1)),
        ]
        for (proof, problem) in cases {
            #expect(throws: problem) { try proof.verify() }
            #expect(problem.description.hasSuffix("."))
        }
        #expect(throws: Proof.Problem.otherBody(sequence: 8)) { try proof.verify(body: []) }
        #expect(throws: Proof.Problem.otherSeal(number: 3)) { try proof.verify(published: .zero) }
    }
}
