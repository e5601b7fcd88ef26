/// The chunks of a PNG that matter before decoding, and the file without the others.
///
/// Source: PNG (third edition), chapters 5 and 11.
struct PNGChunks {
    /// Pixels, from IHDR, which is always the first chunk.
    let size: (width: Int, height: Int)?
    private(set) var exif: [UInt8]?
    /// IEND was reached and the check sums of all kept chunks are right.
    private(set) var isComplete = false
    /// Whole chunks that carry pixels.
    private var kept: [Range<Int>] = []

    init(_ bytes: [UInt8]) {
        if bytes.holds("IHDR", at: 12), let width = bytes.bigEndian(at: 16, count: 4),
            let height = bytes.bigEndian(at: 20, count: 4)
        {
            size = (width, height)
        } else {
            size = nil
        }
        var hasTransparency = false
        var offset = 8
        while let length = bytes.bigEndian(at: offset, count: 4),
            offset + 12 + length <= bytes.count
        {
            let isTransparency = bytes.holds("tRNS", at: offset + 4) && !hasTransparency
            hasTransparency = hasTransparency || isTransparency
            // A capital first letter marks a chunk that a decoder cannot do without.
            if bytes[offset + 4] & 0x20 == 0 || isTransparency {
                guard Self.isGenuine(bytes, chunkAt: offset, length: length) else { return }
                kept.append(offset..<offset + 12 + length)
            } else if bytes.holds("eXIf", at: offset + 4) {
                exif = exif ?? Array(bytes[offset + 8..<offset + 8 + length])
            }
            if bytes.holds("IEND", at: offset + 4) {
                isComplete = true
                return
            }
            offset += 12 + length
        }
    }

    /// The same pixels for libpng, which would inflate texts and profiles, and complain about them
    /// on stderr, where no callback of libgd reaches.
    func withoutMetadata(_ bytes: [UInt8]) -> [UInt8] {
        kept.reduce(into: Array(bytes.prefix(8))) { $0 += bytes[$1] }
    }

    private static func isGenuine(_ bytes: [UInt8], chunkAt offset: Int, length: Int) -> Bool {
        let content = offset + 4..<offset + 8 + length
        return bytes.bigEndian(at: content.upperBound, count: 4)
            == bytes.withUnsafeBufferPointer { Int(checkSum($0[content])) }
    }

    /// CRC-32 of type and payload.
    private static func checkSum(_ content: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32 {
        var sum = UInt32.max
        for byte in content {
            sum = sum >> 8 ^ table[Int((sum ^ UInt32(byte)) & 0xFF)]
        }
        return ~sum
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in
            sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
        }
    }
}
