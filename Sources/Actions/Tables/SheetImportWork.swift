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

    /// The post for which the program goes on, as it stands today.
    ///
    /// - Throws: `.forbidden` where nobody holds it any more.
    static func changer(
        _ post: Post.ID, in book: Rulebook, at now: Instant, _ db: any Reader
    ) throws -> Changer {
        let (realm, today) = (book.realm.id, book.day(of: now))
        guard let post = try Posts.find(post, in: realm, db), post.isHeld(on: today),
            let role = book.profile.role(post.role),
            let person = try People.find(post.person, in: realm, db),
            person.maySignIn(on: today)
        else { throw ActionError.forbidden }
        return .holding(Holding(post: post, verbs: role.verbs))
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

extension Installation {
    /// One transaction over what tables of a kind make or made.
    func writing<T: Sendable>(
        rowsOf noun: SheetNoun, _ body: @escaping @Sendable (any Writer) throws -> T
    ) async throws -> T {
        switch noun {
        case .places, .bodies: try await reorganising(body)
        case .people, .posts, .households, .needs, .resources: try await database.write(body)
        }
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
