/// A host that the configuration allows this program to call.
///
/// Written as `hooks.example.cn`, `*.example.cn` for every host below, `10.1.2.3:8080 private` for
/// one inside the house: a port, where it is not the usual one, and `private`, where its address
/// may be one that the internet does not reach; without a port, such a host is called at any.
package struct AllowedHost: Hashable, Sendable {
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case unreadable(String)

        package var description: String {
            switch self {
            case .unreadable(let text):
                "\"\(text)\" names no host. Write it as hooks.example.cn, *.example.cn, "
                    + "hooks.example.cn:8443 or 10.1.2.3:8080 private."
            }
        }
    }

    /// In small letters; begins with `*.` where it stands for every host below.
    package let name: String
    /// Nil for the usual ports; of a host in the house, for any.
    package let port: Int?
    package let allowsPrivate: Bool

    package static let countMax = 100
    private static let charactersMax = 253

    package init(name: String, port: Int? = nil, allowsPrivate: Bool = false) {
        self.name = name.lowercased()
        self.port = port
        self.allowsPrivate = allowsPrivate
    }

    /// - Throws: `.unreadable`.
    package init(parsing text: String) throws(Problem) {
        let words = text.split(separator: " ").map(String.init)
        guard let place = words.first, words.count <= 2, words.count == 1 || words[1] == "private"
        else { throw .unreadable(text) }
        let (name, port) = Self.divided(place)
        guard let name, !name.isEmpty, name.count <= Self.charactersMax,
            port.map({ $0.isPort }) ?? true
        else { throw .unreadable(text) }
        self.init(name: name, port: port.flatMap { Int($0) }, allowsPrivate: words.count == 2)
    }

    /// Name and port; an address of version 6 stands in square brackets.
    private static func divided(_ text: String) -> (name: String?, port: Substring?) {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return (nil, nil) }
            let name = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard name.utf8.allSatisfy({ $0.isHexadecimal || $0 == UInt8(ascii: ":") }),
                rest.isEmpty || rest.hasPrefix(":")
            else { return (nil, nil) }
            return ("[\(name)]", rest.isEmpty ? nil : rest.dropFirst())
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.first else { return (nil, nil) }
        let plain = name.hasPrefix("*.") ? name.dropFirst(2) : name
        guard !plain.isEmpty, plain.utf8.allSatisfy(\.isOfHostName) else { return (nil, nil) }
        return (String(name), parts.count == 2 ? parts[1] : nil)
    }

    /// - Parameter usual: the usual ports of what is being done.
    func allows(_ host: String, port: Int, usual: [Int]) -> Bool {
        let host = host.lowercased()
        let isNamed = name.hasPrefix("*.") ? host.hasSuffix(name.dropFirst()) : host == name
        return isNamed
            && (self.port.map { $0 == port } ?? (allowsPrivate || usual.contains(port)))
    }
}

extension AllowedHost: CustomStringConvertible {
    package var description: String {
        name + (port.map { ":\($0)" } ?? "") + (allowsPrivate ? " private" : "")
    }
}

extension Substring {
    fileprivate var isPort: Bool {
        guard utf8.count <= 5, let number = UInt16(self) else { return false }
        return number > 0
    }
}

extension UInt8 {
    fileprivate var isHexadecimal: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }

    fileprivate var isOfHostName: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
