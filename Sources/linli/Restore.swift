import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import SQL

/// `linli restore`
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring a backup back into an empty place, and check it.",
        discussion: """
            The key that belongs to the backup must be in the folder already. What is there is \
            never overwritten. At the end the whole record is checked against its seals.
            Examples:
              linli restore /safe/linli-2026-11-21.sqlite --data linli-data
              linli restore /safe/linli.dump --data linli-data --database postgres://…/linli
            """)

    @OptionGroup var data: DataOption

    @Argument(help: "A file that linli backup made.")
    var file: String

    func run() async throws {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw Complaint("There is no file \(file) that can be read.")
        }
        let start = try handle.read(upToCount: 16) ?? Data()
        try handle.close()
        let folder = try data.folder
        guard FileManager.default.fileExists(atPath: folder.keyFile) else {
            throw DataFolder.Problem.noKey(file: folder.keyFile)
        }
        if PostgresTools.isDump(start) {
            try await restoreDump(into: folder)
        } else if start.starts(with: Data("SQLite format 3\0".utf8)) {
            try await restoreFile(into: folder)
        } else {
            throw Complaint(
                "\(file) is no backup: neither an SQLite file nor a dump of PostgreSQL.")
        }
        try await check(folder)
    }

    private func restoreFile(into folder: DataFolder) async throws {
        guard folder.server == nil else {
            throw Complaint(
                "\(file) is an SQLite file. Restore it into a folder, then bring it over with: "
                    + "linli copy --from sqlite:FOLDER --to \(folder.place)")
        }
        guard !folder.exists else {
            throw Complaint(
                "There is a database in \(folder.url.path) already. Move it away, or name another "
                    + "folder.")
        }
        let unfinished = folder.database + ".unfinished"
        try? FileManager.default.removeItem(atPath: unfinished)
        try FileManager.default.copyItem(atPath: file, toPath: unfinished)
        try FileManager.default.moveItem(atPath: unfinished, toPath: folder.database)
    }

    private func restoreDump(into folder: DataFolder) async throws {
        guard let server = folder.server else {
            throw Complaint(
                "\(file) is a dump of PostgreSQL. Name an empty database with --database; from "
                    + "there, linli copy brings it into a folder.")
        }
        let database = try folder.openRows(readOnly: true)
        let isEmpty = try await closing(database) {
            try await database.read { try !Migrator.hasTable("migrations", $0) }
        }
        guard isEmpty else {
            throw Complaint("\(server) is not empty. Name a database that was just created.")
        }
        try PostgresTools.restore(file, into: server)
    }

    private func check(_ folder: DataFolder) async throws {
        let (database, _) = try await folder.openForReadingWithKey()
        let report = try await closing(database) { try await VerifyRecords().run(in: database) }
        if let problem = report.problem {
            throw Complaint(
                "The backup was brought back, but its record is not whole: \(problem) Restore an "
                    + "earlier one.")
        }
        say(
            "\(folder.place) is restored: its \(report.records) records stand unaltered under "
                + "\(report.seals) seals.")
    }
}
