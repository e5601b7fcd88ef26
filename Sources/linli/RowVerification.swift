import Actions
import App
import Foundation
import Kernel
import SQLiteDriver

/// The part of `linli verify` that reads the file itself and every row in it.
struct RowVerification {
    let folder: DataFolder

    func run() async throws {
        let (database, vault) = try await folder.openForReadingWithKey()
        try await closing(database) {
            if let file = database as? SQLiteDatabase { try await refuseDamage(file) }
            let report = try await CheckRows(vault: vault, now: Instant(Date())).run(in: database)
            try tell(report)
        }
    }

    /// Reads every page of the file, indexes too: a byte that nothing else would look at yet.
    private func refuseDamage(_ database: SQLiteDatabase) async throws {
        let damages = try await database.integrityCheck()
        guard let first = damages.first else { return }
        throw Complaint(
            "The database file \(folder.database) is damaged in \(damages.count) place(s), the "
                + "first: \(first). Stop the program, keep a copy of the file, and restore a "
                + "backup.")
    }

    private func tell(_ report: CheckRows.Report) throws {
        guard report.problemCount > 0 else {
            return say(
                "\(report.matters) matters stand as their \(report.steps) recorded steps lead to; "
                    + "of \(report.erased) the words are erased.")
        }
        for problem in report.problems { say(problem) }
        let more = report.problemCount - report.problems.count
        throw Complaint(
            "\(report.problemCount) thing(s) of \(report.matters) matters are not what the record "
                + "leads to\(more > 0 ? "; \(more) of them are not shown" : ""). Keep a copy of "
                + "the database, and compare with a backup.")
    }
}
