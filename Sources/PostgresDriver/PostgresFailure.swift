import CPostgres

import enum SQL.SQLError

/// Why the server refused a statement, or went away.
struct PostgresFailure: Error {
    /// Five characters of the SQL standard and of PostgreSQL.
    let state: String
    let error: SQLError

    /// The class of states of a connection that is gone.
    static let lostState = "08006"

    /// Whether the line is gone: another connection may fare better.
    var isLost: Bool { state.hasPrefix("08") || state.hasPrefix("57P") }

    /// Whether the same transaction may succeed when it is tried again: it met another one.
    var isTransient: Bool { ["40001", "40P01", "55P03"].contains(state) }

    /// Whether nothing may be written here: one who writes has come upon a stand-in, which is about
    /// to take the place of the server.
    var isOfStandIn: Bool { state == "25006" }
}

extension PostgresFailure {
    init(
        _ result: PostgresResult, on address: PostgresAddress, isConnected: Bool, statement: String
    ) {
        func field(_ value: UnsafePointer<CChar>?) -> String {
            value.map { String(cString: $0) } ?? ""
        }
        let told = field(linli_pq_sqlstate(result.pointer))
        state = told.isEmpty || !isConnected ? Self.lostState : told
        // Of the values that are refused the server tells the first; they may be personal.
        let message = state.hasPrefix("22") ? state : field(linli_pq_message(result.pointer))
        let table = field(linli_pq_table(result.pointer))
        switch state {
        case "23505":
            error = .constraint(
                kind: .unique,
                detail: Self.columns(of: table, in: field(linli_pq_detail(result.pointer))))
        case "23503":
            error = .constraint(
                kind: .foreignKey, detail: field(linli_pq_constraint(result.pointer)))
        case "23502":
            error = .constraint(
                kind: .notNull, detail: table + "." + field(linli_pq_column(result.pointer)))
        case "23514", "P0001":
            let constraint = field(linli_pq_constraint(result.pointer))
            error = .constraint(kind: .check, detail: constraint.isEmpty ? message : constraint)
        case "22P02", "22003", "42804", "22021":
            error = .constraint(kind: .check, detail: message)
        case "53100":
            error = .unavailable(
                "The disk of \(address) is full. Nothing was stored; free some space there and try "
                    + "again.")
        case "53300":
            error = .unavailable(
                "\(address) has no connection left. Raise its max_connections, or run fewer nodes.")
        case "42501":
            error = .unavailable(
                "The user of \(address) lacks a right (\(message)). Let it own the schema that "
                    + "Linli uses.")
        case "25006":
            error = .unavailable(
                "\(address) takes no writes: it is a stand-in. Name the primary, or several hosts "
                    + "with target_session_attrs=read-write.")
        case "55P03", "40001", "40P01", "57014":
            error = .unavailable(
                "\(address) was too busy with other writes (\(message)). Nothing was stored; try "
                    + "again.")
        case let state where state.hasPrefix("08") || state.hasPrefix("57P"):
            error = .unavailable(
                "The connection to \(address) is gone. Nothing is lost: it is opened again as soon "
                    + "as the server answers.")
        default:
            error = .unexpected(
                "PostgreSQL refused a statement: \(message) (\(state)) in: \(statement)")
        }
    }

    /// `people.sign_in` from `Key (sign_in)=(lin) already exists.`, without the value.
    private static func columns(of table: String, in detail: String) -> String {
        let names = detail.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
        return names.split(separator: ",").map { name in
            table + "." + name.drop { $0 == " " }
        }.joined(separator: ", ")
    }
}

extension SQLError {
    /// What libpq says when it cannot connect, as a sentence for the operator.
    init(refusedBy address: PostgresAddress, saying message: String) {
        let lines = message.split(separator: "\n").map(String.init)
        let last = lines.last ?? "no reason was given"
        func says(_ words: String...) -> Bool { words.contains { message.contains($0) } }
        self =
            if says("password authentication failed", "no password supplied") {
                .unavailable(
                    "\(address) refused the user or the password. Correct the URL, or put the "
                        + "password into a passfile.")
            } else if says("does not exist") {
                .unavailable(
                    "\(address) has no such database or user (\(last)). Create it with: createdb "
                        + "--encoding UTF8 --locale C --template template0 NAME")
            } else if says("Connection refused", "No such file", "timeout expired", "timed out") {
                .unavailable(
                    "No PostgreSQL answers at \(address). Start the server, or correct the URL.")
            } else if says("could not translate host name") {
                .unavailable("The host of \(address) is not known. Correct the URL.")
            } else if says("no pg_hba.conf entry") {
                .unavailable(
                    "\(address) lets nobody in from here (\(last)). Add a line to its pg_hba.conf.")
            } else if says("starting up", "shutting down", "recovery mode") {
                .unavailable("\(address) is starting or stopping. Try again in a moment.")
            } else {
                .unavailable("\(address) cannot be reached: \(last)")
            }
    }
}
