import CGD

/// Pictures drawn for the tests, and the hidden words they carry.
enum PhotoShelf {
    static let hidden = "THE-GREEN-GATE-OF-NUMBER-8"

    static let red: Int32 = 0xFF_0000
    static let green: Int32 = 0x00_FF00
    static let blue: Int32 = 0x00_00FF
    static let black: Int32 = 0x00_0000
    static let white: Int32 = 0xFF_FFFF
    static let clear: Int32 = 0x7F00_0000

    enum Kind { case jpeg, progressive, png, webp, gif }

    /// Quarters: red and green above, blue and black below.
    static func quarters(_ kind: Kind, width: Int = 64, height: Int = 32) -> [UInt8] {
        draw(kind, width: width, height: height) { column, row in
            let isLeft = column < width / 2
            return row < height / 2 ? (isLeft ? red : green) : (isLeft ? blue : black)
        }
    }

    static func plain(_ kind: Kind, _ colour: Int32, width: Int, height: Int) -> [UInt8] {
        draw(kind, width: width, height: height) { _, _ in colour }
    }

    static func draw(
        _ kind: Kind, width: Int, height: Int, _ colour: (Int, Int) -> Int32
    ) -> [UInt8] {
        guard let image = gdImageCreateTrueColor(Int32(width), Int32(height)) else { return [] }
        defer { gdImageDestroy(image) }
        gdImageAlphaBlending(image, 0)
        gdImageSaveAlpha(image, 1)
        for row in 0..<height {
            for column in 0..<width {
                gdImageSetPixel(image, Int32(column), Int32(row), colour(column, row))
            }
        }
        gdImageInterlace(image, kind == .progressive ? 1 : 0)
        var count: Int32 = 0
        let start =
            switch kind {
            case .jpeg, .progressive: gdImageJpegPtr(image, &count, 95)
            case .png: gdImagePngPtr(image, &count)
            case .webp: gdImageWebpPtr(image, &count)
            case .gif: gdImageGifPtr(image, &count)
            }
        defer { gdFree(start) }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(count)))
    }

    /// A pixel of a JPEG as 0xRRGGBB, with each channel rounded to 0x00 or 0xFF.
    static func colour(of jpeg: [UInt8], column: Int, row: Int) -> Int32? {
        var bytes = jpeg
        guard let image = gdImageCreateFromJpegPtr(Int32(bytes.count), &bytes) else { return nil }
        defer { gdImageDestroy(image) }
        let pixel = gdImageGetTrueColorPixel(image, Int32(column), Int32(row))
        return [16, 8, 0].reduce(0) { $0 << 8 | ((pixel >> $1) & 0xFF > 127 ? 0xFF : 0) }
    }

    /// The corner colours: above left, above right, below left, below right.
    static func corners(of jpeg: [UInt8], width: Int, height: Int) -> [Int32?] {
        [(2, 2), (width - 3, 2), (2, height - 3), (width - 3, height - 3)].map {
            colour(of: jpeg, column: $0.0, row: $0.1)
        }
    }
}

extension PhotoShelf {
    /// EXIF with an orientation, a camera maker and a place, the last two being the hidden words.
    static func exif(orientation: UInt16) -> [UInt8] {
        let words = Array(hidden.utf8) + [0]
        let makerOffset = 8 + 2 + 3 * 12 + 4
        let placesOffset = makerOffset + words.count
        let directory =
            little(3, 2)
            + entry(0x010F, type: 2, count: words.count, value: makerOffset)
            + entry(0x0112, type: 3, count: 1, value: Int(orientation))
            + entry(0x8825, type: 4, count: 1, value: placesOffset)
            + little(0, 4)
        let mapDatum = placesOffset + 2 + 12 + 4
        let places =
            little(1, 2) + entry(0x0012, type: 2, count: words.count, value: mapDatum)
            + little(0, 4)
        return Array("Exif\0\0II*\0".utf8) + little(8, 4) + directory + words + places + words
    }

    /// EXIF, XMP, an IPTC block and a comment, right after the start marker.
    static func withMetadata(_ jpeg: [UInt8], orientation: UInt16) -> [UInt8] {
        let words = Array(hidden.utf8)
        let xmp = Array("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>".utf8) + words
        let iptc = Array("Photoshop 3.0\0".utf8) + words
        let segments =
            segment(0xE1, exif(orientation: orientation)) + segment(0xE1, xmp)
            + segment(0xED, iptc) + segment(0xFE, words)
        return Array(jpeg.prefix(2)) + segments + jpeg.dropFirst(2)
    }

    static func segment(_ marker: UInt8, _ payload: [UInt8]) -> [UInt8] {
        [0xFF, marker] + big(payload.count + 2, 2) + payload
    }

    /// A PNG that stops after its header.
    static func pngHeader(width: Int, height: Int) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13, 4) + Array("IHDR".utf8)
            + big(width, 4) + big(height, 4) + [8, 2, 0, 0, 0, 0, 0, 0, 0]
    }

    static func webpHeader(canvas: Int, frame: Int, flags: UInt8 = 0) -> [UInt8] {
        let extended =
            Array("VP8X".utf8) + little(10, 4) + [flags, 0, 0, 0] + little(canvas - 1, 3)
            + little(canvas - 1, 3)
        let lossy =
            Array("VP8 ".utf8) + little(10, 4) + [0, 0, 0, 0x9D, 0x01, 0x2A] + little(frame, 2)
            + little(frame, 2)
        let body = Array("WEBP".utf8) + extended + lossy
        return Array("RIFF".utf8) + little(body.count, 4) + body
    }

    /// A PNG chunk; the check sum is right.
    static func chunk(_ name: String, _ payload: [UInt8]) -> [UInt8] {
        let content = Array(name.utf8) + payload
        var sum: UInt32 = .max
        for byte in content {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return big(payload.count, 4) + content + big(Int(~sum), 4)
    }

    static func big(_ number: Int, _ count: Int) -> [UInt8] { little(number, count).reversed() }

    static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private static func entry(_ tag: Int, type: Int, count: Int, value: Int) -> [UInt8] {
        little(tag, 2) + little(type, 2) + little(count, 4) + little(value, 4)
    }
}

extension [UInt8] {
    func contains(words: String) -> Bool {
        let words = Array(words.utf8)
        return indices.contains { self[$0...].starts(with: words) }
    }
}
