import Foundation
import PostgresDriver

/// The programs that come with PostgreSQL, for what they do best.
enum PostgresTools {
    /// Copies a database into a file, while others go on working.
    static func dump(_ address: PostgresAddress, to path: String) throws {
        try run(
            "pg_dump",
            [
                "--format=custom", "--no-owner", "--exclude-table", WritingTurn.table,
                "--file", path,
            ], on: address)
    }

    /// Fills an empty database from such a file; whole or not at all.
    static func restore(_ path: String, into address: PostgresAddress) throws {
        try run(
            "pg_restore", ["--no-owner", "--exit-on-error", "--single-transaction", path],
            on: address)
    }

    /// Whether a file is one that `dump` made.
    static func isDump(_ start: Data) -> Bool { start.starts(with: Data("PGDMP".utf8)) }

    /// The password goes through the environment: everyone may read the arguments of a program.
    private static func run(
        _ program: String, _ arguments: [String], on address: PostgresAddress
    ) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [program, "--dbname", address.withoutPassword] + arguments
        var environment = ProcessInfo.processInfo.environment
        if let password = address.password { environment["PGPASSWORD"] = password }
        process.environment = environment
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let told = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let lines = String(decoding: told, as: UTF8.self).split(separator: "\n")
            throw Complaint(
                process.terminationStatus == 127
                    ? "\(program) is not installed here. It comes with PostgreSQL's client "
                        + "programs."
                    : "\(program) failed: \(lines.last.map(String.init) ?? "no reason was given")")
        }
    }
}
