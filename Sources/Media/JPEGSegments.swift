/// The marker segments of a JPEG file, in order, without decoding any pixel.
///
/// Source: ITU-T T.81, annex B. Stricter than libjpeg: stray bytes between segments and a missing
/// end marker make the file incomplete.
struct JPEGSegments {
    struct Segment {
        let marker: UInt8
        /// From the 0xFF of the marker to the end of the segment; for a scan, with its coded data.
        let whole: Range<Int>
        /// After the two length bytes, without coded data.
        let payload: Range<Int>

        /// APP1...APP15 and COM carry EXIF, GPS, XMP, profiles, comments; pixels need none of them.
        var isMetadata: Bool { (0xE1...0xEF).contains(marker) || marker == 0xFE }

        /// SOF0...SOF15; DHT, JPG and DAC share the numbers.
        var isFrame: Bool {
            (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
        }
    }

    /// 12 MiB of full segments are 193; more than this many is an attack on memory.
    static let segmentsMax = 2_000
    /// Cameras write 1 to about 12 scans; thousands of tiny ones make a decoder work for minutes.
    static let scansMax = 64

    private(set) var segments: [Segment] = []
    /// Every segment was whole and the end marker was reached.
    private(set) var isComplete = false

    init(_ bytes: [UInt8]) {
        var offset = 2
        var scans = 0
        while let marker = Self.marker(in: bytes, from: &offset) {
            if marker == 0xD9 {
                isComplete = true
                return
            }
            guard let length = bytes.bigEndian(at: offset + 2, count: 2), length >= 2,
                offset + 2 + length <= bytes.count, segments.count < Self.segmentsMax
            else { return }
            let payload = offset + 4..<offset + 2 + length
            var end = payload.upperBound
            if marker == 0xDA {
                scans += 1
                guard scans <= Self.scansMax else { return }
                end = Self.endOfCodedData(in: bytes, from: end)
            }
            segments.append(Segment(marker: marker, whole: offset..<end, payload: payload))
            offset = end
        }
    }

    /// Width and height in pixels from the first frame header.
    func size(in bytes: [UInt8]) -> (width: Int, height: Int)? {
        guard let frame = segments.first(where: \.isFrame),
            let height = bytes.bigEndian(at: frame.payload.lowerBound + 1, count: 2),
            let width = bytes.bigEndian(at: frame.payload.lowerBound + 3, count: 2)
        else { return nil }
        return (width, height)
    }

    /// The EXIF block, beginning with `Exif\0\0`.
    func exif(in bytes: [UInt8]) -> [UInt8]? {
        let segment = segments.first {
            $0.marker == 0xE1 && bytes.holds("Exif\0\0", at: $0.payload.lowerBound)
        }
        return segment.map { Array(bytes[$0.payload]) }
    }

    /// The same picture with every metadata segment and anything after the end marker left out.
    func withoutMetadata(_ bytes: [UInt8]) -> [UInt8] {
        let kept = segments.filter { !$0.isMetadata }
        return [0xFF, 0xD8] + kept.flatMap { bytes[$0.whole] } + [0xFF, 0xD9]
    }

    /// The next marker; `offset` moves over fill bytes to the last 0xFF before it.
    private static func marker(in bytes: [UInt8], from offset: inout Int) -> UInt8? {
        while offset + 1 < bytes.count, bytes[offset] == 0xFF {
            let marker = bytes[offset + 1]
            guard marker == 0xFF else { return marker }
            offset += 1
        }
        return nil
    }

    /// Coded data ends at the first 0xFF that is neither stuffed (0x00), a restart nor a fill byte.
    private static func endOfCodedData(in bytes: [UInt8], from start: Int) -> Int {
        var offset = start
        while let mark = bytes[offset...].firstIndex(of: 0xFF), mark + 1 < bytes.count {
            let next = bytes[mark + 1]
            let isData = next == 0x00 || (0xD0...0xD7).contains(next)
            guard isData || next == 0xFF else { return mark }
            offset = isData ? mark + 2 : mark + 1
        }
        return bytes.count
    }
}
