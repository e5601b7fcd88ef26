/// The way from the root of an area tree to one place, written so that a subtree is one index
/// range.
///
/// Each segment is the place's id in base 36, followed by a dot: `2f9.2fa.`. Since `/` is the
/// character after `.`, everything under `2f9.` sorts between `2f9.` and `2f9/`.
package struct PlacePath: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let text: String

    /// A path as stored; trusted, since only `appending` makes new ones.
    package init(stored text: String) {
        self.text = text
    }

    /// The path above every place of a realm: it contains all others.
    package static let root = PlacePath(stored: "")

    package func appending(_ id: Place.ID) -> PlacePath {
        PlacePath(stored: text + String(id.rawValue, radix: 36) + ".")
    }

    /// Whether the other place is this one or lies under it.
    package func contains(_ other: PlacePath) -> Bool {
        other.text.hasPrefix(text)
    }

    /// The first text after everything under this path, for an index range.
    package var end: String {
        text.isEmpty ? "~" : text.dropLast() + "/"
    }

    /// The ids from the root down to the place itself.
    package var ids: [Place.ID] {
        // Byte by byte: pages read paths by the hundred.
        text.utf8.split(separator: UInt8(ascii: ".")).compactMap {
            Int64(Substring($0), radix: 36).map(Place.ID.init)
        }
    }

    /// How many steps the place lies below the root.
    package var depth: Int { text.utf8.reduce(0) { $0 + ($1 == 46 ? 1 : 0) } }

    package var description: String { text }

    package static func < (a: PlacePath, b: PlacePath) -> Bool { a.text < b.text }
}

extension PlacePath {
    /// The narrowest place that holds this one and another.
    package func common(with other: PlacePath) -> PlacePath {
        let shared = zip(ids, other.ids).prefix { $0 == $1 }.map(\.0)
        return shared.reduce(.root) { $0.appending($1) }
    }
}
