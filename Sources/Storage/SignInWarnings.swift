package import Kernel
package import SQL

/// Something that changed in how a person signs in, of which they have to be told.
package struct SignInWarning: Hashable, Sendable {
    package typealias ID = Identifier<SignInWarning>

    package let id: ID
    package let realm: Realm.ID
    package let person: Person.ID
    /// The action of the record.
    package let action: String
    package let at: Instant
    /// Whether the person did it, as far as anybody can tell.
    package let isOwn: Bool

    package init(
        id: ID, realm: Realm.ID, person: Person.ID, action: String, at: Instant, isOwn: Bool
    ) {
        self.id = id
        self.realm = realm
        self.person = person
        self.action = action
        self.at = at
        self.isOwn = isOwn
    }
}

/// Rows of what people have still to be told of their sign-in.
package enum SignInWarnings {
    /// How many wait for one person; the oldest make room.
    package static let perPersonMax = 20

    package static func insert(_ warning: SignInWarning, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO sign_in_warnings (id, realm_id, person_id, action, at, is_own)
            VALUES (\(warning.id), \(warning.realm), \(warning.person), \(warning.action),
                \(warning.at), \(warning.isOwn))
            """)
        try db.run(
            """
            DELETE FROM sign_in_warnings WHERE person_id = \(warning.person) AND id NOT IN (
                SELECT id FROM sign_in_warnings WHERE person_id = \(warning.person)
                ORDER BY id DESC LIMIT \(perPersonMax))
            """)
    }

    /// The newest first.
    package static func of(_ person: Person.ID, _ db: any Reader) throws -> [SignInWarning] {
        try db.rows(
            """
            SELECT id, realm_id, person_id, action, at, is_own FROM sign_in_warnings
            WHERE person_id = \(person) ORDER BY id DESC LIMIT \(perPersonMax)
            """
        ) { row in
            SignInWarning(
                id: try row.id(0), realm: try row.id(1), person: try row.id(2),
                action: try row.text(3), at: try row.instant(4), isOwn: try row.bool(5))
        }
    }

    /// Takes away what a person has read: up to one of them.
    package static func delete(
        of person: Person.ID, through last: SignInWarning.ID, _ db: any Writer
    ) throws {
        try db.run("DELETE FROM sign_in_warnings WHERE person_id = \(person) AND id <= \(last)")
    }
}
