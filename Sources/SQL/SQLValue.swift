package import Foundation

/// A value as both engines store it: what is bound to a `?` and what a column holds.
package enum SQLValue: Hashable, Sendable {
    case null
    case int(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// A type whose values can be bound in SQL text.
///
/// A `RawRepresentable` type opts in with an empty conformance:
///
/// ```swift
/// extension Matter.State: SQLBindable {}   // binds its raw value
/// ```
package protocol SQLBindable {
    var sqlValue: SQLValue { get }
}

extension SQLBindable where Self: RawRepresentable, RawValue: SQLBindable {
    package var sqlValue: SQLValue { rawValue.sqlValue }
}

extension SQLValue: SQLBindable {
    package var sqlValue: SQLValue { self }
}

extension Int: SQLBindable {
    package var sqlValue: SQLValue { .int(Int64(self)) }
}

extension Int64: SQLBindable {
    package var sqlValue: SQLValue { .int(self) }
}

/// Stored as 0 and 1, since SQLite has no truth values.
extension Bool: SQLBindable {
    package var sqlValue: SQLValue { .int(self ? 1 : 0) }
}

/// SQLite stores a NaN as NULL; a `NOT NULL` column refuses it.
extension Double: SQLBindable {
    package var sqlValue: SQLValue { .real(self) }
}

/// Text with a NUL character is refused when it is run: neither engine can store it whole.
extension String: SQLBindable {
    package var sqlValue: SQLValue { .text(self) }
}

extension Array: SQLBindable where Element == UInt8 {
    package var sqlValue: SQLValue { .blob(self) }
}

extension Data: SQLBindable {
    package var sqlValue: SQLValue { .blob([UInt8](self)) }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
