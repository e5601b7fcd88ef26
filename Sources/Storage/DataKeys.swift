package import Kernel
package import SQL

/// The two keys of a matter as they are kept: one for its story, one for its personal fields, each
/// wrapped under the installation's; nil once it was erased, or never needed.
package struct WrappedKeys: Sendable {
    let story: [UInt8]?
    let person: [UInt8]?

    package func key(
        _ use: DataKeys.Use, of matter: Matter.ID, vault: Vault
    ) throws -> Vault.Key? {
        let wrapped = use == .story ? story : person
        return try wrapped.map { try vault.unwrap($0, context: DataKeys.context(use, matter)) }
    }
}

/// The keys in the rows of matters.
package enum DataKeys {
    package enum Use: String, Sendable {
        case story, person
    }

    /// Fresh keys of a new matter, and how they are kept.
    package struct Fresh: Sendable {
        package let story: Vault.Key
        /// Nil as long as nothing personal is known.
        package let person: Vault.Key?
        package let wrapped: WrappedKeys

        package init(for matter: Matter.ID, isPersonal: Bool, vault: Vault) throws {
            story = Vault.Key.fresh()
            person = isPersonal ? Vault.Key.fresh() : nil
            wrapped = WrappedKeys(
                story: try vault.wrap(story, context: context(.story, matter)),
                person: try person.map { try vault.wrap($0, context: context(.person, matter)) })
        }
    }

    /// The key for one use; nil once it has been erased.
    package static func find(
        _ use: Use, of matter: Matter.ID, vault: Vault, _ db: any Reader
    ) throws -> Vault.Key? {
        let keys = try db.first(
            "SELECT story_key, person_key FROM matters WHERE id = \(matter)"
        ) { WrappedKeys(story: try $0.blobOrNil(0), person: try $0.blobOrNil(1)) }
        return try keys?.key(use, of: matter, vault: vault)
    }

    /// Gives a matter a key for personal fields, where the first become known later.
    package static func addPerson(
        to matter: Matter.ID, vault: Vault, _ db: any Writer
    ) throws -> Vault.Key {
        let key = Vault.Key.fresh()
        let wrapped = try vault.wrap(key, context: context(.person, matter))
        try db.run("UPDATE matters SET person_key = \(wrapped) WHERE id = \(matter)")
        return key
    }

    /// Erases a key for good: whatever it sealed can never be read again.
    package static func erase(_ use: Use, of matter: Matter.ID, _ db: any Writer) throws {
        let column: SQL = use == .story ? "story_key" : "person_key"
        try db.run("UPDATE matters SET \(column) = NULL WHERE id = \(matter)")
    }

    static func context(_ use: Use, _ matter: Matter.ID) -> String {
        "key \(use.rawValue) \(matter)"
    }
}
