import Foundation
package import Kernel
import Media
import SQL
import Storage

/// What every step of an import does around its own: finds it, asks for the right, opens its rows.
struct SheetImportWork {
    let installation: Installation
    let realm: Realm
    let changer: Changer
    let now: Instant
    let db: any Reader

    /// - Throws: `.notFound`; `.forbidden` for whoever may not take in such a table.
    func find(_ id: SheetImport.ID) throws -> SheetImport {
        guard let sheet = try SheetImports.find(id, in: realm.id, db) else {
            throw ActionError.notFound
        }
        try changer.must(sheet.noun.verb, in: realm.id)
        return sheet
    }

    /// One that can be mapped, looked at, accepted or dropped still.
    ///
    /// - Throws: `.conflict` where it cannot, or somebody changed it since it was read.
    func waiting(_ id: SheetImport.ID, seen: Int?) throws -> SheetImport {
        let sheet = try find(id)
        guard sheet.waits(at: now), seen.map({ $0 == sheet.version }) ?? true else {
            throw ActionError.conflict
        }
        return sheet
    }

    /// The rows from one on that are sealed together.
    func rows(from row: Int, of sheet: SheetImport.ID, key: Vault.Key) throws -> [SheetRow] {
        guard
            let sealed = try SheetImportRows.sealed(
                at: row / SheetImports.chunkRows, of: sheet, db)
        else { return [] }
        let bytes = try installation.vault.open(
            sealed, under: key, context: SheetImportRows.context(sheet))
        return try JSONDecoder().decode([SheetRow].self, from: Data(bytes))
    }

    func key(of sheet: SheetImport.ID) throws -> Vault.Key {
        guard
            let key = try SheetImportRows.key(of: sheet, vault: installation.vault, db)
        else { throw ActionError.conflict }
        return key
    }
}

extension SheetNoun {
    /// Those that a post may take in under its profile.
    package static func open(to verbs: Set<Verb>, in profile: Profile) -> [SheetNoun] {
        allCases.filter { noun in
            verbs.contains(noun.verb)
                && noun.procedure.map {
                    profile.procedure($0)?.action("enter")?.opens ?? false
                } ?? true
        }
    }
}
