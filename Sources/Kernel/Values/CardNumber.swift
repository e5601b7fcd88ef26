/// The number of a pairing, said on the telephone and printed on a card: `0042-7`.
///
/// A serial of at least four digits that counts up in a realm, and one check digit over it, the
/// same as that of a `Reference`, so that a wrong digit is refused rather than somebody else's.
package struct CardNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
    package enum Problem: Error, Hashable {
        case malformed
        case wrongCheckDigit
    }

    package static let serials = 1...999_999_999

    /// 1 to 999,999,999.
    package let serial: Int

    package init(serial: Int) {
        precondition(Self.serials.contains(serial), "A serial lies between 1 and 999999999.")
        self.serial = serial
    }

    /// Reads what a person typed: spaces, dashes and full-width digits are forgiven.
    ///
    /// - Throws: `.malformed`, or `.wrongCheckDigit` when the shape is right and a digit is not.
    package init(parsing text: String) throws(Problem) {
        guard text.utf8.count <= 60 else { throw .malformed }
        let digits = text.halfWidth.filter { !$0.isWhitespace && $0 != "-" }
        guard (5...10).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let serial = Int(digits.dropLast()), Self.serials.contains(serial)
        else { throw .malformed }
        let number = Self(serial: serial)
        guard String(number.checkDigit) == digits.suffix(1) else { throw .wrongCheckDigit }
        self = number
    }

    package var description: String {
        let digits = String(serial)
        let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
        return "\(zeros)\(digits)-\(checkDigit)"
    }

    package var checkDigit: Int {
        var check = Reference.CheckDigit()
        for digit in String(serial).compactMap(\.wholeNumberValue) { check.take(digit) }
        return check.value
    }

    package static func < (left: Self, right: Self) -> Bool { left.serial < right.serial }
}
