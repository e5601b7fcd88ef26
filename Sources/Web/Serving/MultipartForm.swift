/// Reads a form with files (RFC 7578): each part between two boundary lines.
///
/// Only what browsers send is understood; anything else is refused rather than guessed.
struct MultipartForm {
    private let bytes: [UInt8]
    private let boundary: [UInt8]

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
        guard var start = find(boundary, from: 0) else { throw .malformed }
        var parts = 0
        while true {
            let afterMark = start + boundary.count
            if matches([45, 45], at: afterMark) { return form }
            guard matches([13, 10], at: afterMark),
                let end = find([13, 10] + boundary, from: afterMark)
            else { throw .malformed }
            parts += 1
            guard parts <= SentForm.fieldsMax else { throw .tooManyFields }
            try read(part: (afterMark + 2)..<end, into: &form)
            start = end + 2
        }
    }

    private func read(part: Range<Int>, into form: inout SentForm) throws(SentForm.Problem) {
        guard let gap = find([13, 10, 13, 10], from: part.lowerBound), gap + 4 <= part.upperBound
        else { throw .malformed }
        let head = String(decoding: bytes[part.lowerBound..<gap], as: UTF8.self)
        guard let name = Self.quoted("name", in: head) else { throw .malformed }
        let content = bytes[(gap + 4)..<part.upperBound]
        if Self.quoted("filename", in: head) != nil {
            if !content.isEmpty { form.add(file: Array(content)) }
        } else {
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

    private func find(_ pattern: [UInt8], from offset: Int) -> Int? {
        guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
        var index = offset
        let last = bytes.count - pattern.count
        while index <= last {
            guard let next = bytes[index...last].firstIndex(of: first) else { return nil }
            if matches(pattern, at: next) { return next }
            index = next + 1
        }
        return nil
    }
}
