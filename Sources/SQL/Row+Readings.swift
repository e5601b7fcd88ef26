/// Reading by position, counted from 0. A NULL and a wrong type throw `SQLError.unexpected`, which
/// names the column; the `…OrNil` readings answer nil for a NULL.
extension Row {
    package func int(_ column: Int) throws -> Int64 {
        try intOrNil(column) ?? refuseNull(column, wanted: "an integer")
    }

    package func intOrNil(_ column: Int) throws -> Int64? {
        switch try value(column) {
        case .int(let number): number
        case .null: nil
        case let other: try refuse(other, column, wanted: "an integer")
        }
    }

    package func real(_ column: Int) throws -> Double {
        try realOrNil(column) ?? refuseNull(column, wanted: "a real number")
    }

    /// An integer reads as a real when nothing is lost, because SQLite answers `coalesce(x, 0)`
    /// and sums of whole numbers as integers.
    package func realOrNil(_ column: Int) throws -> Double? {
        switch try value(column) {
        case .real(let number): number
        case .int(let number): try Double(exactly: number) ?? inexact(number, column)
        case .null: nil
        case let other: try refuse(other, column, wanted: "a real number")
        }
    }

    package func text(_ column: Int) throws -> String {
        try textOrNil(column) ?? refuseNull(column, wanted: "text")
    }

    package func textOrNil(_ column: Int) throws -> String? {
        switch try value(column) {
        case .text(let text): text
        case .null: nil
        case let other: try refuse(other, column, wanted: "text")
        }
    }

    package func blob(_ column: Int) throws -> [UInt8] {
        try blobOrNil(column) ?? refuseNull(column, wanted: "bytes")
    }

    package func blobOrNil(_ column: Int) throws -> [UInt8]? {
        switch try value(column) {
        case .blob(let bytes): bytes
        case .null: nil
        case let other: try refuse(other, column, wanted: "bytes")
        }
    }

    package func bool(_ column: Int) throws -> Bool {
        try boolOrNil(column) ?? refuseNull(column, wanted: "0 or 1")
    }

    /// 0 and 1 only: any other number is a mistake in the query, not a truth.
    package func boolOrNil(_ column: Int) throws -> Bool? {
        switch try value(column) {
        case .int(0): false
        case .int(1): true
        case .null: nil
        case let other: try refuse(other, column, wanted: "0 or 1")
        }
    }

    package func isNull(_ column: Int) throws -> Bool {
        try value(column) == .null
    }

    private func refuseNull<T>(_ column: Int, wanted: String) throws -> T {
        try refuse(.null, column, wanted: wanted)
    }

    private func inexact(_ number: Int64, _ column: Int) throws -> Double {
        try refuse(.int(number), column, wanted: "a real number that holds it exactly")
    }

    private func refuse<T>(_ value: SQLValue, _ column: Int, wanted: String) throws -> T {
        throw SQLError.unexpected(
            "Column \(column) (\(name(column))) holds \(value.kind) where \(wanted) was expected. "
                + "Correct the query or the schema.")
    }
}

extension SQLValue {
    /// What a message calls a value without showing it: values may be personal.
    fileprivate var kind: String {
        switch self {
        case .null: "NULL"
        case .int: "an integer"
        case .real: "a real number"
        case .text: "text"
        case .blob: "bytes"
        }
    }
}
