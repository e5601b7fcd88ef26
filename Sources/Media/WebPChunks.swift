/// The parts of a WebP file that matter before decoding.
///
/// Source: RFC 9649, chapter 2 (container) and RFC 6386, chapter 9.1 (lossy frame header).
struct WebPChunks {
    /// The larger of the declared canvas and the frame, so that neither can hide the other.
    private(set) var size: (width: Int, height: Int)?
    private(set) var exif: [UInt8]?
    private(set) var isAnimated = false
    let isComplete: Bool

    init(_ bytes: [UInt8]) {
        let end = 8 + (bytes.littleEndian(at: 4, count: 4) ?? bytes.count)
        isComplete = end <= bytes.count
        var offset = 12
        while let length = bytes.littleEndian(at: offset + 4, count: 4) {
            let start = offset + 8
            read(bytes, chunkAt: offset, payload: start, length: length)
            // Chunks are padded to an even length.
            offset = start + length + length % 2
        }
    }

    private mutating func read(_ bytes: [UInt8], chunkAt offset: Int, payload: Int, length: Int) {
        if bytes.holds("VP8X", at: offset) {
            let flags = bytes.bigEndian(at: payload, count: 1) ?? 0
            isAnimated = isAnimated || flags & 0b10 != 0
            grow(
                width: bytes.littleEndian(at: payload + 4, count: 3).map { $0 + 1 },
                height: bytes.littleEndian(at: payload + 7, count: 3).map { $0 + 1 })
        } else if bytes.holds("VP8 ", at: offset) {
            grow(
                width: bytes.littleEndian(at: payload + 6, count: 2).map { $0 & 0x3FFF },
                height: bytes.littleEndian(at: payload + 8, count: 2).map { $0 & 0x3FFF })
        } else if bytes.holds("VP8L", at: offset) {
            let packed = bytes.littleEndian(at: payload + 1, count: 4)
            grow(
                width: packed.map { ($0 & 0x3FFF) + 1 },
                height: packed.map { ($0 >> 14 & 0x3FFF) + 1 })
        } else if bytes.holds("EXIF", at: offset), payload + length <= bytes.count {
            exif = exif ?? Array(bytes[payload..<payload + length])
        }
    }

    private mutating func grow(width: Int?, height: Int?) {
        guard let width, let height else { return }
        size = (max(width, size?.width ?? 0), max(height, size?.height ?? 0))
    }
}
