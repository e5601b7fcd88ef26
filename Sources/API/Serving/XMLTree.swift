/// An XML text in the making: an element with a text, or with others in it.
struct XMLTree: Sendable {
    let name: String
    /// In the order of their names.
    let attributes: [String: String]
    let text: String
    let children: [XMLTree]

    init(_ name: String, _ text: String?) {
        self.name = name
        attributes = [:]
        self.text = text ?? ""
        children = []
    }

    init(_ name: String, _ attributes: [String: String] = [:], _ children: [XMLTree] = []) {
        self.name = name
        self.attributes = attributes
        text = ""
        self.children = children
    }

    init(_ name: String, _ children: [XMLTree]) {
        self.init(name, [:], children)
    }

    /// The whole document, with its declaration.
    var bytes: [UInt8] {
        var bytes = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)
        write(into: &bytes)
        return bytes
    }

    private func write(into bytes: inout [UInt8]) {
        bytes += "<\(name)".utf8
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            bytes += " \(name)=\"".utf8
            Self.escape(value, into: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
        Self.escape(text, into: &bytes)
        for child in children { child.write(into: &bytes) }
        bytes += "</\(name)>".utf8
    }

    private static func escape(_ text: String, into bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            // No control may stand in XML 1.0 but these three.
            case 0..<0x20 where ![0x09, 0x0A, 0x0D].contains(byte): break
            default: bytes.append(byte)
            }
        }
    }
}
