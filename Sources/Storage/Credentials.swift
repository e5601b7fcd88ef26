package import Kernel
package import SQL

/// What proves that a person is who they say.
package struct Credential: Sendable {
    package let person: Person.ID
    package let password: String
    package let secret: [UInt8]?
    package let stepUsed: Int64
    /// Whether somebody else gave the password, so that another must be chosen first.
    package let isTemporary: Bool
    package let changedAt: Instant

    package init(
        person: Person.ID, password: String, secret: [UInt8]?, stepUsed: Int64,
        isTemporary: Bool = false, changedAt: Instant
    ) {
        self.person = person
        self.password = password
        self.secret = secret
        self.stepUsed = stepUsed
        self.isTemporary = isTemporary
        self.changedAt = changedAt
    }

    /// A password that somebody else gave is good for so long until it is changed.
    package static let temporaryDays = 14

    /// Whether it was somebody else's for too long: what lies on a slip of paper is found.
    package func isOver(at now: Instant) -> Bool {
        isTemporary && changedAt.adding(fullDays: Self.temporaryDays) <= now
    }
}

/// Rows of credentials.
package enum Credentials {
    package static func find(_ person: Person.ID, _ db: any Reader) throws -> Credential? {
        try db.first(
            """
            SELECT person_id, password, secret, step_used, temporary, changed_at
            FROM credentials
            WHERE person_id = \(person)
            """
        ) { row in
            Credential(
                person: try row.id(0), password: try row.text(1), secret: try row.blobOrNil(2),
                stepUsed: try row.int(3), isTemporary: try row.bool(4),
                changedAt: try row.instant(5))
        }
    }

    /// - Parameter isTemporary: whether the person must choose another at the next sign-in.
    package static func set(
        password: String, of person: Person.ID, isTemporary: Bool = false, at now: Instant,
        _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO credentials (person_id, password, step_used, changed_at, temporary)
            VALUES (\(person), \(password), 0, \(now), \(isTemporary))
            ON CONFLICT (person_id) DO UPDATE
                SET password = excluded.password, changed_at = excluded.changed_at,
                    temporary = excluded.temporary
            """)
    }

    package static func set(
        secret: [UInt8]?, of person: Person.ID, at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE credentials SET secret = \(secret), step_used = 0, changed_at = \(now)
            WHERE person_id = \(person)
            """)
    }

    /// Marks a time step as used.
    ///
    /// - Returns: false when it, or a later one, was used before.
    package static func use(
        step: Int64, of person: Person.ID, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE credentials SET step_used = \(step)
            WHERE person_id = \(person) AND step_used < \(step)
            """) == 1
    }
}
