import Actions
import Kernel
import Media
import SQL
import Storage
import TestSupport

/// Tables as clerks have them, sent to a town.
extension Town {
    func send(
        _ text: String, as noun: SheetNoun, by colleague: Colleague
    ) async throws -> TableFile {
        try await send(Array(text.utf8), as: noun, by: colleague)
    }

    func send(
        _ bytes: [UInt8], as noun: SheetNoun, by colleague: Colleague
    ) async throws -> TableFile {
        let sheet = try await SendTable(
            realm: realm, by: .holding(colleague.holding), noun: noun, bytes: bytes
        ).run(in: installation)
        return try await table(sheet.id, by: colleague)
    }

    func table(_ id: SheetImport.ID, by colleague: Colleague) async throws -> TableFile {
        try await installation.table(id, in: realm, by: .holding(colleague.holding))
    }

    func accept(_ file: TableFile, by colleague: Colleague) async throws -> TableFile {
        try await AcceptTable(
            realm: realm, by: .holding(colleague.holding), table: file.sheet.id,
            seen: file.sheet.version
        ).run(in: installation)
        try await FinishTables().run(in: installation)
        return try await table(file.sheet.id, by: colleague)
    }

    func person(signIn: String) async throws -> Person? {
        try await database.read { db in try People.find(signIn: signIn, db) }
    }

    func undo(_ file: TableFile, by colleague: Colleague) async throws -> UndoTable.Report {
        try await UndoTable(
            realm: realm, by: .holding(colleague.holding), table: file.sheet.id
        ).run(in: installation)
    }
}

extension TableFile {
    /// `C4 answer.notADay`, of every problem.
    var said: [String] {
        (plan?.problems ?? []).map { problem in
            (problem.column.map(columnName) ?? "") + "\(problem.row) \(problem.complaint.key)"
        }
    }
}
