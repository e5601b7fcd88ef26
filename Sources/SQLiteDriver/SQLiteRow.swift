import GRDBSQLite

import protocol SQL.Row
import enum SQL.SQLError
import enum SQL.SQLValue

/// The row a statement stands on, read in place.
final class SQLiteRow: Row {
    private let statement: OpaquePointer
    let columnCount: Int

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
}
