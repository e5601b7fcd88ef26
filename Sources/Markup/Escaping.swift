extension [UInt8] {
    /// Appends text so that it can stand in an element or in a quoted attribute.
    ///
    /// The five special characters become entities. Control characters, which have no place in
    /// a page, become U+FFFD. Explicit direction controls are left out: one of them in a name
    /// could turn round the words that follow it ("gpj.exe" read as "exe.jpg").
    mutating func appendEscaped(_ text: String) {
        var text = text
        text.withUTF8 { appendEscaped(utf8: $0) }
    }

    private mutating func appendEscaped(utf8 source: UnsafeBufferPointer<UInt8>) {
        var runStart = 0
        var index = 0
        while index < source.count {
            guard let change = Change(at: index, in: source) else {
                index += 1
                continue
            }
            append(contentsOf: source[runStart..<index])
            change.replacement.withUTF8Buffer { append(contentsOf: $0) }
            index += change.length
            runStart = index
        }
        append(contentsOf: source[runStart...])
    }
}

/// What an unsafe character becomes, and how many bytes of the source it takes.
private struct Change {
    let replacement: StaticString
    let length: Int

    init?(at index: Int, in source: UnsafeBufferPointer<UInt8>) {
        let byte = source[index]
        if byte > 0x3E && byte != 0x7F && byte != 0xE2 { return nil }
        switch byte {
        case UInt8(ascii: "&"): self.init("&amp;")
        case UInt8(ascii: "<"): self.init("&lt;")
        case UInt8(ascii: ">"): self.init("&gt;")
        case UInt8(ascii: "\""): self.init("&quot;")
        case UInt8(ascii: "'"): self.init("&#39;")
        case 0x09, 0x0A, 0x0D: return nil
        case 0x00..<0x20, 0x7F: self.init("\u{FFFD}")
        case 0xE2 where Self.isDirectionControl(at: index, in: source): self.init("", length: 3)
        default: return nil
        }
    }

    private init(_ replacement: StaticString, length: Int = 1) {
        self.replacement = replacement
        self.length = length
    }

    /// U+202A to U+202E and U+2066 to U+2069, as they look in UTF-8.
    private static func isDirectionControl(
        at index: Int, in source: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard index + 2 < source.count else { return false }
        switch (source[index + 1], source[index + 2]) {
        case (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): return true
        default: return false
        }
    }
}
