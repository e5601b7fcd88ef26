import Foundation
import GRDB

import enum SQL.Dialect
import protocol SQL.Row
import struct SQL.SQL
import enum SQL.SQLError
import enum SQL.SQLValue
import protocol SQL.Writer

/// A transaction on one connection. GRDB keeps readers from writing.
final class SQLiteTransaction: Writer {
    private let connection: GRDB.Database
    private let path: String
    /// Statements whose rows are being walked: the same text run inside must not reset them.
    private var walked: [ObjectIdentifier] = []

    let dialect = Dialect.sqlite

    init(_ connection: GRDB.Database, path: String) {
        self.connection = connection
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
            let statement = try statement(sql)
            // A statement such as CREATE TABLE leaves the earlier count in place.
            let changesBefore = connection.totalChangesCount
            try statement.execute(arguments: sql.arguments)
            return connection.totalChangesCount == changesBefore ? 0 : connection.changesCount
        }
    }

    func script(_ text: String) throws {
        try SQLError.translating(path: path) {
            try refuseOutsideTransaction()
            try connection.execute(sql: text)
        }
    }

    /// Hands each row to `body` until it answers false.
    private func walk(_ sql: SQL, _ body: (any Row) throws -> Bool) throws {
        try SQLError.translating(path: path) {
            let statement = try statement(sql)
            walked.append(ObjectIdentifier(statement))
            defer { walked.removeLast() }
            let cursor = try GRDB.Row.fetchCursor(statement, arguments: sql.arguments)
            let columns = SQLiteColumns(names: statement.columnNames)
            while let row = try cursor.next() {
                guard try body(SQLiteRow(row: row, columns: columns)) else { break }
            }
            // SQLite checks foreign keys of INSERT … RETURNING only at its end.
            if !statement.isReadonly { while try cursor.next() != nil {} }
        }
    }

    private func statement(_ sql: SQL) throws -> Statement {
        try refuseOutsideTransaction()
        guard !sql.values.contains(where: \.hasNUL) else {
            throw SQLError.unexpected(
                "A text to bind contains the character NUL, which would cut it short. "
                    + "Refuse it where it is entered.")
        }
        // Long lists make many different texts; keeping them all would only fill memory.
        guard sql.values.count <= Self.cachedValuesMax else {
            return try connection.makeStatement(sql: sql.text)
        }
        let cached = try connection.cachedStatement(sql: sql.text)
        guard walked.contains(ObjectIdentifier(cached)) else { return cached }
        return try connection.makeStatement(sql: sql.text)
    }

    private static let cachedValuesMax = 40

    /// After SQLite undid a transaction by itself, a further statement would be stored alone.
    private func refuseOutsideTransaction() throws {
        guard connection.isInsideTransaction else {
            throw SQLError.unexpected(
                "The transaction is over and takes no more statements. "
                    + "Let the first error end the body, and never write COMMIT or ROLLBACK.")
        }
    }
}

extension SQL {
    fileprivate var arguments: StatementArguments {
        StatementArguments(values.map(\.databaseValue))
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .int(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }

    fileprivate var hasNUL: Bool {
        guard case .text(let text) = self else { return false }
        return text.utf8.contains(0)
    }
}
