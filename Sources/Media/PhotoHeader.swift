/// What a photo says about itself before anything is decoded.
///
/// The kind comes from the first bytes, never from a file name or a declared type.
struct PhotoHeader {
    enum Kind { case jpeg, png, webp }

    let kind: Kind
    /// Pixels as stored, before the orientation is applied.
    let width: Int
    let height: Int
    /// Beginning with `Exif\0\0`, at most `exifBytesMax`.
    let exif: [UInt8]?
    /// The file reaches its own end mark: nothing was cut off.
    let isComplete: Bool

    /// A JPEG segment cannot hold more; other containers can, but no camera does.
    static let exifBytesMax = 65_535

    /// - Throws: `.notAPhoto` for other first bytes, `.damaged` for a header without a size.
    init(_ bytes: [UInt8]) throws(Photo.Problem) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            try self.init(jpeg: bytes)
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            try self.init(png: bytes)
        } else if bytes.holds("RIFF", at: 0), bytes.holds("WEBP", at: 8) {
            try self.init(webp: bytes)
        } else {
            throw .notAPhoto
        }
    }

    private init(jpeg bytes: [UInt8]) throws(Photo.Problem) {
        let segments = JPEGSegments(bytes)
        try self.init(
            .jpeg, size: segments.size(in: bytes), exif: segments.exif(in: bytes),
            isComplete: segments.isComplete)
    }

    private init(png bytes: [UInt8]) throws(Photo.Problem) {
        let chunks = PNGChunks(bytes)
        try self.init(.png, size: chunks.size, exif: chunks.exif, isComplete: chunks.isComplete)
    }

    private init(webp bytes: [UInt8]) throws(Photo.Problem) {
        let chunks = WebPChunks(bytes)
        guard !chunks.isAnimated else { throw .notAPhoto }
        try self.init(
            .webp, size: chunks.size, exif: chunks.exif, isComplete: chunks.isComplete)
    }

    private init(
        _ kind: Kind, size: (width: Int, height: Int)?, exif: [UInt8]?, isComplete: Bool
    ) throws(Photo.Problem) {
        guard let size, size.width > 0, size.height > 0 else { throw .damaged }
        let prefix = Array("Exif\0\0".utf8)
        let prefixed = exif.map { $0.starts(with: prefix) ? $0 : prefix + $0 }
        self.kind = kind
        self.width = size.width
        self.height = size.height
        self.exif = prefixed.flatMap { $0.count <= Self.exifBytesMax ? $0 : nil }
        self.isComplete = isComplete
    }
}
