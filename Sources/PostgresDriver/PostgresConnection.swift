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
    var isInTransaction: Bool { PQtransactionStatus(connection) != PQTRANS_IDLE }

    /// 150007 for 15.7.
    var serverVersion: Int { Int(PQserverVersion(connection)) }

    /// What a poll waits on for news of `LISTEN`.
    var socket: CInt { PQsocket(connection) }

    /// Runs text that binds nothing, also several statements at once; answers the last one's rows,
    /// as text.
    @discardableResult
    func execute(_ text: String) throws -> PostgresResult {
        try result(PQexec(connection, text), of: text)
    }

    /// Runs one statement with what it binds.
    func run(_ sql: SQL) throws -> PostgresResult {
        let values = BoundValues(sql.values)
        let text = PlaceholderText.numbered(sql.text)
        guard sql.values.count <= Self.preparedValuesMax else {
            return try result(
                values.withPointers { count, types, values, lengths, formats in
                    PQexecParams(
                        connection, text, count, types, values, lengths, formats, binary)
                }, of: text)
        }
        let name = try statement(text, values.types)
        return try result(
            values.withPointers { count, _, values, lengths, formats in
                PQexecPrepared(connection, name, count, values, lengths, formats, binary)
            }, of: text)
    }

    /// What was told since on channels that this connection listens to.
    func notifications() -> [(channel: String, payload: String)] {
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
