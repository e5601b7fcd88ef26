package import Foundation

/// Shows to a stranger that one record lies under one seal, without showing any other record.
///
/// The stranger recomputes the digest of the header, follows the path to the root, and compares the
/// digest of the seal with one that was published.
package struct Proof: Hashable, Sendable, Codable {
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case otherPlace(sequence: Int64, seal: Int64)
        case otherCount(count: Int, sealed: Int)
        case pathLength(found: Int)
        case otherRoot(sequence: Int64, seal: Int64)
        case otherBody(sequence: Int64)
        case otherSeal(number: Int64)

        package var description: String {
            switch self {
            case .otherPlace(let sequence, let seal):
                "The proof puts record \(sequence) at a place of seal \(seal) that belongs to"
                    + " another record."
            case .otherCount(let count, let sealed):
                "The proof speaks of \(count) records, but the seal closes \(sealed)."
            case .pathLength(let found):
                "The path of the proof has \(found) digests, which does not fit the record's place."
            case .otherRoot(let sequence, let seal):
                "Record \(sequence) does not lead to the root of seal \(seal): the record, the path"
                    + " or the seal was changed."
            case .otherBody(let sequence):
                "The body is not the one that record \(sequence) was written with."
            case .otherSeal(let number):
                "Seal \(number) of the proof is not the one that was published."
            }
        }
    }

    package let header: RecordHeader
    /// The record's place under the seal, from 0.
    package let index: Int
    /// How many records the seal closes.
    package let count: Int
    /// Lowest neighbour first.
    package let path: [Digest]
    package let seal: Seal

    package init(header: RecordHeader, index: Int, count: Int, path: [Digest], seal: Seal) {
        self.header = header
        self.index = index
        self.count = count
        self.path = path
        self.seal = seal
    }

    /// The proof of a record from the leaves that are kept with its seal; nil when the seal does
    /// not close the record.
    package init?(of header: RecordHeader, under seal: Seal, leaves: [Digest]) {
        guard header.sequence >= seal.first, header.sequence <= seal.last,
            leaves.count == seal.count
        else { return nil }
        let index = Int(header.sequence - seal.first)
        self.init(
            header: header, index: index, count: leaves.count,
            path: MerkleTree.path(to: index, in: leaves), seal: seal)
    }

    /// Reads a proof as `json` writes it.
    package init(json: Data) throws {
        self = try JSONDecoder().decode(Proof.self, from: json)
    }

    /// For people and programs: indented, keys sorted.
    package var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(self)
        }
    }

    /// - Parameters:
    ///   - body: the stored, encrypted body, when it is to be checked as well.
    ///   - published: the digest of the seal as it was published, when known. Without it the proof
    ///     shows only that record and seal belong together.
    /// - Throws: the first thing that does not hold.
    package func verify(body: [UInt8]? = nil, published: Digest? = nil) throws(Problem) {
        guard count == seal.count else { throw .otherCount(count: count, sealed: seal.count) }
        guard (0..<count).contains(index), header.sequence == seal.first + Int64(index) else {
            throw .otherPlace(sequence: header.sequence, seal: seal.number)
        }
        guard let root = MerkleTree.root(from: header.digest, at: index, of: count, along: path)
        else { throw .pathLength(found: path.count) }
        guard root == seal.root else {
            throw .otherRoot(sequence: header.sequence, seal: seal.number)
        }
        if let body, Digest(of: body) != header.bodyDigest {
            throw .otherBody(sequence: header.sequence)
        }
        if let published, published != seal.digest { throw .otherSeal(number: seal.number) }
    }
}
