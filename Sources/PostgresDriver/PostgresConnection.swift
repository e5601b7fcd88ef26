import CPostgres

import struct SQL.SQL
import enum SQL.SQLError
import enum SQL.SQLValue

/// One connection of libpq, with the statements that were prepared on it. It is used by one thread
/// at a time.
final class PostgresConnection {
    let connection: OpaquePointer
    private let address: PostgresAddress
    /// The names of statements that the server keeps prepared.
    var prepared: [Prepared: String] = [:]
    /// What begins a transaction, not sent yet: it goes with the first statement.
    private var opening: SQL?
    /// Statements that were sent and whose answers are still to be read, in order.
    private var sent: [String] = []
    /// Answers that had to be read before those of what was sent after them.
    var early: [PostgresResult] = []
    /// Whether the end of a transaction was sent and its answer not read yet.
    private var isEnding = false

    /// Connects, and sets what every statement of ours relies on.
    ///
    /// - Throws: `SQLError.unavailable` with what the operator can do.
    init(_ address: PostgresAddress, timeouts: PostgresTimeouts) throws {
        self.address = address
        let names = ["application_name", "connect_timeout", "client_encoding", "dbname"]
        let values = ["linli", String(timeouts.connectSeconds), "UTF8", address.text]
        guard let opened = withCStrings(names, values, { PQconnectdbParams($0, $1, 1) }) else {
            throw SQLError.unavailable("There is no memory left for a connection to PostgreSQL.")
        }
        connection = opened
        linli_pq_keep_silent(connection)
        guard PQstatus(connection) == CONNECTION_OK else {
            throw SQLError(
                refusedBy: address, saying: String(cString: PQerrorMessage(connection)))
        }
        try execute(timeouts.settings)
    }

    deinit { PQfinish(connection) }

    /// Whether the line to the server stands, as far as the last statement showed.
    var isUsable: Bool { PQstatus(connection) == CONNECTION_OK }

    /// Whether a transaction is open or has failed, once everything sent is answered.
    var isInTransaction: Bool {
        settle()
        _ = try? answered()
        return PQtransactionStatus(connection) != PQTRANS_IDLE
    }

    /// 150007 for 15.7.
    var serverVersion: Int { Int(PQserverVersion(connection)) }

    /// What a poll waits on for news of `LISTEN`.
    var socket: CInt { PQsocket(connection) }

    /// Runs text that binds nothing, also several statements at once; answers the last one's rows,
    /// as text.
    @discardableResult
    func execute(_ text: String) throws -> PostgresResult {
        settle()
        try answered()
        if let begin = opening {
            opening = nil
            _ = try result(PQexec(connection, begin.text), of: begin.text)
        }
        return try result(PQexec(connection, text), of: text)
    }

    /// Runs one statement with what it binds, after all that were sent before.
    func run(_ sql: SQL) throws -> PostgresResult {
        settle()
        // For the statement and what stands around it.
        try makeRoom(for: 4)
        let bound = try Bound(sql, on: self)
        guard !sql.text.hasPrefix(SQL.walkedInOrder.text) else {
            let around = try (Bound(WalkInOrder.begin, on: self), Bound(WalkInOrder.end, on: self))
            try begin()
            try [around.0, bound, around.1].forEach(stream)
            guard let answer = try answered().dropLast().last else { throw lost() }
            return answer
        }
        try begin()
        guard sent.isEmpty else {
            try stream(bound)
            guard let last = try answered().last else { throw lost() }
            return last
        }
        return try result(
            bound.values.withPointers { count, types, values, lengths, formats in
                if let name = bound.name {
                    PQexecPrepared(connection, name, count, values, lengths, formats, binary)
                } else {
                    PQexecParams(
                        connection, bound.text, count, types, values, lengths, formats, binary)
                }
            }, of: bound.text)
    }

    /// Sends one statement; its answer is read with that of the next, or at the end.
    func send(_ sql: SQL) throws {
        settle()
        try stream(try Bound(sql, on: self))
    }

    /// How many statements go in one message, while the next are made ready.
    private static let sentAtOnce = 16

    /// Sends statements together, after all that were sent before.
    ///
    /// - Returns: the answer to each.
    func run(all list: [SQL]) throws -> [PostgresResult] {
        settle()
        try makeRoom(for: list.count + 1)
        try begin()
        for start in stride(from: 0, to: list.count, by: Self.sentAtOnce) {
            // What goes last goes with the question for its answer.
            if start > 0 { flush() }
            let part = try list[start..<min(start + Self.sentAtOnce, list.count)]
                .map { try Bound($0, on: self) }
            for one in part { try stream(one) }
        }
        return try answered().suffix(list.count)
    }

