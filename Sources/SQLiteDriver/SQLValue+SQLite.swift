import GRDBSQLite

import enum SQL.SQLValue

extension SQLValue {
    /// What stands in a column of the row that a statement stands on.
    init(of statement: OpaquePointer, at column: CInt) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .int(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(statement, column)
            let count = Int(sqlite3_column_bytes(statement, column))
            self = .text(
                String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(statement, column)
            let count = Int(sqlite3_column_bytes(statement, column))
            self = .blob([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
        default: self = .null
        }
    }

    /// Binds the value to the `index`-th `?`, counted from 1. SQLite takes a copy.
    ///
    /// - Returns: a result code of SQLite.
    func bind(to statement: OpaquePointer, at index: CInt) -> CInt {
        switch self {
        case .null: return sqlite3_bind_null(statement, index)
        case .int(let number): return sqlite3_bind_int64(statement, index, number)
        case .real(let number): return sqlite3_bind_double(statement, index, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    // An empty text may have no address, and NULL would be bound in its place.
                    characters.isEmpty
                        ? sqlite3_bind_text(statement, index, "", 0, Self.copied)
                        : sqlite3_bind_text(
                            statement, index, characters.baseAddress, CInt(characters.count),
                            Self.copied)
                }
            }
        case .blob(let bytes):
            return bytes.withUnsafeBytes { bytes in
                bytes.isEmpty
                    ? sqlite3_bind_zeroblob(statement, index, 0)
                    : sqlite3_bind_blob(
                        statement, index, bytes.baseAddress, CInt(bytes.count), Self.copied)
            }
        }
    }

    /// Whether it is a text with the character NUL in it.
    var hasNUL: Bool {
        guard case .text(var text) = self else { return false }
        return text.withUTF8 { $0.contains(0) }
    }

    /// SQLITE_TRANSIENT, a cast that C's header writes and Swift does not import.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
