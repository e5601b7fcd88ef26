import Crypto

/// A SHA-256 digest, 32 bytes; 64 lower-case hexadecimal digits in text and JSON.
package struct Digest: Hashable, Sendable, Codable, CustomStringConvertible {
    package static let byteCount = 32

    /// 32 zero bytes: what the first seal names as the seal before it.
    package static let zero = Digest(words: (0, 0, 0, 0))

    /// What stands for stored bytes that are no digest: nothing that SHA-256 has ever given, so
    /// that whatever is compared with it differs, and the check can name it.
    package static let unreadable = Digest(words: (.max, .max, .max, .max))

    // Four words rather than an array, so that millions of digests need no memory of their own.
    private let word0: UInt64
    private let word1: UInt64
    private let word2: UInt64
    private let word3: UInt64

    /// The digest of some bytes.
    package init(of bytes: [UInt8]) {
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        self.init(finishing: hash)
    }

    /// A digest that was stored as bytes; nil unless there are exactly 32.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self = Array(bytes).withUnsafeBytes { Digest(reading: $0) }
    }

    /// Reads 64 hexadecimal digits of either case.
    package init?(hex: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        var high: UInt8?
        for character in hex.utf8 {
            guard let value = Self.value(ofHexDigit: character) else { return nil }
            if let upper = high {
                bytes.append(upper << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        guard high == nil else { return nil }
        self.init(bytes: bytes)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let digest = Digest(hex: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text)” is not a SHA-256 digest.")
        }
        self = digest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }

    /// 32 bytes.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        append(to: &bytes)
        return bytes
    }

    /// 64 lower-case digits.
    package var hex: String {
        String(unsafeUninitializedCapacity: 2 * Self.byteCount) { digits in
            withUnsafeBytes(of: bigEndian) { bytes in
                for (place, byte) in bytes.enumerated() {
                    digits[2 * place] = Self.hexDigit(byte >> 4)
                    digits[2 * place + 1] = Self.hexDigit(byte & 15)
                }
            }
            return 2 * Self.byteCount
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    package var description: String { hex }

    /// The digest of a one-byte prefix and some bytes. The prefix keeps leaves, nodes and seals
    /// apart (RFC 6962, section 2.1), so that none can pass for another.
    init(prefix: UInt8, _ bytes: [UInt8]) {
        var hash = SHA256()
        withUnsafeBytes(of: prefix) { hash.update(bufferPointer: $0) }
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        self.init(finishing: hash)
    }

    /// The node above two others.
    init(above left: Digest, _ right: Digest) {
        var bytes: [UInt8] = [0x01]
        bytes.reserveCapacity(1 + 2 * Self.byteCount)
        left.append(to: &bytes)
        right.append(to: &bytes)
        self.init(of: bytes)
    }

    private init(finishing hash: SHA256) {
        self = hash.finalize().withUnsafeBytes { Digest(reading: $0) }
    }

    private var bigEndian: (UInt64, UInt64, UInt64, UInt64) {
        (word0.bigEndian, word1.bigEndian, word2.bigEndian, word3.bigEndian)
    }

    private func append(to bytes: inout [UInt8]) {
        withUnsafeBytes(of: bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Reads exactly 32 bytes.
    private init(reading bytes: UnsafeRawBufferPointer) {
        func word(_ place: Int) -> UInt64 {
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self))
        }
        self.init(words: (word(0), word(1), word(2), word(3)))
    }

    private init(words: (UInt64, UInt64, UInt64, UInt64)) {
        (word0, word1, word2, word3) = words
    }

    private static func value(ofHexDigit character: UInt8) -> UInt8? {
        switch character {
        case 0x30...0x39: character - 0x30
        case 0x61...0x66: character - 0x61 + 10
        case 0x41...0x46: character - 0x41 + 10
        default: nil
        }
    }
}
