import Foundation
package import Kernel
import Media
import Profiles
import SQL
import Storage

/// Takes in a table that somebody sends, so that it can be mapped and looked at: read, without what
/// must not be kept, sealed, for a day.
package struct SendTable: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let noun: SheetNoun
    package let bytes: [UInt8]

    package init(realm: Realm, by changer: Changer, noun: SheetNoun, bytes: [UInt8]) {
        self.realm = realm
        self.changer = changer
        self.noun = noun
        self.bytes = bytes
    }

    /// How many may wait in a realm at one time.
    package static let waitingMax = 20

    /// - Throws: `SheetRow.Problem` where it is no table; `.forbidden`; `.invalid` for `file` where
    ///   too many wait.
    package func run(in installation: Installation) async throws -> SheetImport {
        try changer.must(noun.verb, in: realm.id)
        let table = try SentTable(bytes, of: noun, words: try ColumnWords.builtIn.get())
        let now = installation.now()
        let id: SheetImport.ID = installation.newID()
        let sheet = SheetImport(
            id: id, realm: realm.id, noun: noun, state: .waiting, post: changer.post, sentAt: now,
            encoding: table.encoding, rows: table.rows.count, emptied: table.emptied,
            columns: table.columns)
        let vault = installation.vault
        let key = Vault.Key.fresh()
        let context = SheetImportRows.context(id)
        let wrapped = try vault.wrap(key, context: context)
        let sealed = try stride(from: 0, to: table.rows.count, by: SheetImports.chunkRows).map {
            let end = min($0 + SheetImports.chunkRows, table.rows.count)
            let bytes = try JSONEncoder().encode(Array(table.rows[$0..<end]))
            return try vault.seal([UInt8](bytes), under: key, context: context)
        }
        try await installation.database.write { db in
            guard try SheetImports.waiting(in: realm.id, db) < Self.waitingMax else {
                throw ActionError.invalid([
                    "file": .init("imports.problem.waiting", ["max": String(Self.waitingMax)])
                ])
            }
            try SheetImports.insert(sheet, sealKey: wrapped, db)
            for (ordinal, bytes) in sealed.enumerated() {
                try SheetImportRows.insert(bytes, at: ordinal, of: id, db)
            }
            try installation.note(
                "sendTable", on: "table", id.rawValue, in: realm.id, by: changer, at: now,
                [
                    "noun": .text(noun.rawValue), "rows": .int(Int64(sheet.rows)),
                    "forbidden": .list(
                        Set(
                            sheet.columns.compactMap {
                                if case .forbidden(let reason) = $0.use { reason } else { nil }
                            }
                        ).sorted().map(Payload.text)),
                    "emptied": .int(Int64(sheet.emptied)),
                ], db)
        }
        return sheet
    }
}
