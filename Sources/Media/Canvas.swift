import CGD

/// Pixels in memory, owned by libgd and released with this value.
struct Canvas: ~Copyable {
    private let image: gdImagePtr

    var width: Int { Int(image.pointee.sx) }
    var height: Int { Int(image.pointee.sy) }

    /// libgd writes to stderr unless told otherwise; telling it once is enough.
    private static let silence: Void = linli_gd_keep_silent()

    /// - Throws: `.damaged` if the decoder gives up.
    init(decoding bytes: [UInt8], as kind: PhotoHeader.Kind) throws(Photo.Problem) {
        _ = Self.silence
        let pixels = kind == .png ? PNGChunks(bytes).withoutMetadata(bytes) : bytes
        let decoded = pixels.withUnsafeBytes { buffer -> gdImagePtr? in
            // libgd asks for a mutable pointer and only reads.
            let start = UnsafeMutableRawPointer(mutating: buffer.baseAddress)
            let count = Int32(buffer.count)
            return switch kind {
            case .jpeg: gdImageCreateFromJpegPtr(count, start)
            case .png: gdImageCreateFromPngPtr(count, start)
            case .webp: gdImageCreateFromWebpPtr(count, start)
            }
        }
        guard let decoded else { throw .damaged }
        image = decoded
    }

    /// White paper.
    init(width: Int, height: Int) throws(Photo.Problem) {
        _ = Self.silence
        guard let blank = gdImageCreateTrueColor(Int32(width), Int32(height)) else {
            throw .damaged
        }
        gdImageFilledRectangle(blank, 0, 0, Int32(width - 1), Int32(height - 1), 0xFF_FFFF)
        image = blank
    }

    deinit {
        gdImageDestroy(image)
    }

    /// On white paper, with the longest side at most `sideMax` pixels; never enlarged.
    func fitted(sideMax: Int) throws(Photo.Problem) -> Canvas {
        let longest = max(width, height)
        let scaled = { (side: Int) in
            longest <= sideMax ? side : max(1, (side * sideMax + longest / 2) / longest)
        }
        let paper = try Canvas(width: scaled(width), height: scaled(height))
        gdImageCopyResampled(
            paper.image, image, 0, 0, 0, 0,
            paper.image.pointee.sx, paper.image.pointee.sy, image.pointee.sx, image.pointee.sy)
        return paper
    }

    func turned(_ orientation: Orientation) throws(Photo.Problem) -> Canvas {
        let swaps = orientation.swapsSides
        let paper = try Canvas(width: swaps ? height : width, height: swaps ? width : height)
        for row in 0..<paper.height {
            for column in 0..<paper.width {
                let from = orientation.source(
                    column: column, row: row, width: width, height: height)
                let colour = gdImageGetTrueColorPixel(image, Int32(from.column), Int32(from.row))
                gdImageSetPixel(paper.image, Int32(column), Int32(row), colour)
            }
        }
        return paper
    }

    /// - Parameter quality: 0...100, as libjpeg counts.
    func jpeg(quality: Int) throws(Photo.Problem) -> [UInt8] {
        var count: Int32 = 0
        guard let start = gdImageJpegPtr(image, &count, Int32(quality)) else { throw .damaged }
        defer { gdFree(start) }
        let bytes = [UInt8](UnsafeRawBufferPointer(start: start, count: Int(count)))
        // libgd signs its work with a comment; nothing but the picture shall remain.
        return JPEGSegments(bytes).withoutMetadata(bytes)
    }
}