    /// Hands what was sent to the server, which begins while more is made ready.
    func flush() {
        // What cannot go now goes with the next; a broken line shows there.
        if !sent.isEmpty { _ = PQflush(connection) }
    }

    /// Ends a transaction and waits until it is durable.
    ///
    /// - Throws: a failure also when a statement that was sent before was refused.
    func commit() throws {
        guard !sent.isEmpty else {
            try execute("COMMIT")
            return
        }
        try stream(Bound("COMMIT", on: self))
        try answered()
    }

    /// Has every transaction from now on read one unchanging snapshot.
    func onlyRead() throws {
        try execute(
            """
            SET default_transaction_isolation = 'repeatable read';
            SET default_transaction_read_only = on
            """)
    }

    /// Begins a transaction with the next statement: both go in one message.
    func beginReading() {
        settle()
        opening = "BEGIN"
    }

    /// Sends what begins a transaction, where it was not sent yet.
    private func begin() throws {
        guard let begin = opening else { return }
        let bound = try Bound(begin, on: self)
        opening = nil
        try stream(bound)
    }

    /// Ends a transaction that only read, without waiting to hear so.
    func endReading() throws {
        guard opening == nil else {
            opening = nil
            return
        }
        let bound = try Bound("COMMIT", on: self)
        isEnding = send(bound)
    }

    /// Reads what is still to come of an end that was sent.
    private func settle() {
        guard isEnding else { return }
        isEnding = false
        while let rest = PQgetResult(connection) { PQclear(rest) }
    }

    /// Sends a statement without waiting for its answer.
    private func stream(_ bound: Bound) throws {
        if sent.isEmpty { PQenterPipelineMode(connection) }
        sent.append(bound.text)
        guard send(bound) else { throw lost() }
    }

    private func send(_ bound: Bound) -> Bool {
        bound.values.withPointers { count, types, values, lengths, formats in
            if let name = bound.name {
                PQsendQueryPrepared(connection, name, count, values, lengths, formats, binary)
            } else {
                PQsendQueryParams(
                    connection, bound.text, count, types, values, lengths, formats, binary)
            }
        } == 1
    }

    /// Reads the answers of all that was sent, in order.
    ///
    /// - Throws: the first refusal among them.
    @discardableResult
    func answered() throws -> [PostgresResult] {
        let before = early
        early = []
        guard !sent.isEmpty else { return before }
        let texts = sent
        sent = []
        defer { PQexitPipelineMode(connection) }
        guard PQpipelineSync(connection) == 1 else { throw lost() }
        var results: [PostgresResult] = []
        // An answer and its end for each statement, then one for all.
        while PQstatus(connection) == CONNECTION_OK {
            guard let next = PQgetResult(connection) else { continue }
            let result = PostgresResult(next)
            if PQresultStatus(next) == PGRES_PIPELINE_SYNC { break }
            results.append(result)
        }
        guard results.count == texts.count else { throw lost() }
        for (result, text) in zip(results, texts) { try check(result, of: text) }
        return before + results
    }

    /// What was told since on channels that this connection listens to.
    func notifications() -> [(channel: String, payload: String)] {
        settle()
        guard PQconsumeInput(connection) == 1 else { return [] }
        var found: [(String, String)] = []
        while let told = PQnotifies(connection) {
            found.append(
                (String(cString: told.pointee.relname), String(cString: told.pointee.extra)))
            PQfreemem(told)
        }
        return found
    }

    private let binary: CInt = 1

    func result(_ answer: OpaquePointer?, of text: String) throws -> PostgresResult {
        guard let answer else { throw lost() }
        let result = PostgresResult(answer)
        try check(result, of: text)
        return result
    }

    private func check(_ result: PostgresResult, of text: String) throws {
        switch PQresultStatus(result.pointer) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: break
        default:
            throw PostgresFailure(result, on: address, isConnected: isUsable, statement: text)
        }
    }

    private func lost() -> PostgresFailure {
        PostgresFailure(
            state: PostgresFailure.lostState,
            error: SQLError(
                refusedBy: address, saying: String(cString: PQerrorMessage(connection))))
    }
}
