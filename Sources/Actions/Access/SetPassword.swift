package import Kernel
import SQL
package import Secrets
import Storage

/// Gives a person a password and ends their sessions.
package struct SetPassword: Sendable {
    package let person: Person
    package let password: String

    package init(person: Person, password: String) {
        self.person = person
        self.password = password
    }

    /// - Throws: `Password.Problem` when it is too short or too long.
    package func run(in installation: Installation) async throws {
        let verifier = try await installation.passwords.hash(password)
        let now = installation.now()
        try await installation.database.write { db in
            try Credentials.set(password: verifier, of: person.id, at: now, db)
            try Sessions.deleteAll(of: person.id, db)
            try Records.append(
                Records.Entry(
                    realm: person.realm, at: now, person: nil, post: nil, action: "setPassword",
                    subjectKind: "person", subject: person.id.rawValue, payload: .object([:])),
                id: installation.newID(), key: nil, vault: installation.vault, db)
        }
    }
}
