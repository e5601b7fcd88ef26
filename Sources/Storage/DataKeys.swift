package import Kernel
package import SQL

/// The two keys of a matter: one for its story, one for its personal fields.
package enum DataKeys {
    package enum Use: String, Sendable {
        case story, person
    }

    /// Makes and stores both keys of a new matter.
    ///
    /// - Returns: the keys for the story and for personal fields.
    package static func create(
        for matter: Matter.ID, vault: Vault, _ db: any Writer
    ) throws -> (story: Vault.Key, person: Vault.Key) {
        let story = Vault.Key.fresh()
        let person = Vault.Key.fresh()
        try db.run(
            """
            INSERT INTO data_keys (matter_id, story_key, person_key)
            VALUES (\(matter), \(try vault.wrap(story, context: context(.story, matter))),
                \(try vault.wrap(person, context: context(.person, matter))))
            """)
        return (story, person)
    }

    /// The key for one use; nil once it has been erased.
    package static func find(
        _ use: Use, of matter: Matter.ID, vault: Vault, _ db: any Reader
    ) throws -> Vault.Key? {
        let column: SQL = use == .story ? "story_key" : "person_key"
        let wrapped =
            try db.first(
                "SELECT \(column) FROM data_keys WHERE matter_id = \(matter)"
            ) { try $0.blobOrNil(0) } ?? nil
        return try wrapped.map { try vault.unwrap($0, context: context(use, matter)) }
    }

    /// Erases a key for good: whatever it sealed can never be read again.
    package static func erase(_ use: Use, of matter: Matter.ID, _ db: any Writer) throws {
        let column: SQL = use == .story ? "story_key" : "person_key"
        try db.run("UPDATE data_keys SET \(column) = NULL WHERE matter_id = \(matter)")
    }

    private static func context(_ use: Use, _ matter: Matter.ID) -> String {
        "key \(use.rawValue) \(matter)"
    }
}
