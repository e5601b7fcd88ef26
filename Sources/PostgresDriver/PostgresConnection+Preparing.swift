import CPostgres

import struct SQL.SQL

/// Statements that the server keeps prepared: parsed and planned once for each connection.
extension PostgresConnection {
    /// A statement by its text and by the types of what it binds: the server plans each apart.
    struct Prepared: Hashable {
        let text: String
        let types: [Oid]
    }

    /// How many statements are kept prepared; beyond, all are let go.
    private static let preparedMax = 1_000
    /// Statements that bind more are long lists of a length of their own, and not worth keeping. An
    /// inbox over all procedures binds some hundred.
    private static let preparedValuesMax = 600

    /// A statement ready to go, prepared where it is worth it.
    struct Bound {
        let text: String
        let name: String?
        let values: BoundValues

        init(_ sql: SQL, on connection: PostgresConnection) throws {
            let numbered = PlaceholderText.numbered(sql)
            text = numbered.text
            values = BoundValues(numbered.values)
            name =
                numbered.values.count <= PostgresConnection.preparedValuesMax
                ? try connection.statement(text, values.types) : nil
        }
    }

    fileprivate func statement(_ text: String, _ types: [Oid]) throws -> String {
        let key = Prepared(text: text, types: types)
        if let name = prepared[key] { return name }
        // Preparing waits for its answer, which comes after those of all that was sent.
        early = try answered()
        try makeRoom(for: 1)
        let name = "s\(prepared.count)"
        _ = try result(
            types.withUnsafeBufferPointer {
                PQprepare(connection, name, text, CInt($0.count), $0.baseAddress)
            }, of: text)
        prepared[key] = name
        return name
    }

    /// Lets all that is prepared go where so many more would be too many.
    func makeRoom(for more: Int) throws {
        guard prepared.count + more > Self.preparedMax else { return }
        early = try answered()
        _ = try result(PQexec(connection, "DEALLOCATE ALL"), of: "DEALLOCATE ALL")
        prepared = [:]
    }
}
