package import Kernel
package import SQL

// How Kernel values stand in rows: ids and instants as integers, days and names as text.

extension Identifier: SQLBindable {
    package var sqlValue: SQLValue { .int(rawValue) }
}

extension Instant: SQLBindable {
    package var sqlValue: SQLValue { .int(milliseconds) }
}

extension Day: SQLBindable {
    package var sqlValue: SQLValue { .text(description) }
}

extension Reference: SQLBindable {
    package var sqlValue: SQLValue { .text(description) }
}

extension Digest: SQLBindable {
    package var sqlValue: SQLValue { .blob(bytes) }
}

extension PlacePath: SQLBindable {
    package var sqlValue: SQLValue { .text(text) }
}

extension Row {
    package func id<Noun>(_ column: Int) throws -> Identifier<Noun> {
        Identifier(try int(column))
    }

    package func idOrNil<Noun>(_ column: Int) throws -> Identifier<Noun>? {
        try intOrNil(column).map(Identifier.init)
    }

    package func instant(_ column: Int) throws -> Instant {
        Instant(milliseconds: try int(column))
    }

    package func instantOrNil(_ column: Int) throws -> Instant? {
        try intOrNil(column).map(Instant.init(milliseconds:))
    }

    package func dayOrNil(_ column: Int) throws -> Day? {
        try textOrNil(column).map { try Day(parsing: $0) }
    }

    package func reference(_ column: Int) throws -> Reference {
        try Reference(parsing: try text(column))
    }

    package func path(_ column: Int) throws -> PlacePath {
        PlacePath(stored: try text(column))
    }

    /// A digest as it was stored; `.unreadable` where other hands left bytes of another length,
    /// so that a check of the record names what is wrong instead of stopping there.
    package func digest(_ column: Int) throws -> Digest {
        Digest(bytes: try blob(column)) ?? .unreadable
    }

    package func localName(_ column: Int) throws -> LocalName {
        LocalName(zh: try text(column), en: try textOrNil(column + 1))
    }

    /// A case of a declared list; another value means that the row was written by other hands.
    package func member<Value: RawRepresentable<String>>(
        _ column: Int, of type: Value.Type
    ) throws -> Value {
        try Value(rawValue: try text(column)).orThrow("a \(type)")
    }

    package func memberOrNil<Value: RawRepresentable<String>>(
        _ column: Int, of type: Value.Type
    ) throws -> Value? {
        try textOrNil(column).map { try Value(rawValue: $0).orThrow("a \(type)") }
    }
}

extension Optional {
    /// The value, or an error that says what a row should have held.
    func orThrow(_ wanted: String) throws -> Wrapped {
        guard let self else {
            throw SQLError.unexpected("A row holds something other than \(wanted).")
        }
        return self
    }
}
