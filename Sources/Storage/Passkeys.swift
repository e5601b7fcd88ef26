package import Kernel
package import SQL

/// A key of a person's own device that proves that they are there (通行密钥).
package struct Passkey: Sendable {
    package typealias ID = Identifier<Passkey>

    package let id: ID
    package let realm: Realm.ID
    package let person: Person.ID
    /// What the device calls it, in Base64 for addresses.
    package let credential: String
    /// The host that it was made for; it opens no other.
    package let host: String
    /// A COSE algorithm: -7, -8 or -257.
    package let algorithm: Int
    package let publicKey: [UInt8]
    /// How often the device says that it signed; 0 where it does not count.
    package let counter: Int64
    package let name: String
    package let addedAt: Instant
    package let usedAt: Instant?
    /// When its counter showed that there is a copy; from then on it opens nothing.
    package let copiedAt: Instant?

    package init(
        id: ID, realm: Realm.ID, person: Person.ID, credential: String, host: String,
        algorithm: Int, publicKey: [UInt8], counter: Int64, name: String, addedAt: Instant,
        usedAt: Instant? = nil, copiedAt: Instant? = nil
    ) {
        self.id = id
        self.realm = realm
        self.person = person
        self.credential = credential
        self.host = host
        self.algorithm = algorithm
        self.publicKey = publicKey
        self.counter = counter
        self.name = name
        self.addedAt = addedAt
        self.usedAt = usedAt
        self.copiedAt = copiedAt
    }
}

/// Rows of passkeys.
package enum Passkeys {
    /// How many one person may have.
    package static let perPersonMax = 10

    private static let columns: SQL = """
        id, realm_id, person_id, credential, host, algorithm, public_key, counter, name, added_at,
        used_at, copied_at
        """

    package static func all(of person: Person.ID, _ db: any Reader) throws -> [Passkey] {
        try db.rows(
            """
            SELECT \(columns) FROM passkeys WHERE person_id = \(person)
            ORDER BY id LIMIT \(perPersonMax)
            """, decode)
    }

    package static func find(credential: String, _ db: any Reader) throws -> Passkey? {
        try db.first(
            "SELECT \(columns) FROM passkeys WHERE credential = \(credential)", decode)
    }

    package static func insert(_ key: Passkey, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO passkeys
                (id, realm_id, person_id, credential, host, algorithm, public_key, counter, name,
                added_at)
            VALUES (\(key.id), \(key.realm), \(key.person), \(key.credential), \(key.host),
                \(Int64(key.algorithm)), \(key.publicKey), \(key.counter), \(key.name),
                \(key.addedAt))
            """)
    }

    /// Notes that a passkey signed. The counter must not have moved since it was read.
    ///
    /// - Returns: false when somebody used it in between.
    package static func use(
        _ key: Passkey, counter: Int64, at now: Instant, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE passkeys SET counter = \(counter), used_at = \(now)
            WHERE id = \(key.id) AND counter = \(key.counter) AND copied_at IS NULL
            """) == 1
    }

    /// Notes that there is a copy of a passkey.
    ///
    /// - Returns: false when that was known.
    package static func setCopied(
        _ id: Passkey.ID, at now: Instant, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            "UPDATE passkeys SET copied_at = \(now) WHERE id = \(id) AND copied_at IS NULL") == 1
    }

    /// - Returns: false when the person has no such passkey.
    package static func delete(
        _ id: Passkey.ID, of person: Person.ID, _ db: any Writer
    ) throws -> Bool {
        try db.run("DELETE FROM passkeys WHERE id = \(id) AND person_id = \(person)") == 1
    }

    package static func deleteAll(of person: Person.ID, _ db: any Writer) throws {
        try db.run("DELETE FROM passkeys WHERE person_id = \(person)")
    }

    private static func decode(_ row: any Row) throws -> Passkey {
        Passkey(
            id: try row.id(0), realm: try row.id(1), person: try row.id(2),
            credential: try row.text(3), host: try row.text(4),
            algorithm: Int(try row.int(5)), publicKey: try row.blob(6), counter: try row.int(7),
            name: try row.text(8), addedAt: try row.instant(9), usedAt: try row.instantOrNil(10),
            copiedAt: try row.instantOrNil(11))
    }
}
