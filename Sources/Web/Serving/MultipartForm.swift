/// Reads a form with files (RFC 7578): each part between two boundary lines.
///
/// Only what browsers send is understood; anything else is refused rather than guessed.
struct MultipartForm {
    private let bytes: [UInt8]
    private let boundary: [UInt8]

    /// What names one part: a browser writes some hundred bytes.
    static let headBytesMax = 4_096
    private static let gap = BytePattern([13, 10, 13, 10])

    /// - Parameter type: the request's content type, which names the boundary (1 to 70 characters).
    init?(type: String, bytes: [UInt8]) {
        guard type.lowercased().hasPrefix("multipart/form-data"),
            let mark = type.firstRange(of: "boundary=")
        else { return nil }
        let named = type[mark.upperBound...].prefix { $0 != ";" }
            .trimmingPrefix("\"").prefix { $0 != "\"" }
        guard (1...70).contains(named.utf8.count) else { return nil }
        boundary = Array("--\(named)".utf8)
        self.bytes = bytes
    }

    func read() throws(SentForm.Problem) -> SentForm {
        var form = SentForm()
        let mark = BytePattern([13, 10] + boundary)
        guard
            var start = BytePattern(boundary).first(in: bytes, within: bytes.indices)
        else { throw .malformed }
        var parts = 0
        while true {
            let afterMark = start + boundary.count
            if matches([45, 45], at: afterMark) { return form }
            guard matches([13, 10], at: afterMark),
                let end = mark.first(in: bytes, within: afterMark..<bytes.count)
            else { throw .malformed }
            parts += 1
            guard parts <= SentForm.fieldsMax else { throw .tooManyFields }
            try read(part: min(afterMark + 2, end)..<end, into: &form)
            start = end + 2
        }
    }

    private func read(part: Range<Int>, into form: inout SentForm) throws(SentForm.Problem) {
        let headEnd = min(part.lowerBound + Self.headBytesMax, part.upperBound)
        guard let gap = Self.gap.first(in: bytes, within: part.lowerBound..<headEnd) else {
            throw .malformed
        }
        let head = String(decoding: bytes[part.lowerBound..<gap], as: UTF8.self)
        guard let name = Self.quoted("name", in: head) else { throw .malformed }
        let content = bytes[(gap + 4)..<part.upperBound]
        if Self.quoted("filename", in: head) != nil {
            if !content.isEmpty { form.add(file: Array(content)) }
        } else {
            guard !content.contains(0) else { throw .malformed }
            form.add(String(decoding: content, as: UTF8.self), to: name)
        }
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
