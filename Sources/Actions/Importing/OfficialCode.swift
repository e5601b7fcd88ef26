/// The code of a place as files of divisions write it, 2 to 20 digits, packed into sixteen bytes:
/// the whole country fits into memory many times over.
///
/// Four bits hold a digit plus one, and 0 where there is none: so codes compare as their texts do,
/// and a leading zero is kept.
struct OfficialCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    static let digits = 2...20

    private let packed: UInt128

    /// Nil for anything but 2 to 20 digits.
    init?(_ text: String) {
        guard Self.digits.contains(text.utf8.count) else { return nil }
        var packed: UInt128 = 0
        var shift = 124
        for byte in text.utf8 {
            guard (0x30...0x39).contains(byte) else { return nil }
            packed |= UInt128(byte - 0x2F) << UInt128(shift)
            shift -= 4
        }
        self.packed = packed
    }

    var description: String {
        var text = ""
        var shift = 124
        while shift >= 0, case let nibble = packed >> UInt128(shift) & 0xF, nibble > 0 {
            text.unicodeScalars.append(Unicode.Scalar(UInt8(nibble) + 0x2F))
            shift -= 4
        }
        return text
    }

    static func < (a: Self, b: Self) -> Bool { a.packed < b.packed }
}
