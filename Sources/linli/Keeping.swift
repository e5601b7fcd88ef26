import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import SQL
import SQLiteDriver
import Storage

/// `linli seal`
struct SealCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Seal what has been recorded since the last seal.",
        discussion: """
            Publish the digest that it prints: whoever keeps it can show later that nothing before \
            it was changed. “linli serve” seals by itself.
            Example:
              linli seal
            """)

    @OptionGroup var data: DataOption

    func run() async throws {
        let seals = try await data.writing { try await SealRecords().run(in: $0) }
        for seal in seals {
            say("Seal \(seal.number), records \(seal.first) to \(seal.last): \(seal.digest)")
        }
        if seals.isEmpty { say("Everything is sealed already.") }
    }
}

/// `linli erase`
struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Erase what has been kept as long as it may be.",
        discussion: """
            Contact details and the words of ended matters go when their time is over, as the \
            profile declares; the record keeps its digests. “linli serve” does it every hour.
            Example:
              linli erase
            """)

    @OptionGroup var data: DataOption

    func run() async throws {
        let erased = try await data.writing { try await EraseExpired().run(in: $0) }
        say(
            "Erased: contact details of \(erased.contacts) matters, words of \(erased.stories) "
                + "matters, who was helped in \(erased.pairings) pairings, "
                + "\(erased.enrolments) registrations, \(erased.bookings) bookings, "
                + "\(erased.readings) lines and \(erased.months) whole months of the reading log.")
    }
}

/// `linli migrate`
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database up to this program.",
        discussion: """
            Each step is applied whole or not at all. Make a backup first.
            Example:
              linli backup before.sqlite && linli migrate
            """)

    @OptionGroup var data: DataOption

    func run() async throws {
        let database = try data.folder.openForReading()
        let pending = try await closing(database) {
            try await database.read { db in
                try Migrator(Schema.migrations(for: db.dialect)).pending(db).count
            }
        }
        try await data.writing { _ in }
        say(
            pending == 0
                ? "The database is up to date."
                : "Applied \(pending) step(s); the database is up to date.")
    }
}

/// `linli backup`
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database into a new file, while others go on working.",
        discussion: """
            The key is not part of the copy: keep it in another place, since both together open \
            everything.
            Example:
              linli backup /safe/linli-2026-11-21.sqlite
            """)

    @OptionGroup var data: DataOption

    @Argument(help: "The new file.")
    var file: String

    func run() async throws {
        let path = URL(fileURLWithPath: file).path
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            throw Complaint("There is no folder \(folder) for the backup. Create it first.")
        }
        let installed = try data.folder
        let database = try installed.openForReading()
        try await closing(database) {
            if let file = database as? SQLiteDatabase {
                try await file.backup(to: path)
            } else if let server = installed.server {
                guard !FileManager.default.fileExists(atPath: path) else {
                    throw Complaint(
                        "\(path) exists already. Name a new file: backups never replace one "
                            + "another.")
                }
                try PostgresTools.dump(server, to: path)
            }
        }
        try LastBackup.write(path, at: Instant(Date()), in: installed)
        say("The database is copied to \(path). Keep the key \(installed.keyFile) elsewhere.")
    }
}
