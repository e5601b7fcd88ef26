import Foundation

extension HTML {
    /// A value as JSON for the inside of `<script type="application/json">`.
    ///
    /// A browser ends a script at the first `</script`, even within a string, so `<`, `>` and
    /// `&` are written as JSON escapes. They occur only within JSON strings.
    /// - Throws: what the value's own encoding throws.
    package static func json(_ value: some Encodable) throws -> HTML {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var bytes: [UInt8] = []
        for byte in try encoder.encode(value) {
            switch byte {
            case UInt8(ascii: "<"): bytes.append(contentsOf: #"\u003c"#.utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: #"\u003e"#.utf8)
            case UInt8(ascii: "&"): bytes.append(contentsOf: #"\u0026"#.utf8)
            default: bytes.append(byte)
            }
        }
        return HTML(bytes: bytes)
    }
}
