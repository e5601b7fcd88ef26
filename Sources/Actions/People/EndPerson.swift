package import Kernel
import SQL
import Secrets
import Storage

/// Ends a person's sign-in from today on, with every post that they hold. What they did stays on
/// the record under their name.
package struct EndPerson: Sendable {
    package let person: Person
    package let changer: Changer

    package init(person: Person, by changer: Changer = .operator) {
        self.person = person
        self.changer = changer
    }

    /// - Throws: `.forbidden`; `.invalid` for oneself and for the last who manages people;
    ///   `.conflict` when it is ended already.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.database.write { db in
            try changer.must(.manage, in: person.realm)
            guard let person = try People.find(person.id, in: person.realm, db) else {
                throw ActionError.notFound
            }
            guard changer.person != person.id else {
                throw ActionError.invalid(["until": .init("person.end.self")])
            }
            let book = try installation.book(of: person, at: now, db)
            let today = book.day(of: now)
            guard person.maySignIn(on: today) else { throw ActionError.conflict }
            let held = try Posts.held(by: person.id, on: today, db)
            if case .holding = changer {
                try LastManaging.mustRemain(
                    without: Set(held.map(\.id)), of: book, on: today, db)
            }
            try Posts.endAll(of: person.id, on: today, db)
            try People.setUntil(today, of: person.id, db)
            try Sessions.deleteAll(of: person.id, db)
            try installation.note(
                "endPerson", on: "person", person.id.rawValue, in: person.realm, by: changer,
                at: now, ["posts": .int(Int64(held.count))], db)
        }
    }
}

/// Lets somebody whose sign-in was ended sign in again, with a new password; their posts stay
/// ended.
package struct ReopenPerson: Sendable {
    package let person: Person
    package let changer: Changer
    package let password: String

    package init(person: Person, by changer: Changer = .operator, password: String) {
        self.person = person
        self.changer = changer
        self.password = password
    }

    /// - Throws: `.forbidden`; `.conflict` when they may sign in; `Password.Problem`.
    package func run(in installation: Installation) async throws {
        try changer.must(.manage, in: person.realm)
        let verifier = try await installation.passwords.hash(password)
        let now = installation.now()
        try await installation.database.write { db in
            guard let person = try People.find(person.id, in: person.realm, db) else {
                throw ActionError.notFound
            }
            let today = try installation.book(of: person, at: now, db).day(of: now)
            guard !person.maySignIn(on: today) else { throw ActionError.conflict }
            try People.setUntil(nil, of: person.id, db)
            try Credentials.set(
                password: verifier, of: person.id, isTemporary: true, at: now, db)
            try installation.note(
                "reopenPerson", on: "person", person.id.rawValue, in: person.realm, by: changer,
                at: now, [:], db)
        }
    }
}
