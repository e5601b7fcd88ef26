/// Query text and the values it binds. A value can enter only through interpolation, which binds
/// it: there is no way to make an `SQL` from a `String` that came from outside.
///
/// ```swift
/// let open: SQL = "state = \(Matter.State.open)"                  // state = ?
/// let page: SQL = "SELECT id FROM matters WHERE \(open) LIMIT \(20)"
/// ```
package struct SQL: Hashable, Sendable {
    /// The text with one `?` for each of `values`, in the same order.
    package private(set) var text: String
    package private(set) var values: [SQLValue]

    init(text: String, values: [SQLValue]) {
        self.text = text
        self.values = values
    }

    /// No text at all, to begin a list of fragments with.
    package static let empty = SQL(text: "", values: [])

    /// Stands before a query that indexes answer in its order, for an engine that otherwise may
    /// think it quicker to read tables whole and sort them; a comment for every other. Within a
    /// transaction alone.
    package static let walkedInOrder = SQL(text: "/* walked in order */ ", values: [])

    package var isEmpty: Bool { text.isEmpty }

    package static func + (first: SQL, second: SQL) -> SQL {
        SQL(text: first.text + second.text, values: first.values + second.values)
    }

    package static func += (first: inout SQL, second: SQL) {
        first.text += second.text
        first.values += second.values
    }
}

extension Sequence where Element == SQL {
    /// The fragments one after another: `conditions.joined(separator: " AND ")`.
    package func joined(separator: SQL = "") -> SQL {
        var whole = SQL.empty
        for (index, fragment) in enumerated() {
            if index > 0 { whole += separator }
            whole += fragment
        }
        return whole
    }
}
