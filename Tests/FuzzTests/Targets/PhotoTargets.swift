import Foundation

@testable import Media

/// Photographs: their headers, and the whole way through the decoders.
let photoTargets: [FuzzTarget] = [
    FuzzTarget("header", bytesMax: 65_536, checkHeader),
    FuzzTarget("exif", checkOrientation),
    FuzzTarget("photo", mutations: 20, bytesMax: 65_536, checkPhoto),
    FuzzTarget("code", mutations: 60, bytesMax: 2_500, checkCode),
]

private func checkHeader(_ bytes: [UInt8]) throws(Broken) {
    switch Result(catching: { () throws(Photo.Problem) in try PhotoHeader(bytes) }) {
    case .success(let header):
        try holds(header.width >= 0 && header.height >= 0, "no side is negative")
        let exif = header.exif ?? []
        try holds(exif.count <= PhotoHeader.exifBytesMax, "the EXIF block is short")
    case .failure(let problem):
        try holds([.notAPhoto, .damaged].contains(problem), "a header is refused: \(problem)")
    }
    // Whatever the first bytes say, no reader goes past the end.
    let segments = JPEGSegments(bytes)
    for segment in segments.segments {
        try holds(bytes.indices.contains(segment.whole.lowerBound), "segments lie in the file")
        try holds(segment.whole.upperBound <= bytes.count, "segments end in the file")
    }
    let stripped = JPEGSegments(segments.withoutMetadata(bytes))
    try holds(!stripped.segments.contains(where: \.isMetadata), "no metadata is left")
    let chunks = PNGChunks(bytes)
    try holds(PNGChunks(chunks.withoutMetadata(bytes)).exif == nil, "no EXIF chunk is left")
    _ = WebPChunks(bytes)
}

private func checkOrientation(_ bytes: [UInt8]) throws(Broken) {
    let orientation = Orientation(exif: bytes)
    for (width, height) in [(1, 1), (3, 2)] {
        let (across, down) = orientation.swapsSides ? (height, width) : (width, height)
        for row in 0..<down {
            for column in 0..<across {
                let from = orientation.source(
                    column: column, row: row, width: width, height: height)
                try holds((0..<width).contains(from.column), "a pixel comes from its picture")
                try holds((0..<height).contains(from.row), "a pixel comes from its picture")
            }
        }
    }
}

private func checkPhoto(_ bytes: [UInt8]) throws(Broken) {
    // Pictures up to the limit take seconds each, which teaches nothing that small ones do not.
    if let header = try? PhotoHeader(bytes), header.width * header.height > 1 << 18 { return }
    guard let photo = try? Photo(cleaning: bytes) else { return }
    try holds(photo.width <= Photo.sideMax && photo.height <= Photo.sideMax, "it is not too large")
    for kept in [photo.bytes, photo.thumbnail] {
        let segments = JPEGSegments(kept)
        try holds(segments.isComplete, "what is kept is a whole JPEG")
        try holds(!segments.segments.contains(where: \.isMetadata), "and says nothing else")
    }
    try holds((try? PhotoHeader(photo.bytes))?.width == photo.width, "its width is the stored one")
}

private func checkCode(_ bytes: [UInt8]) throws(Broken) {
    switch Result(catching: { () throws(QRCode.Problem) in try QRCode(bytes.text) }) {
    case .success(let code):
        try holds((21...177).contains(code.size), "a code has a size of the standard")
        try holds(code.svg(label: bytes.text).contains("<svg"), "a code can be drawn")
    case .failure(let problem):
        try holds(problem != .cannotEncode, "what fits can be written as a code")
    }
}
