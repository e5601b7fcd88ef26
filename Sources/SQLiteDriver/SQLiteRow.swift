import GRDBSQLite

import protocol SQL.Row
import enum SQL.SQLError
import enum SQL.SQLValue

/// The row a statement stands on, read in place.
final class SQLiteRow: Row {
    private let statement: OpaquePointer
    let columnCount: Int

    /// Where each name stands, worked out when a name is first read; nil stands for a name that
    /// several columns share.
    private lazy var positions: [String: Int?] = Dictionary(
        (0..<columnCount).map { (name($0), .some($0)) }, uniquingKeysWith: { _, _ in nil })

    init(_ statement: OpaquePointer) {
        self.statement = statement
        columnCount = Int(sqlite3_column_count(statement))
    }

    func name(_ column: Int) -> String {
        guard column >= 0, column < columnCount,
            let name = sqlite3_column_name(statement, CInt(column))
        else { return "?" }
        return String(cString: name)
    }

    func value(_ column: Int) throws -> SQLValue {
        guard column >= 0, column < columnCount else {
            throw SQLError.unexpected(
                "The query answers \(columnCount) columns and column \(column), counted from 0, "
                    + "was read. Correct the query.")
        }
        return SQLValue(of: statement, at: CInt(column))
    }

    func position(_ name: String) throws -> Int {
        guard let position = positions[name] else {
            throw SQLError.unexpected(
                "The query answers no column named \(name); it answers "
                    + (0..<columnCount).map(self.name).joined(separator: ", ")
                    + ". Correct the query.")
        }
        guard let position else {
            throw SQLError.unexpected(
                "Several columns are named \(name). Name each with AS, or read by position.")
        }
        return position
    }
}
