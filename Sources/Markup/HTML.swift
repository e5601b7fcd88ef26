/// A piece of markup, held as UTF-8 bytes.
///
/// Markup is written as itself; values enter only through interpolation, which escapes them:
///
///     let row: HTML = "<li>\(title)</li>"      // title: String, escaped
///
/// Attribute values must stand in double quotes, and an address in `href` must be a ``Link``.
/// Only literals of the source code become markup: the literal type is `StaticString`, so a
/// string that came from outside can never be passed as one.
package struct HTML: Sendable, Hashable {
    package private(set) var bytes: [UInt8]

    @usableFromInline package static let empty = HTML(bytes: [])

    /// The one raw door: text that is already markup. TidyTests list who may use it.
    package init(raw: String) {
        bytes = Array(raw.utf8)
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var isEmpty: Bool { bytes.isEmpty }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    @usableFromInline
    package mutating func append(_ other: HTML) {
        bytes.append(contentsOf: other.bytes)
    }

    /// Pieces in their order, with `separator` between two of them.
    package static func joined(_ pieces: [HTML], separator: HTML = .empty) -> HTML {
        var all = HTML.empty
        for (index, piece) in pieces.enumerated() {
            if index > 0 { all.append(separator) }
            all.append(piece)
        }
        return all
    }

    /// The markup when the condition holds, else nothing.
    @inlinable
    package static func when(_ holds: Bool, _ markup: @autoclosure () -> HTML) -> HTML {
        holds ? markup() : .empty
    }

    /// The markup of a value that may be absent, else nothing.
    @inlinable
    package static func when<Value>(_ value: Value?, _ markup: (Value) -> HTML) -> HTML {
        value.map(markup) ?? .empty
    }

    /// The markup of every item, one after the other.
    @inlinable
    package static func each<Items: Sequence>(
        _ items: Items, _ markup: (Items.Element) -> HTML
    ) -> HTML {
        var all = HTML.empty
        for item in items { all.append(markup(item)) }
        return all
    }
}
