import Foundation

/// The proofs of one matter's records, or of one other record, as a file:
/// JSON that a stranger can check with SHA-256 alone.
package struct ProofFile: Codable, Sendable {
    /// The digest of a seal, to compare with what was published.
    package struct SealDigest: Codable, Hashable, Sendable {
        package let number: Int64
        package let digest: Digest
    }

    /// The matter whose records are proved; nil when the record is about something else.
    package let reference: Reference?
    package let proofs: [Proof]
    package let seals: [SealDigest]

    package init(reference: Reference?, proofs: [Proof]) {
        self.reference = reference
        self.proofs = proofs
        seals = Set(proofs.map(\.seal)).sorted { $0.number < $1.number }
            .map { SealDigest(number: $0.number, digest: $0.digest) }
    }

    /// The file's bytes, with sorted keys, so that equal proofs are equal files.
    package var json: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(self))
        }
    }
}
