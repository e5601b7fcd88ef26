/// The four or sixteen bytes of an internet address.
package struct NetworkAddress: Hashable, Sendable {
    package let bytes: [UInt8]

    package init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Whether it lies in the internet that everyone reaches: neither private, nor this machine,
    /// nor its neighbours on the wire, nor many at once, nor set aside.
    ///
    /// An address of version 6 that carries one of version 4 is as public as that one: mapped
    /// (`::ffff:10.0.0.1`), translated (`64:ff9b::`), 6to4 (`2002::`).
    ///
    /// Source: the special-purpose registries of IANA, RFC 6890.
    package var isPublic: Bool {
        if bytes.count == 4 { return !Self.closedFour.contains { $0.holds(bytes) } }
        if let four = carried { return four.isPublic }
        // 2000::/3 is all that is given out to the internet.
        return bytes[0] & 0xE0 == 0x20 && !Self.closedSix.contains { $0.holds(bytes) }
    }

    /// The address of version 4 inside one of version 6.
    private var carried: NetworkAddress? {
        let mapped: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]
        let translated: [UInt8] = [0x00, 0x64, 0xFF, 0x9B] + Array(repeating: 0, count: 8)
        if bytes.starts(with: mapped) || bytes.starts(with: translated) {
            return NetworkAddress(bytes: Array(bytes[12...]))
        }
        if bytes.starts(with: [0x20, 0x02]) { return NetworkAddress(bytes: Array(bytes[2..<6])) }
        return nil
    }

    /// The addresses whose first so many bits are the same.
    private struct Block {
        let first: [UInt8]
        let bits: Int

        func holds(_ bytes: [UInt8]) -> Bool {
            for (index, byte) in first.enumerated() {
                let compared = min(8, bits - index * 8)
                guard compared > 0 else { break }
                let mask = UInt8(truncatingIfNeeded: 0xFF00 >> compared)
                guard byte & mask == bytes[index] & mask else { return false }
            }
            return true
        }
    }

    private static let closedFour = [
        Block(first: [0], bits: 8), Block(first: [10], bits: 8),
        Block(first: [100, 64], bits: 10), Block(first: [127], bits: 8),
        Block(first: [169, 254], bits: 16), Block(first: [172, 16], bits: 12),
        Block(first: [192, 0, 0], bits: 24), Block(first: [192, 0, 2], bits: 24),
        Block(first: [192, 88, 99], bits: 24), Block(first: [192, 168], bits: 16),
        Block(first: [198, 18], bits: 15), Block(first: [198, 51, 100], bits: 24),
        Block(first: [203, 0, 113], bits: 24), Block(first: [224], bits: 4),
        Block(first: [240], bits: 4),
    ]

    private static let closedSix = [
        // Teredo and other protocol assignments; documentation.
        Block(first: [0x20, 0x01, 0x00], bits: 23),
        Block(first: [0x20, 0x01, 0x0D, 0xB8], bits: 32),
        Block(first: [0x3F, 0xFF, 0x00], bits: 20),
    ]
}

extension NetworkAddress: CustomStringConvertible {
    package var description: String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: 16, by: 2).map {
            String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16)
        }.joined(separator: ":")
    }
}
