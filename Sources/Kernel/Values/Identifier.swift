/// The number of one row of one noun: an `Identifier<Matter>` is never an `Identifier<Person>`.
///
/// Numbers are 63 bits wide and sort by the time they were given, see `IdentifierSource`. They are
/// written as decimal text in JSON, because many readers of JSON lose digits after 2^53. What lists
/// do most is inlinable, so that other modules need not ask which noun it is.
package struct Identifier<Noun>: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    /// Zero or more when given by an `IdentifierSource`.
    package let rawValue: Int64

    @inlinable
    package init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Reads plain decimal digits, as in an address or a form; nil for anything else.
    package init?(_ text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let rawValue = Int64(text)
        else { return nil }
        self.init(rawValue)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let identifier = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text)” is not a decimal identifier.")
        }
        self = identifier
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(String(rawValue))
    }

    @inlinable package var description: String { String(rawValue) }

    @inlinable
    package static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }

    @inlinable
    package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

    @inlinable
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
