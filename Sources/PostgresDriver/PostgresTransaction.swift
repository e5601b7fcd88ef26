import enum SQL.Dialect
import protocol SQL.Row
import struct SQL.SQL
import enum SQL.SQLError
import enum SQL.SQLValue
import class SQL.TransactionMemory
import protocol SQL.Writer

/// A transaction on one connection; for who peeks, statements with none around them.
final class PostgresTransaction: Writer {
    private let connection: PostgresConnection
    private var walks = 0
    /// What the server refused; after that it takes no more statements in this transaction.
    private(set) var failure: PostgresFailure?

    /// Answers that were fetched before anybody asked, each for one who will.
    private var fetched: [SQL: [PostgresResult]] = [:]

    let dialect = Dialect.postgres
    let memory = TransactionMemory()

    init(_ connection: PostgresConnection) {
        self.connection = connection
    }

    /// Runs statements together; each of their answers goes to the next who runs the same.
    func expect(_ list: [SQL]) throws {
        if list.isEmpty { return }
        for sql in list { try refuseNUL(in: sql) }
        let results = try noting { try connection.run(all: list) }
        // The last first, so that each taker takes from the end.
        for (sql, result) in zip(list, results).reversed() {
            fetched[sql, default: []].append(result)
        }
    }

    /// Has the server begin with what was sent, while more is made ready.
    func flush() { connection.flush() }

    func rows<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> [T] {
        let result = try answer(sql)
        var decoded: [T] = []
        decoded.reserveCapacity(Int(result.rowCount))
        for row in 0..<result.rowCount {
            decoded.append(try decode(PostgresRow(result: result, row: row)))
        }
        return decoded
    }

    func first<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> T? {
        let result = try answer(sql)
        return result.rowCount == 0 ? nil : try decode(PostgresRow(result: result, row: 0))
    }

    /// How many rows a walk over a long answer holds at once.
    private static let walkedAtOnce = 500

    /// A query without a limit is one whose answer is too long to hold: it is walked by a cursor.
    func forEach(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
        guard !PlaceholderText.isLimited(sql) else {
            let result = try answer(sql)
            for row in 0..<result.rowCount { try body(PostgresRow(result: result, row: row)) }
            return
        }
        walks += 1
        let number = walks
        _ = try answer(SQL.declaring(cursor: number, for: sql))
        while true {
            let part = try answer(SQL.fetching(Self.walkedAtOnce, fromCursor: number))
            for row in 0..<part.rowCount { try body(PostgresRow(result: part, row: row)) }
            if part.rowCount < Self.walkedAtOnce { break }
        }
        try script("CLOSE walk_\(number)")
    }

    @discardableResult
    func run(_ sql: SQL) throws -> Int { try answer(sql).changes }

    func send(_ sql: SQL) throws {
        try refuseNUL(in: sql)
        try noting { try connection.send(sql) }
    }

    func run(all list: [SQL]) throws -> [Int] {
        for sql in list { try refuseNUL(in: sql) }
        return try noting { try connection.run(all: list) }.map(\.changes)
    }

    func script(_ text: String) throws {
        try noting { _ = try connection.execute(text) }
    }

    private func answer(_ sql: SQL) throws -> PostgresResult {
        if let result = fetched[sql]?.popLast() { return result }
        try refuseNUL(in: sql)
        return try noting { try connection.run(sql) }
    }

    private func refuseNUL(in sql: SQL) throws {
        guard !sql.values.contains(where: \.hasNUL) else {
            throw SQLError.unexpected(
                "A text to bind contains the character NUL, which would cut it short. "
                    + "Refuse it where it is entered.")
        }
    }

    private func noting<T>(_ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let failed as PostgresFailure {
            // The first is the reason; whatever comes after it is refused for its sake.
            if failure == nil { failure = failed }
            throw failed.error
        }
    }
}

extension SQLValue {
    /// Whether it is a text with the character NUL in it.
    fileprivate var hasNUL: Bool {
        guard case .text(let text) = self else { return false }
        return text.utf8.contains(0)
    }
}
