/// Closes a run of records: the root of their Merkle tree, chained to the seal before.
///
/// Whoever keeps the digest of one seal (on paper, in a newspaper, at the archive) can later show
/// that no record up to it was changed, added or taken away.
package struct Seal: Hashable, Sendable, Codable, CustomStringConvertible {
    /// 1 for the first seal, then one more each time, without gaps.
    package let number: Int64
    /// Sequence of the first record sealed.
    package let first: Int64
    /// Sequence of the last record sealed; not below `first`.
    package let last: Int64
    package let root: Digest
    /// The digest of the seal before; `Digest.zero` for the first.
    package let previous: Digest
    package let sealedAt: Instant

    package init(
        number: Int64, first: Int64, last: Int64, root: Digest, previous: Digest, sealedAt: Instant
    ) {
        self.number = number
        self.first = first
        self.last = last
        self.root = root
        self.previous = previous
        self.sealedAt = sealedAt
    }

    /// The seal that follows another over the next records.
    ///
    /// - Parameters:
    ///   - leaves: the digests of the records after the previous seal, in order; at least one.
    ///   - previous: nil for the first seal of the installation.
    package init(sealing leaves: [Digest], after previous: Seal?, at instant: Instant) {
        precondition(!leaves.isEmpty, "A seal closes at least one record.")
        let first = (previous?.last ?? 0) + 1
        self.init(
            number: (previous?.number ?? 0) + 1, first: first,
            last: first + Int64(leaves.count) - 1,
            root: MerkleTree.root(of: leaves), previous: previous?.digest ?? .zero,
            sealedAt: instant)
    }

    /// How many records it closes; 0 when `last` lies below `first`, which no true seal has.
    package var count: Int {
        let (difference, overflow) = last.subtractingReportingOverflow(first)
        return overflow || difference < 0 || difference == .max ? 0 : Int(difference) + 1
    }

    package var payload: Payload {
        .object([
            "number": .int(number),
            "first": .int(first),
            "last": .int(last),
            "root": .text(root.hex),
            "previous": .text(previous.hex),
            "sealedAt": .int(sealedAt.milliseconds),
        ])
    }

    /// SHA-256 over 0x02 and the canonical bytes of all fields.
    package var digest: Digest { Digest(prefix: 0x02, payload.canonicalBytes) }

    package var description: String { "seal \(number) (records \(first) to \(last))" }
}
