/// Writes numbers and signs into the room of a string that is being made, in one go.
struct AsciiText {
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func append(_ sign: UInt8) {
        bytes[count] = sign
        count += 1
    }

    /// - Parameters:
    ///   - number: not negative.
    ///   - digits: how many at least, with zeros before.
    mutating func append(_ number: Int, digits: Int) {
        var length = digits
        var power = 1
        for _ in 1..<digits { power *= 10 }
        while number / power >= 10 {
            power *= 10
            length += 1
        }
        for _ in 0..<length {
            append(UInt8(0x30 + number / power % 10))
            power /= 10
        }
    }
}
