/// The number people are given for a matter: `26-00042-7`.
///
/// Two digits of the year, a serial of at least five digits, and one check digit over both by
/// ISO 7064 MOD 11,10, which catches every single wrong digit and nearly every swapped pair. So a
/// number read out over the phone is refused rather than found to be somebody else's matter.
package struct Reference: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case malformed(String)
        case wrongCheckDigit(String)

        package var description: String {
            switch self {
            case .malformed(let text):
                "“\(text)” is not a matter number. A matter number looks like 26-00042-7."
            case .wrongCheckDigit(let text):
                "The matter number “\(text)” has a wrong digit. Please compare it with the receipt."
            }
        }
    }

    package static let years = 2000...2099
    package static let serials = 1...999_999_999_999

    /// The whole year, 2000 to 2099.
    package let year: Int
    /// 1 to 999,999,999,999; starts at 1 each year.
    package let serial: Int

    /// - Parameters:
    ///   - year: 2000 to 2099, or its last two digits.
    ///   - serial: 1 to 999,999,999,999.
    package init(year: Int, serial: Int) {
        let whole = (0...99).contains(year) ? 2000 + year : year
        precondition(Self.years.contains(whole), "A reference needs a year of this century.")
        precondition(Self.serials.contains(serial), "A serial lies between 1 and 999999999999.")
        self.year = whole
        self.serial = serial
    }

    /// Reads what a person typed: spaces, full-width digits, missing or odd dashes are forgiven.
    ///
    /// - Throws: `.malformed`, or `.wrongCheckDigit` when the shape is right and a digit is not.
    package init(parsing text: String) throws(Problem) {
        if let written = Self(written: text) {
            self = written
            return
        }
        guard text.utf8.count <= 100 else { throw .malformed(String(text.prefix(20)) + "…") }
        let groups = text.halfWidth.split(whereSeparator: Self.isSeparator)
        var digits = groups.joined()
        if groups.count == 3, groups[0].count == 2, groups[2].count == 1, groups[1].count < 5 {
            // Leading zeros of the serial left out: 26-42-7.
            let zeros = String(repeating: "0", count: 5 - groups[1].count)
            digits = String(groups[0]) + zeros + String(groups[1]) + String(groups[2])
        }
        guard (8...15).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let year = Int(digits.prefix(2)), let serial = Int(digits.dropFirst(2).dropLast()),
            Self.serials.contains(serial), digits.utf8.count == 8 || serial >= 100_000
        else { throw .malformed(text) }
        let reference = Self(year: year, serial: serial)
        guard String(reference.checkDigit) == digits.suffix(1) else { throw .wrongCheckDigit(text) }
        self = reference
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        try self.init(parsing: text)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var description: String {
        let digits = String(serial)
        let padded = String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
        let years = year % 100
        return "\(years / 10)\(years % 10)-\(padded)-\(checkDigit)"
    }

    /// 0 to 9.
    package var checkDigit: Int {
        Self.checkDigit(of: Self.digits(year: year, serial: serial))
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.serial) < (right.year, right.serial)
    }

    /// Reads a number as it is written out, such as in a row or an address; nil for anything else.
    private init?(written text: String) {
        let bytes = Array(text.utf8)
        guard (10...17).contains(bytes.count), bytes[2] == 0x2D, bytes[bytes.count - 2] == 0x2D
        else { return nil }
        var serial = 0
        for byte in bytes[3..<bytes.count - 2] {
            guard (0x30...0x39).contains(byte) else { return nil }
            serial = serial * 10 + Int(byte) - 0x30
        }
        guard (0x30...0x39).contains(bytes[0]), (0x30...0x39).contains(bytes[1]),
            Self.serials.contains(serial), bytes.count == 10 || serial >= 100_000
        else { return nil }
        self.init(year: Int(bytes[0] - 0x30) * 10 + Int(bytes[1] - 0x30), serial: serial)
        guard bytes[bytes.count - 1] == UInt8(0x30 + checkDigit) else { return nil }
    }

    /// ISO 7064, hybrid system MOD 11,10, over a text of decimal digits.
    static func checkDigit(of digits: String) -> Int {
        var product = 10
        for byte in digits.utf8 {
            let sum = (product + Int(byte) - 0x30) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - product) % 10
    }

    private static func digits(year: Int, serial: Int) -> String {
        let twoDigits = String(year % 100 + 100).dropFirst()
        let serialText = String(serial)
        return twoDigits + String(repeating: "0", count: max(0, 5 - serialText.count)) + serialText
    }

    private static func isSeparator(_ character: Character) -> Bool {
        character.isWhitespace || "-‐‑‒–—―−ー_./".contains(character)
    }
}
