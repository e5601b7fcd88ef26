import CPostgres

import struct SQL.SQL
import enum SQL.SQLError
import enum SQL.SQLValue

/// One connection of libpq, with the statements that were prepared on it. It is used by one thread
/// at a time.
final class PostgresConnection {
    private let connection: OpaquePointer
    private let address: PostgresAddress
    private var prepared: [Prepared: String] = [:]
    /// What begins a transaction, not sent yet: it goes with the first statement.
    private var opening: String?
    /// Whether the end of a transaction was sent and its answer not read yet.
    private var isEnding = false

    /// A statement by its text and by the types of what it binds: the server plans each apart.
    private struct Prepared: Hashable {
        let text: String
        let types: [Oid]
    }

    /// How many statements are kept prepared; beyond, all are let go.
    private static let preparedMax = 1_000
    /// Statements that bind more are lists of a length of their own, and not worth keeping.
    private static let preparedValuesMax = 160

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

    /// Whether a transaction is open or has failed.
    var isInTransaction: Bool {
        settle()
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
        if let begin = opening {
            opening = nil
            _ = try result(PQexec(connection, begin), of: begin)
        }
        return try result(PQexec(connection, text), of: text)
    }

    /// Runs one statement with what it binds.
    func run(_ sql: SQL) throws -> PostgresResult {
        settle()
        let values = BoundValues(sql.values)
        let text = PlaceholderText.numbered(sql.text)
        let name =
            sql.values.count <= Self.preparedValuesMax
            ? try statement(text, values.types) : nil
        if let begin = opening {
            opening = nil
            return try result(together(begin, text, name, values), of: text)
        }
        return try result(
            values.withPointers { count, types, values, lengths, formats in
                if let name {
                    PQexecPrepared(connection, name, count, values, lengths, formats, binary)
                } else {
                    PQexecParams(
                        connection, text, count, types, values, lengths, formats, binary)
                }
            }, of: text)
    }

    /// Begins a transaction with the next statement: both go in one message, and their answers come
    /// in one.
    func beginReading() {
        settle()
        opening = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    }

    /// Ends a transaction that only read, without waiting to hear so.
    func endReading() {
        if opening != nil {
            opening = nil
        } else {
            isEnding = PQsendQuery(connection, "COMMIT") == 1
        }
    }

    /// Reads what is still to come of an end that was sent.
    private func settle() {
        guard isEnding else { return }
        isEnding = false
        while let rest = PQgetResult(connection) { PQclear(rest) }
    }

    /// Sends two statements at once; answers that of the second, or why the first failed.
    private func together(
        _ begin: String, _ text: String, _ name: String?, _ values: BoundValues
    ) -> OpaquePointer? {
        PQenterPipelineMode(connection)
        defer { PQexitPipelineMode(connection) }
        let isSent = values.withPointers { count, types, values, lengths, formats in
            guard PQsendQueryParams(connection, begin, 0, nil, nil, nil, nil, 0) == 1 else {
                return false
            }
            let isSent =
                if let name {
                    PQsendQueryPrepared(connection, name, count, values, lengths, formats, binary)
                } else {
                    PQsendQueryParams(
                        connection, text, count, types, values, lengths, formats, binary)
                }
            return isSent == 1 && PQpipelineSync(connection) == 1
        }
        guard isSent else { return nil }
        var answers: [OpaquePointer] = []
        // An answer and its end for each statement, then one for both.
        while PQstatus(connection) == CONNECTION_OK {
            guard let next = PQgetResult(connection) else { continue }
            if PQresultStatus(next) == PGRES_PIPELINE_SYNC {
                PQclear(next)
                break
            }
            answers.append(next)
        }
        let failed = answers.first.map { PQresultStatus($0) != PGRES_COMMAND_OK } ?? true
        let told = failed ? answers.first : answers.dropFirst().first
        for answer in answers where answer != told { PQclear(answer) }
        return told
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

    private func statement(_ text: String, _ types: [Oid]) throws -> String {
        let key = Prepared(text: text, types: types)
        if let name = prepared[key] { return name }
        if prepared.count >= Self.preparedMax {
            try execute("DEALLOCATE ALL")
            prepared = [:]
        }
        let name = "s\(prepared.count)"
        _ = try result(
            types.withUnsafeBufferPointer {
                PQprepare(connection, name, text, CInt($0.count), $0.baseAddress)
            }, of: text)
        prepared[key] = name
        return name
    }

    private func result(_ answer: OpaquePointer?, of text: String) throws -> PostgresResult {
        guard let answer else {
            throw PostgresFailure(
                state: PostgresFailure.lostState,
                error: SQLError(
                    refusedBy: address, saying: String(cString: PQerrorMessage(connection))))
        }
        let result = PostgresResult(answer)
        switch PQresultStatus(answer) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: return result
        default:
            throw PostgresFailure(result, on: address, isConnected: isUsable, statement: text)
        }
    }
}

/// Calls C with two arrays of texts, each ended by NULL.
private func withCStrings(
    _ first: [String], _ second: [String],
    _ body: (
        UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>
    ) -> OpaquePointer?
) -> OpaquePointer? {
    let texts = (first + second).map { Array($0.utf8CString) }
    let joined = Array(texts.joined())
    return joined.withUnsafeBufferPointer { bytes in
        var pointers: [UnsafePointer<CChar>?] = []
        var place = 0
        for (index, text) in texts.enumerated() {
            if index == first.count { pointers.append(nil) }
            pointers.append(bytes.baseAddress.map { $0 + place })
            place += text.count
        }
        pointers.append(nil)
        return pointers.withUnsafeBufferPointer { pointers in
            pointers.baseAddress.flatMap { body($0, $0 + first.count + 1) }
        }
    }
}
