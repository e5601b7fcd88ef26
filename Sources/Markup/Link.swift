/// An address that a page may point to. It is a path of this site, a telephone number or a web
/// address; `javascript:` and other schemes cannot be expressed.
package struct Link: Hashable, Sendable {
    /// The address as it stands in `href`, percent-encoded, before HTML escaping.
    package let address: String

    /// A path of this site. Every segment is percent-encoded, so a segment cannot add another;
    /// empty segments, `.` and `..` are left out. Query items without a value are left out.
    package init(
        _ segments: [String], query: KeyValuePairs<String, String?> = [:], fragment: String? = nil
    ) {
        var address = ""
        for segment in segments where !["", ".", ".."].contains(segment) {
            address += "/"
            address += Self.percentEncoded(segment)
        }
        if address.isEmpty { address = "/" }
        var isFirst = true
        for case (let name, let value?) in query {
            address += isFirst ? "?" : "&"
            address += Self.percentEncoded(name) + "=" + Self.percentEncoded(value)
            isFirst = false
        }
        if let fragment { address += "#" + Self.percentEncoded(fragment) }
        self.address = address
    }

    package init(
        _ segments: String..., query: KeyValuePairs<String, String?> = [:],
        fragment: String? = nil
    ) {
        self.init(segments, query: query, fragment: fragment)
    }

    /// A place on the same page.
    package init(here fragment: String) {
        address = "#" + Self.percentEncoded(fragment)
    }

    /// A path that came from outside, such as the page to return to after signing in. It must be
    /// a path of this site: nil for `//host`, a scheme, a backslash, a space or a control.
    package init?(path: String) {
        let bytes = Array(path.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.count <= 2_000 else { return nil }
        guard bytes.count == 1 || bytes[1] != UInt8(ascii: "/") else { return nil }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else {
            return nil
        }
        address = path
    }

    /// A page elsewhere, such as the text of a law: nil unless it is http or https.
    package init?(web: String) {
        let lower = web.lowercased()
        guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else { return nil }
        guard web.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else {
            return nil
        }
        address = web
    }

    /// A number to call: only digits and a leading plus are kept. Nil when no digit is left.
    package init?(telephone: String) {
        let digits = telephone.filter { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty else { return nil }
        address = "tel:" + (telephone.hasPrefix("+") ? "+" : "") + digits
    }

    /// Everything but the unreserved characters of RFC 3986 becomes %XX.
    private static func percentEncoded(_ text: String) -> String {
        if text.utf8.allSatisfy(isUnreserved) { return text }
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
