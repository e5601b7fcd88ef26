import Dispatch
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

    /// A database with nothing in it.
    package static func database() async throws -> any Database {
        try await entering {
            if let server { try await made(on: server) } else { try SQLiteDatabase.inMemory() }
        }
    }

    /// Makes a copy of a template for a town.
    typealias Copying = @Sendable () async throws -> any Database

    /// Makes a template of a database, which nobody uses any more: one of a server can be copied as
    /// long as nobody is in it.
    static func template(_ database: any Database) async throws -> Copying {
        await turnstile.leave()
        if let pages = database as? SQLiteDatabase {
            return { try await entering { try await pages.copyInMemory() } }
        }
        guard let server, let name = name(of: database) else { throw NoServer() }
        try await database.close()
        // Copied as files: as writes, which is usual, it takes three times as long.
        let like = " TEMPLATE \(name) STRATEGY file_copy"
        return { try await entering { try await made(on: server, like: like) } }
    }

    private struct NoServer: Error {}

    private static func entering(
        _ make: () async throws -> any Database
    ) async throws -> any Database {
        await turnstile.enter()
        do {
            return try await make()
        } catch {
            await turnstile.leave()
            throw error
        }
    }

    private static func made(
        on server: String, like rest: String = ""
    ) async throws -> any Database {
        let number = count.add(1, ordering: .relaxed).newValue
        let name = "town_\(ProcessInfo.processInfo.processIdentifier)_\(number)"
        try await administer("CREATE DATABASE \(name)\(rest)", on: server)
        return try PostgresDatabase.open(address(name, server), readers: 2)
    }

    /// Closes a town's database; one of a server is dropped.
    package static func close(_ database: any Database) async throws {
        try await database.close()
        if let server, let name = name(of: database) {
            try await administer("DROP DATABASE \(name) WITH (FORCE)", on: server)
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

    /// On a thread of its own: the few that tests run on would wait for the server.
    private static func administer(_ statement: String, on server: String) async throws {
        try await withCheckedThrowingContinuation { continuation in
            administration.async {
                continuation.resume(
                    with: Result {
                        _ = try PostgresConnection(
                            address("postgres", server), timeouts: PostgresTimeouts()
                        ).execute(statement)
                    })
            }
        }
    }

    private static let administration = DispatchQueue(label: "town hall", attributes: .concurrent)
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
