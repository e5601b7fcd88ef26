/// Reads the whole log in order and stops at the first thing that is not as it was written.
///
/// Give it the records of a seal and then that seal, again and again, then the records not sealed
/// yet. It keeps only the records since the last seal.
package struct Verifier: Sendable {
    /// What has been found in order so far.
    package struct Summary: Hashable, Sendable, CustomStringConvertible {
        package var records = 0
        package var bodies = 0
        package var seals = 0
        /// Records after the last seal: their own digests hold, but no seal protects them yet.
        package var unsealed = 0
        package var lastSequence: Int64 = 0
        /// What to compare with the published digest; nil before the first seal.
        package var lastSealDigest: Digest?

        package var description: String {
            let head =
                "\(records) records, \(bodies) bodies and \(seals) seals are in order; "
                + "\(unsealed) records are not sealed yet."
            guard let lastSealDigest else { return head }
            return head + " The last seal is \(lastSealDigest)."
        }
    }

    package private(set) var summary = Summary()

    private let published: [Int64: Digest]
    private let share: RecordShare?
    private var found: RecordShare?
    private var lastSeal: Seal?
    private var waiting: [Waiting] = []

    private struct Waiting: Sendable {
        let name: RecordName
        let digest: Digest
    }

    /// - Parameters:
    ///   - seal: the last seal of an earlier check, to go on after it; nil for the whole log.
    ///   - published: digests of seals that are known from outside, by number of the seal. They
    ///     alone catch a forger who recomputed every digest.
    ///   - share: which records may be missing; nil where none may. Only for a whole log.
    package init(
        continuingAfter seal: Seal? = nil, published: [Int64: Digest] = [:],
        share: RecordShare? = nil
    ) {
        lastSeal = seal
        self.published = published
        self.share = share
        found = share.map { RecordShare(through: $0.through) }
        summary.lastSequence = seal?.last ?? 0
        summary.lastSealDigest = seal?.digest
    }

    /// - Parameters:
    ///   - storedDigest: the digest that is stored with the record.
    ///   - body: the stored, encrypted body; nil leaves it unchecked.
    /// - Throws: `.headerAltered`, `.gap`, `.outOfOrder`, `.otherShare` or `.bodyAltered`.
    package mutating func take(
        record: RecordHeader, storedDigest: Digest, body: [UInt8]?
    ) throws(Problem) {
        let name = RecordName(record)
        guard record.digest == storedDigest else { throw .headerAltered(name) }
        let expected = max(summary.lastSequence, behindShare(record.sequence - 1)) + 1
        guard record.sequence <= expected else { throw .gap(missing: expected, next: name) }
        guard record.sequence == expected else { throw .outOfOrder(name, expected: expected) }
        try count(record.sequence)
        if let body {
            guard Digest(of: body) == record.bodyDigest else { throw .bodyAltered(name) }
            summary.bodies += 1
        }
        waiting.append(Waiting(name: name, digest: storedDigest))
        summary.records += 1
        summary.unsealed += 1
        summary.lastSequence = record.sequence
    }

    /// - Parameters:
    ///   - storedDigest: the digest that is stored with the seal; nil leaves it unchecked. No later
    ///     seal vouches for the last one, so this alone shows that the last one was altered.
    ///   - leaves: the digests of its records that are stored with the seal.
    /// - Throws: the first problem of the seal, in the order of its `Problem` cases.
    package mutating func take(
        seal: Seal, storedDigest: Digest? = nil, leaves: [Digest]
    ) throws(Problem) {
        let number = (lastSeal?.number ?? 0) + 1
        guard seal.number == number else {
            throw .sealMissing(number: number, found: seal.number)
        }
        guard seal.previous == lastSeal?.digest ?? .zero else { throw .chainBroken(seal: number) }
        let first = (lastSeal?.last ?? 0) + 1
        guard seal.first == first, seal.count > 0 else {
            throw .sealRange(seal: number, first: seal.first, last: seal.last, expected: first)
        }
        guard leaves.count == seal.count else {
            throw .leafCount(seal: number, found: leaves.count, expected: seal.count)
        }
        let reached = max(summary.lastSequence, behindShare(seal.last))
        guard seal.last <= reached else {
            throw .recordsMissing(seal: number, from: reached + 1, through: seal.last)
        }
        let covered = waiting.prefix { $0.name.sequence <= seal.last }
        for record in covered where record.digest != leaves[Int(record.name.sequence - first)] {
            throw .leafDiffers(seal: number, record.name)
        }
        guard MerkleTree.root(of: leaves) == seal.root else { throw .rootDiffers(seal: number) }
        if let known = published[number], known != seal.digest {
            throw .notAsPublished(seal: number)
        }
        if let storedDigest, storedDigest != seal.digest { throw .sealAltered(seal: number) }
        waiting.removeFirst(covered.count)
        lastSeal = seal
        summary.seals += 1
        summary.unsealed = waiting.count
        summary.lastSealDigest = seal.digest
    }

    /// How far up to a sequence records may be missing.
    private func behindShare(_ sequence: Int64) -> Int64 { min(sequence, share?.through ?? 0) }

    /// Counts what came along with a share, and compares once all of it has been read.
    private mutating func count(_ sequence: Int64) throws(Problem) {
        guard let share else { return }
        if sequence <= share.through {
            found?.take(sequence: sequence)
        } else if summary.lastSequence <= share.through, let found, found != share {
            throw .otherShare(found: found.count, expected: share.count)
        }
    }
}
