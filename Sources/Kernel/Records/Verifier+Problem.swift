/// How a report names a record.
package struct RecordName: Hashable, Sendable, CustomStringConvertible {
    package let sequence: Int64
    package let id: Int64
    package let action: String

    package init(_ header: RecordHeader) {
        sequence = header.sequence
        id = header.id
        action = header.action
    }

    package var description: String { "record \(sequence) (id \(id), \(action))" }
}

extension Verifier {
    /// The first thing that is wrong with the log, in one sentence.
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case headerAltered(RecordName)
        case gap(missing: Int64, next: RecordName)
        case outOfOrder(RecordName, expected: Int64)
        case bodyAltered(RecordName)
        case sealMissing(number: Int64, found: Int64)
        case chainBroken(seal: Int64)
        case sealRange(seal: Int64, first: Int64, last: Int64, expected: Int64)
        case leafCount(seal: Int64, found: Int, expected: Int)
        case recordsMissing(seal: Int64, from: Int64, through: Int64)
        case leafDiffers(seal: Int64, RecordName)
        case rootDiffers(seal: Int64)
        case notAsPublished(seal: Int64)
        case sealAltered(seal: Int64)
        case otherShare(found: Int64, expected: Int64)
        case shareMissing(record: Int64)

        package var description: String {
            switch self {
            case .headerAltered(let name):
                "The header of \(name) was altered: it no longer has the digest stored with it."
            case .gap(let missing, let next):
                "Record \(missing) is missing: the next one found is \(next)."
            case .outOfOrder(let name, let expected):
                "The \(name) stands where record \(expected) should stand."
            case .bodyAltered(let name):
                "The body of \(name) was altered: it no longer has the digest in its header."
            case .sealMissing(let number, let found):
                "Seal \(number) is missing: the next one found is seal \(found)."
            case .chainBroken(let seal):
                "Seal \(seal) does not name the digest of the seal before it: "
                    + "seal \(seal) or seal \(seal - 1) was altered."
            case .sealRange(let seal, let first, let last, let expected):
                "Seal \(seal) claims records \(first) to \(last), but must begin with \(expected)."
            case .leafCount(let seal, let found, let expected):
                "Seal \(seal) keeps \(found) digests for \(expected) records."
            case .recordsMissing(let seal, let from, let through):
                "Records \(from) to \(through) are missing, although seal \(seal) closes them."
            case .leafDiffers(let seal, let name):
                "The \(name) is not the one that seal \(seal) closed: it was altered afterwards."
            case .rootDiffers(let seal):
                "The digests kept with seal \(seal) do not lead to its root: "
                    + "the seal or its digests were altered."
            case .notAsPublished(let seal):
                "Seal \(seal) is not the one that was published."
            case .sealAltered(let seal):
                "Seal \(seal) was altered: it no longer has the digest stored with it."
            case .otherShare(let found, let expected):
                "Other records came into this database than were recorded: \(found) are here, "
                    + "\(expected) came."
            case .shareMissing(let record):
                "Record \(record) is missing, which tells what came into this database."
            }
        }
    }
}
