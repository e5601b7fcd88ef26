@testable import Kernel

/// A log of ten records under three seals, and two records that no seal closes yet.
struct LogExample {
    var records: [(header: RecordHeader, stored: Digest, body: [UInt8])] = []
    var seals: [(seal: Seal, leaves: [Digest])] = []

    init() {
        for sequence in 1...12 as ClosedRange<Int64> { add(sequence) }
        for range in [0..<4, 4..<5, 5..<10] {
            let leaves = records[range].map(\.stored)
            let seal = Seal(
                sealing: leaves, after: seals.last?.seal,
                at: Instant(milliseconds: 1_795_221_000_000 + Int64(range.upperBound)))
            seals.append((seal, leaves))
        }
    }

    private mutating func add(_ sequence: Int64) {
        let body = Array("cipher text \(sequence)".utf8)
        let header = RecordHeader(
            sequence: sequence, id: 1_000_000_000_000_000_000 + sequence, realm: 1,
            at: Instant(milliseconds: 1_795_220_000_000 + sequence),
            person: sequence.isMultiple(of: 2) ? 5 : nil,
            post: sequence.isMultiple(of: 4) ? 6 : nil, action: "matter.accept",
            subjectKind: "matter", subject: 77, bodyDigest: Digest(of: body))
        records.append((header, header.digest, body))
    }

    /// Reads the whole log as `linli verify` does.
    func verified(
        published: [Int64: Digest] = [:], share: RecordShare? = nil
    ) throws(Verifier.Problem) -> Verifier.Summary {
        var verifier = Verifier(published: published, share: share)
        var rest = records[...]
        for (seal, leaves) in seals {
            // Of a share each seal has those of its records that came along.
            let covered =
                share == nil
                ? rest.prefix(leaves.count) : rest.prefix { $0.header.sequence <= seal.last }
            for record in covered {
                try verifier.take(
                    record: record.header, storedDigest: record.stored, body: record.body)
            }
            rest = rest.dropFirst(covered.count)
            try verifier.take(seal: seal, leaves: leaves)
        }
        for record in rest {
            try verifier.take(record: record.header, storedDigest: record.stored, body: record.body)
        }
        return verifier.summary
    }

    /// Every header that differs from one in a single field, with the field's name.
    static func alterations(of header: RecordHeader) -> [(field: String, header: RecordHeader)] {
        func with(
            sequence: Int64? = nil, id: Int64? = nil, realm: Int64? = nil, at: Instant? = nil,
            person: Int64?? = .none, post: Int64?? = .none, action: String? = nil,
            kind: String? = nil, subject: Int64? = nil, body: Digest? = nil
        ) -> RecordHeader {
            RecordHeader(
                sequence: sequence ?? header.sequence, id: id ?? header.id,
                realm: realm ?? header.realm, at: at ?? header.at,
                person: person ?? header.person, post: post ?? header.post,
                action: action ?? header.action, subjectKind: kind ?? header.subjectKind,
                subject: subject ?? header.subject, bodyDigest: body ?? header.bodyDigest)
        }
        return [
            ("sequence", with(sequence: 99)), ("id", with(id: 1)), ("realm", with(realm: 2)),
            ("at", with(at: header.at.adding(milliseconds: 1))), ("person", with(person: 9)),
            ("no person", with(person: .some(nil))), ("post", with(post: 9)),
            ("no post", with(post: .some(nil))), ("action", with(action: "matter.close")),
            ("kind", with(kind: "project")), ("subject", with(subject: 78)),
            ("body", with(body: Digest.zero)),
        ]
    }
}
