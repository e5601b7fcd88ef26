/// A form with files (RFC 7578) in its parts: each stands between two boundary lines.
///
/// Only what browsers and usual libraries send is understood; anything else is refused rather than
/// guessed.
package struct MultipartBody: Sendable {
    package struct Part: Sendable {
        package let name: String
        /// Nil for a part that is no file.
        package let fileName: String?
        package let content: ArraySlice<UInt8>
    }

    package enum Problem: Error {
        case malformed
        case tooManyParts
    }

    private let bytes: [UInt8]
    private let boundary: [UInt8]

    /// What names one part: a browser writes some hundred bytes.
    package static let headBytesMax = 4_096
    private static let gap = BytePattern([13, 10, 13, 10])

    /// - Parameter type: the request's content type, which names the boundary (1 to 70 characters).
    /// - Returns: nil for a body of another type.
    package init?(type: String, bytes: [UInt8]) {
        guard type.lowercased().hasPrefix("multipart/form-data"),
            let mark = type.firstRange(of: "boundary=")
        else { return nil }
        let named = type[mark.upperBound...].prefix { $0 != ";" }
            .trimmingPrefix("\"").prefix { $0 != "\"" }
        guard (1...70).contains(named.utf8.count) else { return nil }
        boundary = Array("--\(named)".utf8)
        self.bytes = bytes
    }

    package func parts(atMost partsMax: Int) throws(Problem) -> [Part] {
        var parts: [Part] = []
        let mark = BytePattern([13, 10] + boundary)
        guard
            var start = BytePattern(boundary).first(in: bytes, within: bytes.indices)
        else { throw .malformed }
        while true {
            let afterMark = start + boundary.count
            if matches([45, 45], at: afterMark) { return parts }
            guard matches([13, 10], at: afterMark),
                let end = mark.first(in: bytes, within: afterMark..<bytes.count)
            else { throw .malformed }
            guard parts.count < partsMax else { throw .tooManyParts }
            parts.append(try part(min(afterMark + 2, end)..<end))
            start = end + 2
        }
    }

    private func part(_ range: Range<Int>) throws(Problem) -> Part {
        let headEnd = min(range.lowerBound + Self.headBytesMax, range.upperBound)
        guard let gap = Self.gap.first(in: bytes, within: range.lowerBound..<headEnd) else {
            throw .malformed
        }
        let head = String(decoding: bytes[range.lowerBound..<gap], as: UTF8.self)
        guard let name = Self.quoted("name", in: head) else { throw .malformed }
        let content = bytes[(gap + 4)..<range.upperBound]
        let file = Self.quoted("filename", in: head)
        if file == nil, content.contains(0) { throw .malformed }
        return Part(name: name, fileName: file, content: content)
    }

    /// The value of `; name="…"` in a part's head.
    private static func quoted(_ key: String, in head: String) -> String? {
        guard let mark = head.firstRange(of: "; \(key)=\"") else { return nil }
        let rest = head[mark.upperBound...]
        return rest.firstIndex(of: "\"").map { String(rest[..<$0]) }
    }

    private func matches(_ pattern: [UInt8], at offset: Int) -> Bool {
        offset + pattern.count <= bytes.count
            && bytes[offset..<offset + pattern.count].elementsEqual(pattern)
    }
}
