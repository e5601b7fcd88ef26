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
        hash.update(data: bytes)
        self.init(finishing: hash)
    }

    /// A digest that was stored as bytes; nil unless there are exactly 32.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(reading: bytes)
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
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    package var description: String { hex }

    /// The digest of a one-byte prefix and some bytes. The prefix keeps leaves, nodes and seals
    /// apart (RFC 6962, section 2.1), so that none can pass for another.
    init(prefix: UInt8, _ bytes: [UInt8]) {
        var hash = SHA256()
        hash.update(data: [prefix])
        hash.update(data: bytes)
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
        let words = hash.finalize().withUnsafeBytes { bytes in
            (0..<4).map {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self))
            }
        }
        self.init(words: (words[0], words[1], words[2], words[3]))
    }

    private func append(to bytes: inout [UInt8]) {
        withUnsafeBytes(of: (word0.bigEndian, word1.bigEndian, word2.bigEndian, word3.bigEndian)) {
            bytes.append(contentsOf: $0)
        }
    }

    private init(reading bytes: some Collection<UInt8>) {
        var words: [UInt64] = [0, 0, 0, 0]
        for (place, byte) in bytes.enumerated() {
            words[place / 8] = words[place / 8] << 8 | UInt64(byte)
        }
        self.init(words: (words[0], words[1], words[2], words[3]))
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
