/// Which of an installation's records a database holds that has only some of its realms.
///
/// Seals keep the digest of every record that they cover, so that they hold without those that
/// stayed behind. Which ones those may be is recorded, and sealed, with what came: whoever takes
/// out one more, or puts one in, is found.
package struct RecordShare: Hashable, Sendable {
    /// The last record of the installation when it was shared; the share's own follow it.
    package let through: Int64
    /// How many of the records up to there came along.
    package private(set) var count: Int64 = 0
    /// Of the sequences of those, each hashed together with the digest of those before.
    package private(set) var digest = Digest.zero

    package init(through: Int64) {
        self.through = through
    }

    /// Adds a record that came along, in the order of sequences.
    package mutating func take(sequence: Int64) {
        count += 1
        withUnsafeBytes(of: sequence.bigEndian) { digest = Digest(of: digest.bytes + $0) }
    }

    /// What is recorded of it.
    package var payload: Payload {
        .object(["through": .int(through), "records": .int(count), "digest": .text(digest.hex)])
    }

    /// Nil for a payload that tells of no share.
    package init?(_ payload: Payload) {
        guard case .int(let through)? = payload["through"],
            case .int(let count)? = payload["records"],
            case .text(let hex)? = payload["digest"], let digest = Digest(hex: hex)
        else { return nil }
        self.through = through
        self.count = count
        self.digest = digest
    }
}
