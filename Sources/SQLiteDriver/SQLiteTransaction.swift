import GRDB
import GRDBSQLite

import enum SQL.Dialect
import protocol SQL.Row
import struct SQL.SQL
import enum SQL.SQLError
import class SQL.TransactionMemory
import protocol SQL.Writer

/// A transaction on one connection. Statements are bound and stepped by the C interface itself,
/// without copies in between.
final class SQLiteTransaction: Writer {
    private let connection: any Statements
    private let handle: OpaquePointer?
    private let path: String
    /// Statements whose rows are being walked: the same text run inside must not reset them.
    private var walked: [OpaquePointer] = []

    let dialect = Dialect.sqlite
    let memory = TransactionMemory()

    init(_ connection: any Statements, path: String) {
        self.connection = connection
        handle = connection.handle
        self.path = path
    }

    func rows<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> [T] {
        var decoded: [T] = []
        try walk(sql) { row in
            decoded.append(try decode(row))
            return true
        }
        return decoded
    }

    func first<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> T? {
        var found: T?
        try walk(sql) { row in
            found = try decode(row)
            return false
        }
        return found
    }

    func forEach(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
        try walk(sql) { row in
            try body(row)
            return true
        }
    }

    @discardableResult
    func run(_ sql: SQL) throws -> Int {
        try SQLError.translating(path: path) {
            let prepared = try statement(sql)
            let statement = prepared.statement
            // A statement such as CREATE TABLE leaves the earlier count in place.
            let changesBefore = sqlite3_total_changes(handle)
            defer { sqlite3_reset(statement) }
            try bind(sql, to: statement)
            while try step(statement, of: sql) {}
            return sqlite3_total_changes(handle) == changesBefore
                ? 0 : Int(sqlite3_changes(handle))
        }
    }

    func script(_ text: String) throws {
        try SQLError.translating(path: path) {
            try refuseOutsideTransaction()
            let code = sqlite3_exec(handle, text, nil, nil, nil)
            guard code == SQLITE_OK else { throw failure(code, text) }
        }
    }

    /// Hands each row to `body` until it answers false.
    private func walk(_ sql: SQL, _ body: (any Row) throws -> Bool) throws {
        try SQLError.translating(path: path) {
            let prepared = try statement(sql)
            let statement = prepared.statement
            walked.append(statement)
            defer {
                sqlite3_reset(statement)
                walked.removeLast()
            }
            try bind(sql, to: statement)
            let row = SQLiteRow(statement)
            while try step(statement, of: sql) {
                guard try body(row) else { break }
            }
            // SQLite checks foreign keys of INSERT … RETURNING only at its end.
            if sqlite3_stmt_readonly(statement) == 0 { while try step(statement, of: sql) {} }
        }
    }

    private func bind(_ sql: SQL, to statement: OpaquePointer) throws {
        let wanted = Int(sqlite3_bind_parameter_count(statement))
        guard wanted == sql.values.count else {
            throw SQLError.unexpected(
                "A statement asks for \(wanted) values and \(sql.values.count) were bound. Write a "
                    + "question mark only inside a text in quotes: \(sql.text)")
        }
        for (index, value) in sql.values.enumerated() {
            let code = value.bind(to: statement, at: CInt(index + 1))
            guard code == SQLITE_OK else { throw failure(code, sql.text) }
        }
    }

    /// - Returns: whether the statement stands on a row; false at its end.
    private func step(_ statement: OpaquePointer, of sql: SQL) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code, sql.text)
        }
    }

    private func failure(_ code: CInt, _ text: String) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: handle.map { String(cString: sqlite3_errmsg($0)) }, sql: text)
    }

    private func statement(_ sql: SQL) throws -> Prepared {
        try refuseOutsideTransaction()
        guard !sql.values.contains(where: \.hasNUL) else {
            throw SQLError.unexpected(
                "A text to bind contains the character NUL, which would cut it short. "
                    + "Refuse it where it is entered.")
        }
        // Long lists make many different texts; keeping them all would only fill memory.
        guard sql.values.count <= Self.cachedValuesMax else {
            return try connection.statement(sql.text, isKept: false)
        }
        let kept = try connection.statement(sql.text, isKept: true)
        guard walked.contains(kept.statement) else { return kept }
        return try connection.statement(sql.text, isKept: false)
    }

    private static let cachedValuesMax = 160

    /// After SQLite undid a transaction by itself, a further statement would be stored alone.
    private func refuseOutsideTransaction() throws {
        guard sqlite3_get_autocommit(handle) == 0 else {
            throw SQLError.unexpected(
                "The transaction is over and takes no more statements. "
                    + "Let the first error end the body, and never write COMMIT or ROLLBACK.")
        }
    }
}
