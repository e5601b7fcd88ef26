import Foundation
package import SQL
import SQLiteDriver
import Synchronization

@testable import PostgresDriver

/// Where towns have their rows: in memory, or, where `LINLI_TEST_POSTGRES` names the folder of a
/// server's socket, in a database of their own there.
package enum TownHall {
    static let server = ProcessInfo.processInfo.environment["LINLI_TEST_POSTGRES"]

    /// Whether towns are in memory: plans and schemas are those of one engine.
    package static var isEmbedded: Bool { server == nil }

    /// How many databases stand at once: each has its connections or its memory.
    private static let turnstile = Turnstile(places: 12)
    private static let count = Atomic<Int>(0)

    /// A database for a town, empty or a copy of a template.
    package static func database(
        after template: (any Database)? = nil
    ) async throws -> any Database {
        await turnstile.enter()
        guard let server else {
            guard let template = template as? SQLiteDatabase else {
                return try SQLiteDatabase.inMemory()
            }
            return try await template.copyInMemory()
        }
        let number = count.add(1, ordering: .relaxed).newValue
        let name = "town_\(ProcessInfo.processInfo.processIdentifier)_\(number)"
        let after = template.flatMap { Self.name(of: $0) }.map { " TEMPLATE \($0)" } ?? ""
        try administer("CREATE DATABASE \(name)\(after)", on: server)
        return try PostgresDatabase.open(address(name, server), readers: 2)
    }

    /// Makes a template of a database: nobody stays in one of a server, which can be copied only
    /// then.
    static func template(_ database: any Database) async throws -> any Database {
        if !isEmbedded { try await database.close() }
        await turnstile.leave()
        return database
    }

    /// Closes a town's database; one of a server is dropped.
    package static func close(_ database: any Database) async throws {
        try await database.close()
        if let server, let name = name(of: database) {
            try administer("DROP DATABASE \(name) WITH (FORCE)", on: server)
        }
        await turnstile.leave()
    }

    /// Another program's connections to a database of a server; nil for one in memory.
    package static func another(of database: any Database) throws -> (any Database)? {
        guard let database = database as? PostgresDatabase else { return nil }
        return try PostgresDatabase.open(database.address, readers: 2)
    }

    static func name(of database: any Database) -> String? {
        (database as? PostgresDatabase).map { database in
            String(database.address.text.dropFirst("postgres:///".count).prefix { $0 != "?" })
        }
    }

    private static func address(_ name: String, _ server: String) -> PostgresAddress {
        PostgresAddress("postgres:///\(name)?host=\(server)&user=linli")
    }

    private static func administer(_ statement: String, on server: String) throws {
        try PostgresConnection(address("postgres", server), timeouts: PostgresTimeouts())
            .execute(statement)
    }
}

/// Lets so many through at once.
private actor Turnstile {
    private var places: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) {
        self.places = places
    }

    func enter() async {
        if places > 0 {
            places -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty {
            places += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
