import GRDB

import protocol SQL.Row
import enum SQL.SQLError
import enum SQL.SQLValue

/// The row a statement stands on.
struct SQLiteRow: Row {
    let row: GRDB.Row
    let columns: SQLiteColumns

    var columnCount: Int { columns.names.count }

    func name(_ column: Int) -> String {
        columns.names.indices.contains(column) ? columns.names[column] : "?"
    }

    func value(_ column: Int) throws -> SQLValue {
        guard columns.names.indices.contains(column) else {
            throw SQLError.unexpected(
                "The query answers \(columnCount) columns and column \(column), counted from 0, "
                    + "was read. Correct the query.")
        }
        let value: DatabaseValue = row[column]
        switch value.storage {
        case .null: return .null
        case .int64(let number): return .int(number)
        case .double(let number): return .real(number)
        case .string(let text): return .text(text)
        case .blob(let bytes): return .blob([UInt8](bytes))
        }
    }

    func position(_ name: String) throws -> Int {
        guard let position = columns.positions[name] else {
            throw SQLError.unexpected(
                "The query answers no column named \(name); it answers "
                    + columns.names.joined(separator: ", ") + ". Correct the query.")
        }
        guard let position else {
            throw SQLError.unexpected(
                "Several columns are named \(name). Name each with AS, or read by position.")
        }
        return position
    }
}

/// The columns of one query. The positions are worked out once, when a name is first read.
final class SQLiteColumns {
    let names: [String]

    /// nil stands for a name that several columns share.
    lazy var positions: [String: Int?] = Dictionary(
        names.enumerated().map { ($0.element, .some($0.offset)) },
        uniquingKeysWith: { _, _ in nil })

    init(names: [String]) {
        self.names = names
    }
}
